import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually, type Pipe } from '../e2e/pipe.ts';
import { startPipe } from '../e2e/start-pipe.ts';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout, cliOrder } from '../store/shopper.ts';

const ORDERS = 20;
/** A lease of a killed process has to run out first. */
const RECOVERY_MS = 100_000;

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
		await eventually( async () => {
			await pipe.store.fetch( '/wp-cron.php' );
			await pipe.store.runActionScheduler();
			return ( await pipe.waiting() ) === 0 ? true : undefined;
		}, RECOVERY_MS );
	}

	async function expectOrders( ids: number[] ): Promise< void > {
		expect(
			( await pipe.orders() ).map( ( o ) => Number( o.order_id ) )
		).toEqual( [ ...ids ].sort( ( a, b ) => a - b ) );
		expect( await pipe.contacts() ).toHaveLength( ids.length );
	}

	test( 'orders placed while the API is down are all there when it is up again, none twice', async () => {
		await pipe.api.stop();
		const ids: number[] = [];
		for ( let i = 0; i < ORDERS; i++ ) {
			ids.push( ( await place( `buyer${ i }@example.com` ) ).orderId );
		}
		expect( await pipe.waiting( 'orders' ) ).toBe( ORDERS );
		await pipe.api.start();
		await recover();
		await expectOrders( ids );
	} );

	test( 'PHP killed with -9 in the middle of a delivery loses nothing and sends nothing twice', async () => {
		pipe.gateway.treat = () => ( { kind: 'delay', ms: 2_000 } );
		const { orderId } = await place( 'killed@example.com' );
		await eventually( async () =>
			pipe.gateway.batches.length > 0 ? true : undefined
		);
		await pipe.store.killPhp();
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		expect( await pipe.waiting( 'orders' ) ).toBe( 1 );
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
		await recover();
		await expectOrders( ids );
	} );

	test( 'an answer cut off after the commit leads to one order, and the same receipt', async () => {
		let cuts = 0;
		pipe.gateway.treat = ( { method } ) =>
			method === 'POST' && cuts++ < 3
				? { kind: 'cut' }
				: { kind: 'pass' };
		const { orderId } = await place( 'cut@example.com' );
		await recover();
		await expectOrders( [ orderId ] );
		const ids = new Set(
			pipe.gateway.batches.map(
				( { headers } ) => headers[ 'webhook-id' ]
			)
		);
		expect( pipe.gateway.batches.length ).toBeGreaterThan( 3 );
		expect( ids.size ).toBe( 1 );
	} );

	test( 'Postgres losing every connection in the middle of a batch leaves nothing half-written', async () => {
		const lock = await pipe.pool.connect();
		lock.on( 'error', () => undefined );
		await lock.query( 'begin' );
		await lock.query( 'lock table order_lines in access exclusive mode' );
		const { orderId } = await place( 'postgres@example.com' );
		const blocked = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
		await eventually( async () =>
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

	test( "a proxy's page instead of a receipt is no receipt", async () => {
		let pages = 0;
		pipe.gateway.treat = ( { method } ) =>
			method === 'POST' && pages++ < 2
				? {
						kind: 'answer',
						status: 200,
						body: '<html>Welcome to our firewall</html>',
						headers: { 'content-type': 'text/html' },
					}
				: { kind: 'pass' };
		const { orderId } = await place( 'proxy@example.com' );
		expect( await pipe.waiting( 'orders' ) ).toBe( 1 );
		await recover();
		await expectOrders( [ orderId ] );
	} );

	test( 'a change made while its order is being sent is sent as well', async () => {
		pipe.gateway.treat = () => ( { kind: 'delay', ms: 1_500 } );
		const { orderId } = await place( 'race@example.com' );
		await eventually( async () =>
			pipe.gateway.batches.length > 0 ? true : undefined
		);
		await pipe.store.php(
			`$order = wc_get_order( $args['id'] ); $order->set_customer_note( 'changed meanwhile' ); $order->save();`,
			{ args: { id: orderId } }
		);
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		await recover();
		const order = await pipe.order( orderId );
		expect( order.customer_note ).toBe( 'changed meanwhile' );
	} );

	test( 'R27 R29 a refused store pauses, goes on marking, and sends everything once it is accepted again', async () => {
		const problem = ( status: number, name: string ) => ( {
			kind: 'answer' as const,
			status,
			body: JSON.stringify( {
				type: `urn:ivorey:problem:${ name }`,
				title: name,
				status,
				detail: name,
			} ),
			headers: { 'content-type': 'application/problem+json' },
		} );
		pipe.gateway.treat = () => problem( 401, 'unauthorized' );
		const first = await place( 'refused@example.com' );
		await eventually( async () => {
			const state = await pipe.store.phpJson< string >(
				`return \\Ivorey\\WooCommerce\\Plugin::instance()->connection()->current()->state->value;`
			);
			return state === 'paused' ? true : undefined;
		} );
		const requests = pipe.gateway.exchanges.length;
		const second = await place( 'marked@example.com' );
		expect( pipe.gateway.exchanges ).toHaveLength( requests );
		expect( await pipe.waiting( 'orders' ) ).toBe( 2 );
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		await pipe.connect();
		await recover();
		await expectOrders( [ first.orderId, second.orderId ] );
	} );

	test( 'a one-off 404 that does not repeat pauses nothing', async () => {
		let answers = 0;
		pipe.gateway.treat = () =>
			answers++ === 0
				? { kind: 'answer', status: 404, body: 'not found' }
				: { kind: 'pass' };
		const { orderId } = await place( 'once@example.com' );
		await recover();
		await expectOrders( [ orderId ] );
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
