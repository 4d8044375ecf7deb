import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeMany } from '../store/bulk.ts';
import { describeStore } from '../store/describe-store.ts';
import { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import { verify } from './verify.ts';

for ( const hpos of [ true, false ] ) {
	describeStore( `verify, HPOS ${ hpos ? 'on' : 'off' }`, () => {
		let pipe: Pipe;
		beforeAll( async () => {
			pipe = await startPipe( { hpos } );
		} );
		afterAll( () => pipe?.stop() );
		beforeEach( () => pipe.reset() );

		async function place( orders: number ): Promise< number[] > {
			const ids = await pipe.store.phpJson< number[] >(
				`$ids = array();
				for ( $i = 0; $i < $args['orders']; $i++ ) {
					$order = wc_create_order( array( 'status' => 'processing' ) );
					$order->set_billing_email( "buyer$i@example.com" );
					$order->add_product( wc_get_product( $args['product'] ) );
					$order->calculate_totals();
					$order->save();
					$ids[] = $order->get_id();
				}
				return $ids;`,
				{ args: { orders, product: pipe.store.products.MUG! } }
			);
			await pipe.drained();
			return ids;
		}

		/** Changes Ivorey behind the store's back. */
		const tamper = ( sql: string, ...values: unknown[] ) =>
			pipe.pool.query(
				sql.replace( 'MINE', 'account_id = $1 and connection_id = $2' ),
				[ ...Pipe.keyOf( pipe.credentials ), ...values ]
			);

		async function lose( order: number ): Promise< void > {
			for ( const table of [ 'order_lines', 'orders' ] ) {
				await tamper(
					`delete from ${ table } where MINE and order_id = $3`,
					String( order )
				);
			}
		}

		const spoil = ( order: number ) =>
			tamper(
				'update orders set version = version - 1, digest = $4 where MINE and order_id = $3',
				String( order ),
				'0'.repeat( 32 )
			);

		const orders = ( ...options: string[] ) =>
			verify( pipe.store, '--elements=orders', ...options );

		test( 'agrees where nothing is amiss', async () => {
			await place( 3 );
			expect( await orders() ).toEqual( {
				agrees: true,
				compared: 3,
				alike: 3,
				differing: 0,
				repaired: 0,
				counts: { alike: 3 },
				differences: [],
			} );
		} );

		test( 'finds what is missing and what is older, and repairs just that', async () => {
			const ids = await place( 4 );
			const [ first, , third ] = ids;
			await lose( first! );
			await spoil( third! );

			const found = await orders();
			expect( found.differences ).toEqual( [
				{
					element: 'orders',
					id: String( first ),
					state: 'missing',
					why: '',
				},
				{
					element: 'orders',
					id: String( third ),
					state: 'older',
					why: '',
				},
			] );
			expect( found ).toMatchObject( {
				agrees: false,
				compared: 4,
				alike: 2,
				differing: 2,
				repaired: 0,
			} );
			expect( await pipe.waiting() ).toBe( 0 );

			pipe.gateway.reset();
			expect( await orders( '--repair' ) ).toMatchObject( {
				repaired: 2,
			} );
			await pipe.drained();
			expect( pipe.gateway.batches ).toHaveLength( 1 );
			expect(
				( await pipe.orders() ).map( ( order ) =>
					Number( order.order_id )
				)
			).toEqual( ids );
			expect( await orders() ).toMatchObject( {
				agrees: true,
				alike: 4,
			} );
		} );

		test( 'what waits to be sent is no difference', async () => {
			const [ id ] = await place( 2 );
			pipe.gateway.treat = ( { path } ) => ( {
				kind: path === '/v1/batches' ? 'break' : 'pass',
			} );
			await pipe.store.php(
				`$order = wc_get_order( $args['id'] ); $order->set_customer_note( 'changed' ); $order->save();`,
				{ args: { id } }
			);

			expect( await orders() ).toMatchObject( {
				agrees: true,
				compared: 2,
				alike: 1,
				counts: { pending: 1 },
				differences: [],
			} );
		} );

		test( 'what Ivorey rejected is listed with its error', async () => {
			const [ id ] = await place( 2 );
			await pipe.store.php(
				`global $wpdb;
				$order = wc_get_order( $args['id'] );
				$order->set_customer_note( 'changed' );
				$order->save();
				$wpdb->update( $wpdb->prefix . 'ivorey_outbox', array( 'quarantined_at' => 1, 'due_at' => PHP_INT_MAX, 'error' => '/data/total: must be a decimal' ), array( 'element' => 'orders', 'object_id' => $args['id'] ) );`,
				{ args: { id } }
			);

			expect( ( await orders() ).differences ).toEqual( [
				{
					element: 'orders',
					id: String( id ),
					state: 'rejected',
					why: '/data/total: must be a decimal',
				},
			] );
			expect( await orders( '--repair' ) ).toMatchObject( {
				repaired: 1,
			} );
			await pipe.drained();
			expect( await orders() ).toMatchObject( {
				agrees: true,
				alike: 2,
			} );
		} );

		test( 'R16 what is deleted or trashed here stays in Ivorey, and is no difference', async () => {
			const [ deleted, trashed ] = await place( 3 );
			await pipe.store.php(
				`wc_get_order( $args['deleted'] )->delete( true ); wc_get_order( $args['trashed'] )->delete();`,
				{ args: { deleted, trashed } }
			);
			await pipe.drained();

			expect( await orders() ).toMatchObject( {
				agrees: true,
				compared: 1,
				alike: 1,
				counts: { kept: 2 },
			} );
			expect( await pipe.orders() ).toHaveLength( 3 );
		} );

		test( 'R7 an order is as it was though its products have other SKUs, or are deleted for good', async () => {
			const products = await pipe.store.phpJson< number[] >(
				`$ids = array();
				foreach ( array( 'ONE', 'TWO' ) as $sku ) {
					$product = new WC_Product_Simple();
					$product->set_props( array( 'name' => $sku, 'sku' => $sku, 'regular_price' => '3' ) );
					$product->save();
					$ids[] = $product->get_id();
				}
				$order = wc_create_order();
				foreach ( $ids as $id ) {
					$order->add_product( wc_get_product( $id ) );
				}
				$order->calculate_totals();
				$order->set_status( 'processing' );
				$order->save();
				return $ids;`
			);
			await pipe.drained();
			expect( await orders() ).toMatchObject( { alike: 1 } );
			await pipe.store.php(
				`$product = wc_get_product( $args['ids'][0] );
				$product->set_sku( 'OTHER' );
				$product->save();
				wc_get_product( $args['ids'][1] )->delete( true );`,
				{ args: { ids: products } }
			);
			await pipe.drained();
			expect( await orders() ).toMatchObject( {
				agrees: true,
				alike: 1,
			} );
		} );

		test( 'R7 a draft is on neither side, and so it should be', async () => {
			await place( 1 );
			await pipe.store.php(
				`wc_create_order( array( 'status' => 'checkout-draft' ) );`
			);

			expect( await orders() ).toMatchObject( {
				agrees: true,
				compared: 1,
				alike: 1,
			} );
		} );

		async function switchOff( ...elements: string[] ): Promise< void > {
			const off = Object.fromEntries(
				elements.map( ( element ) => [ element, false ] )
			);
			const answer = await pipe.store.fetch(
				'/wp-json/ivorey/v1/settings',
				{
					method: 'PUT',
					headers: {
						...pipe.store.restHeaders(),
						'content-type': 'application/json',
					},
					body: JSON.stringify( { import: off, sync: off } ),
				}
			);
			expect( answer.status ).toBe( 200 );
		}

		test( 'R20 what is older than the connection and was not to be imported is not missed', async () => {
			const [ id ] = await place( 2 );
			await pipe.store.php(
				`global $wpdb;
				$wpdb->delete( $wpdb->prefix . 'ivorey_ledger', array( 'wire_id' => (string) $args['id'] ) );
				delete_option( 'ivorey_import' );
				$order = wc_get_order( $args['id'] );
				$order->set_date_created( time() - YEAR_IN_SECONDS );
				// Unseen by the plugin.
				foreach ( array( 'woocommerce_before_order_object_save', 'woocommerce_after_order_object_save', 'woocommerce_update_order_item', 'save_post_shop_order', 'added_post_meta', 'updated_post_meta' ) as $hook ) {
					remove_all_actions( $hook );
				}
				$order->save();`,
				{ args: { id } }
			);
			await lose( id! );

			// It is selected, and never came to its end.
			expect( await orders() ).toMatchObject( {
				differences: [ { id: String( id ), state: 'missing' } ],
			} );
			await switchOff( 'orders' );
			expect( await orders() ).toMatchObject( {
				agrees: true,
				compared: 1,
				counts: { not_imported: 1 },
			} );
		} );

		test( 'R25 repairs nothing of what is switched off', async () => {
			await place( 1 );
			await switchOff( 'contacts', 'products' );
			const { exitCode, stderr } = await pipe.store.wp( [
				'ivorey',
				'verify',
				'--elements=contacts,products',
				'--repair',
			] );
			expect( exitCode ).toBe( 1 );
			expect( stderr ).toContain( 'contacts, products' );
			expect( await pipe.waiting() ).toBe( 0 );
		} );

		test( 'compares nothing while the store is not connected, and keeps the last result', async () => {
			await place( 1 );
			await verify( pipe.store );
			const stored = () =>
				pipe.store.phpJson< unknown >(
					`return get_option( 'ivorey_agreement' );`
				);
			const before = await stored();
			await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
			const { exitCode, stdout, stderr } = await pipe.store.wp( [
				'ivorey',
				'verify',
			] );
			expect( exitCode ).toBe( 1 );
			expect( stderr ).toContain( 'not connected' );
			expect( stdout ).not.toContain( 'agrees' );
			expect( await stored() ).toEqual( before );
		} );

		test( 'descends only into what differs', async () => {
			const ids = await place( 30 );
			pipe.gateway.reset();
			await orders();
			const questions = () =>
				pipe.gateway.exchanges.filter(
					( { path } ) => path === '/v1/verify'
				);
			expect( questions() ).toHaveLength( 1 );
			expect( questions()[ 0 ]!.answer.length ).toBeLessThan( 500 );

			await spoil( ids[ 7 ]! );
			pipe.gateway.reset();
			expect( ( await orders() ).differences ).toHaveLength( 1 );
			// The whole, the records of the slice, and a second look at the one.
			expect( questions() ).toHaveLength( 3 );
			expect( questions()[ 2 ]!.body.toString() ).toContain(
				`"from":"${ ids[ 7 ] }","to":"${ ids[ 7 ] }"`
			);
		} );

		test( 'the result is kept, and shown by status in WP-CLI, REST and Ivorey', async () => {
			await place( 3 );
			await verify( pipe.store );
			const line = /^agrees: \d+ of \d+, \d\d:\d\d$/;
			const status = await pipe.store.wp( [
				'ivorey',
				'status',
				'--format=json',
			] );
			const { agreement } = JSON.parse( status.stdout );
			expect( agreement ).toMatchObject( { agrees: true } );
			expect( agreement.alike ).toBe( agreement.compared );
			expect( agreement.line ).toMatch( line );

			const rest = await pipe.store.fetch( '/wp-json/ivorey/v1/status', {
				headers: pipe.store.restHeaders(),
			} );
			expect(
				( ( await rest.json() ) as { agreement: object } ).agreement
			).toEqual( agreement );
			expect(
				await pipe.store.sql(
					`SELECT autoload FROM ${ pipe.store.tablePrefix }options WHERE option_name = 'ivorey_agreement'`
				)
			).toEqual( [
				{ autoload: expect.stringMatching( /^(no|off)$/ ) },
			] );
		} );

		/** Once a minute. */
		const sweep = () => pipe.store.php( `do_action( 'ivorey_sweep' );` );

		/** Comparisons that are about to begin by themselves. */
		const scheduled = () =>
			pipe.store.phpJson< number >(
				`return count( as_get_scheduled_actions( array( 'hook' => 'ivorey_verify', 'status' => 'pending' ), 'ids' ) );`
			);

		/** As if the store had been connected, and compared, two days ago. */
		const letDaysPass = () =>
			pipe.store.php(
				`$stored = get_option( 'ivorey_connection' );
				$stored['connected_at'] -= 2 * DAY_IN_SECONDS;
				update_option( 'ivorey_connection', $stored );
				$stored = get_option( 'ivorey_agreement' );
				if ( isset( $stored['last'] ) ) {
					$stored['last']['finished_at'] -= 2 * DAY_IN_SECONDS * 1000000;
					update_option( 'ivorey_agreement', $stored );
				}
				$stored = json_decode( get_option( 'ivorey_import' ), true );
				if ( isset( $stored['job']['finished_at'] ) ) {
					$stored['job']['finished_at'] -= 2 * DAY_IN_SECONDS * 1000000;
					update_option( 'ivorey_import', wp_json_encode( $stored ) );
				}`
			);

		async function importAll(): Promise< void > {
			const { exitCode, stderr } = await pipe.store.wp( [
				'ivorey',
				'import',
			] );
			expect( exitCode, stderr ).toBe( 0 );
			await pipe.drained();
		}

		test( 'R26 what a reconnect has still to import is no difference, and nothing is compared by itself meanwhile', async () => {
			const [ first ] = await place( 2 );
			await importAll();
			await verify( pipe.store );
			await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
			await pipe.store.php(
				`$order = wc_get_order( $args['id'] );
				$order->set_customer_note( 'while away' );
				$order->save();
				wc_create_order( array( 'status' => 'processing' ) );`,
				{ args: { id: first } }
			);
			pipe.gateway.treat = ( { path } ) => ( {
				kind: path === '/v1/batches' ? 'break' : 'pass',
			} );
			const { exitCode, stderr } = await pipe.store.wp(
				[ 'ivorey', 'connect', '--credentials=-' ],
				{ input: JSON.stringify( pipe.credentials ) }
			);
			expect( exitCode, stderr ).toBe( 0 );
			expect( await orders() ).toMatchObject( {
				agrees: true,
				compared: 3,
				counts: { alike: 1, pending: 2 },
			} );
			await letDaysPass();
			await sweep();
			expect( await scheduled() ).toBe( 0 );

			pipe.gateway.reset();
			await importAll();
			expect( await orders() ).toMatchObject( {
				agrees: true,
				alike: 3,
			} );
			await sweep();
			expect( await scheduled(), 'what still waits has time' ).toBe( 0 );
			await letDaysPass();
			await sweep();
			expect( await scheduled() ).toBe( 1 );
		} );

		test( 'runs once a day by itself, through Action Scheduler', async () => {
			await place( 2 );
			await importAll();
			await spoil( ( await place( 1 ) )[ 0 ]! );
			await letDaysPass();
			await sweep();
			await sweep();
			expect( await scheduled() ).toBe( 1 );
			await pipe.store.php( `sleep( 2 );` );
			await pipe.store.runActionScheduler();

			const { stdout } = await pipe.store.wp( [
				'ivorey',
				'status',
				'--format=json',
			] );
			expect( JSON.parse( stdout ).agreement ).toMatchObject( {
				agrees: false,
			} );
			expect( JSON.parse( stdout ).agreement.line ).toMatch(
				/^differs: /
			);
			await sweep();
			expect( await scheduled(), 'not again before a day is over' ).toBe(
				0
			);
		} );

		test( 'says that it could not compare where Ivorey does not answer', async () => {
			await place( 1 );
			pipe.gateway.treat = () => ( {
				kind: 'answer',
				status: 503,
				body: 'busy',
			} );
			const { exitCode, stderr, stdout } = await pipe.store.wp( [
				'ivorey',
				'verify',
			] );
			expect( exitCode ).toBe( 1 );
			expect( stderr ).toContain( 'http-503' );
			expect( stdout ).not.toContain( 'agrees' );
		} );
	} );
}

describeStore( 'verify, of a large store', () => {
	/** More than a step takes. */
	const ORDERS = 3_000;
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );

	/** Memory at its highest after each step, and how long all of it took. */
	const measured = () =>
		pipe.store.phpJson< {
			peaks: number[];
			compared: number;
			alike: number;
			seconds: number;
		} >(
			`$peaks    = array();
			$began    = microtime( true );
			$progress = Ivorey\\WooCommerce\\Plugin::instance()->verification()->run(
				null,
				false,
				function () use ( &$peaks ) {
					$peaks[] = memory_get_peak_usage();
				}
			);
			$agreement = $progress->agreement( 0 );
			return array( 'peaks' => $peaks, 'compared' => $agreement->compared, 'alike' => $agreement->alike, 'seconds' => microtime( true ) - $began );`
		);

	test( 'takes memory for one step, however many there are, and finds the few that differ', async () => {
		await makeMany( pipe.store, { orders: ORDERS } );
		const imported = await pipe.store.wp( [ 'ivorey', 'import' ] );
		expect( imported.exitCode, imported.stderr ).toBe( 0 );
		await pipe.drained();

		const { peaks, compared, alike, seconds } = await measured();
		console.log(
			`compared ${ compared } records in ${ seconds.toFixed( 1 ) } s, ${ Math.round( compared / seconds ) }/s, at most ${ ( Math.max( ...peaks ) / 2 ** 20 ).toFixed( 0 ) } MiB`
		);
		// Each order, and its payment.
		expect( compared ).toBeGreaterThan( 2 * ORDERS );
		expect( alike ).toBe( compared );
		// Collections, products and contacts take a step each, orders and transactions two.
		expect( peaks ).toHaveLength( 7 );
		const firstOfOrders = peaks[ 3 ]!;
		expect( peaks.at( -1 )! - firstOfOrders ).toBeLessThan( 4 * 2 ** 20 );

		const { rows } = await pipe.pool.query< { order_id: string } >(
			'update orders set digest = $3 where account_id = $1 and connection_id = $2 and order_id::numeric % 1000 = 7 returning order_id',
			[ ...Pipe.keyOf( pipe.credentials ), '0'.repeat( 32 ) ]
		);
		const found = await verify( pipe.store, '--repair' );
		expect( found.differences.map( ( { id } ) => id ).sort() ).toEqual(
			rows.map( ( row ) => row.order_id ).sort()
		);
		expect( found.repaired ).toBe( rows.length );
		await pipe.drained();
		expect( await verify( pipe.store ) ).toMatchObject( { agrees: true } );
	}, 300_000 );
} );
