import { afterAll, beforeAll, expect, test } from 'vitest';
import { Pipe } from '../e2e/pipe.ts';
import { waitFor } from '../wait.ts';
import {
	startScratchPostgres,
	type ScratchPostgres,
} from '../postgres/scratch-postgres.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';

describeStore( 'when Postgres is killed', () => {
	let postgres: ScratchPostgres;
	let pipe: Pipe;
	beforeAll( async () => {
		postgres = await startScratchPostgres();
		pipe = await Pipe.start( postgres );
	} );
	afterAll( () => pipe?.stop() );

	test( 'with -9 in the middle of a batch, nothing is half-written, lost or there twice', async () => {
		const before = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email: 'before@example.com' },
		} );
		await pipe.order( before.orderId );
		// The batch gets as far as the order, and stops at its lines.
		const lock = await pipe.pool.connect();
		lock.on( 'error', () => undefined );
		await lock.query( 'begin' );
		await lock.query( 'lock table order_lines in access exclusive mode' );
		const during = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email: 'during@example.com' },
			report: false,
		} );
		await waitFor( async () =>
			(
				await pipe.pool.query(
					`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
				)
			).rows.length > 0
				? true
				: undefined
		);

		await postgres.kill();
		lock.release( true );
		const meanwhile = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.CAP! } ],
			billing: { email: 'meanwhile@example.com' },
			report: false,
		} );
		expect( await pipe.waiting( 'orders' ) ).toBe( 2 );
		await postgres.restart();
		expect( await pipe.orders() ).toHaveLength( 1 );

		await waitFor( async () => {
			await pipe.store.fetch( '/wp-cron.php' );
			await pipe.store.runActionScheduler();
			return ( await pipe.waiting() ) === 0 ? true : undefined;
		} );
		const orders = await pipe.orders();
		expect( orders.map( ( { order_id: id } ) => Number( id ) ) ).toEqual(
			[ before, during, meanwhile ].map( ( { orderId } ) => orderId )
		);
		expect( orders.map( ( { lines } ) => lines.length ) ).toEqual( [
			1, 1, 1,
		] );
		expect( await pipe.contacts() ).toHaveLength( 3 );
	} );
} );
