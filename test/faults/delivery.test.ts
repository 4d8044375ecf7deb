import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Pipe } from '../e2e/pipe.ts';
import { waitFor } from '../wait.ts';
import { startPipe } from '../e2e/start-pipe.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout, cliOrder } from '../../scripts/store/shopper.ts';

describeStore( 'when something breaks on the way', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( () => pipe.reset() );

	const place = ( email: string ) =>
		blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email },
			report: false,
		} );

	/** As the system's cron would, once a minute, only more often. */
	async function recover(): Promise< void > {
		await waitFor( async () => {
			await pipe.store.fetch( '/wp-cron.php' );
			await pipe.store.runActionScheduler();
			return ( await pipe.waiting() ) === 0 ? true : undefined;
		} );
	}

	/** As if the leases of the killed had run out. */
	const leasesRunOut = () =>
		pipe.store.sql(
			`update ${ pipe.store.tablePrefix }ivorey_outbox set due_at = 1`
		);

	async function expectOrders( ids: number[] ): Promise< void > {
		expect(
			( await pipe.orders() ).map( ( o ) => Number( o.order_id ) )
		).toEqual( [ ...ids ].sort( ( a, b ) => a - b ) );
		expect( await pipe.contacts() ).toHaveLength( ids.length );
	}

	test( 'PHP killed with -9 in the middle of a delivery loses nothing and sends nothing twice', async () => {
		pipe.gateway.treat = () => ( { kind: 'delay', ms: 2_000 } );
		const { orderId } = await place( 'killed@example.com' );
		await waitFor( async () =>
			pipe.gateway.batches.length > 0 ? true : undefined
		);
		await pipe.store.killPhp();
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		expect( await pipe.waiting( 'orders' ) ).toBe( 1 );
		await leasesRunOut();
		await recover();
		await expectOrders( [ orderId ] );
	} );

	test( 'PHP killed with -9 right after the shopper has the response loses nothing', async () => {
		const ids: number[] = [];
		for ( let i = 0; i < 3; i++ ) {
			pipe.gateway.treat = () => ( { kind: 'delay', ms: 500 } );
			ids.push( ( await place( `early${ i }@example.com` ) ).orderId );
			await pipe.store.killPhp();
		}
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		await leasesRunOut();
		await recover();
		await expectOrders( ids );
	} );

	test( 'Postgres losing every connection in the middle of a batch leaves nothing half-written', async () => {
		const lock = await pipe.pool.connect();
		lock.on( 'error', () => undefined );
		await lock.query( 'begin' );
		await lock.query( 'lock table order_lines in access exclusive mode' );
		const { orderId } = await place( 'postgres@example.com' );
		const blocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
		await waitFor( async () =>
			( await pipe.pool.query( blocked ) ).rows.length > 0
				? true
				: undefined
		);
		await pipe.pool.query(
			`select pg_terminate_backend( pid ) from ( ${ blocked } ) as waiting`
		);
		lock.release( true );
		await recover();
		await expectOrders( [ orderId ] );
		expect( ( await pipe.orders() )[ 0 ]!.lines ).toHaveLength( 1 );
	} );

	test( 'many processes that place and send at the same time send each order once', async () => {
		const placed = await Promise.all(
			Array.from( { length: 8 }, ( _, i ) =>
				i % 2 === 0
					? place( `many${ i }@example.com` )
					: cliOrder( pipe.store, {
							items: [ { id: pipe.store.products.CAP! } ],
							billing: { email: `many${ i }@example.com` },
						} )
			)
		);
		await recover();
		await expectOrders( placed.map( ( { orderId } ) => orderId ) );
	} );
} );
