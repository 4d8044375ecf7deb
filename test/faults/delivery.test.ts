import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestBed } from '../e2e/test-bed.ts';
import { waitFor } from '../wait.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout, cliOrder } from '../../scripts/store/shopper.ts';

describeStore( 'when something breaks on the way', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );
	beforeEach( () => bed.reset() );

	const place = ( email: string ) =>
		blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
			billing: { email },
			report: false,
		} );

	/** Runs the sweep like the system's cron, but more often than once a minute. */
	async function recover(): Promise< void > {
		await waitFor( async () => {
			await bed.store.fetch( '/wp-cron.php' );
			await bed.store.runActionScheduler();
			return ( await bed.waiting() ) === 0 ? true : undefined;
		} );
	}

	/** As if the leases of the killed processes had expired. */
	const leasesRunOut = () =>
		bed.store.sql(
			`update ${ bed.store.tablePrefix }ivorey_outbox set due_at = 1`
		);

	async function expectOrders( ids: number[] ): Promise< void > {
		expect(
			( await bed.orders() ).map( ( o ) => Number( o.order_id ) )
		).toEqual( [ ...ids ].sort( ( a, b ) => a - b ) );
		expect( await bed.contacts() ).toHaveLength( ids.length );
	}

	test( 'PHP killed with -9 in the middle of a delivery loses nothing and sends nothing twice', async () => {
		bed.proxy.treat = () => ( { kind: 'delay', ms: 2_000 } );
		const { orderId } = await place( 'killed@example.com' );
		await waitFor( async () =>
			bed.proxy.batches.length > 0 ? true : undefined
		);
		await bed.store.killPhp();
		bed.proxy.treat = () => ( { kind: 'pass' } );
		expect( await bed.waiting( 'orders' ) ).toBe( 1 );
		await leasesRunOut();
		await recover();
		await expectOrders( [ orderId ] );
	} );

	test( 'PHP killed with -9 right after the shopper has the response loses nothing', async () => {
		const ids: number[] = [];
		for ( let i = 0; i < 3; i++ ) {
			bed.proxy.treat = () => ( { kind: 'delay', ms: 500 } );
			ids.push( ( await place( `early${ i }@example.com` ) ).orderId );
			await bed.store.killPhp();
		}
		bed.proxy.treat = () => ( { kind: 'pass' } );
		await leasesRunOut();
		await recover();
		await expectOrders( ids );
	} );

	test( 'Postgres losing every connection in the middle of a batch leaves nothing half-written', async () => {
		const lock = await bed.pool.connect();
		lock.on( 'error', () => undefined );
		await lock.query( 'begin' );
		await lock.query(
			'lock table order_products in access exclusive mode'
		);
		const { orderId } = await place( 'postgres@example.com' );
		const blocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
		await waitFor( async () =>
			( await bed.pool.query( blocked ) ).rows.length > 0
				? true
				: undefined
		);
		await bed.pool.query(
			`select pg_terminate_backend( pid ) from ( ${ blocked } ) as waiting`
		);
		lock.release( true );
		await recover();
		await expectOrders( [ orderId ] );
		expect( ( await bed.orders() )[ 0 ]!.lines ).toHaveLength( 1 );
	} );

	test( 'many processes that place orders and send at the same time send each order once', async () => {
		const placed = await Promise.all(
			Array.from( { length: 8 }, ( _, i ) =>
				i % 2 === 0
					? place( `many${ i }@example.com` )
					: cliOrder( bed.store, {
							items: [ { id: bed.store.products.CAP! } ],
							billing: { email: `many${ i }@example.com` },
						} )
			)
		);
		await recover();
		await expectOrders( placed.map( ( { orderId } ) => orderId ) );
	} );
} );
