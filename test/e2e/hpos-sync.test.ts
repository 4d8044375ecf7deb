import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout, cliOrder } from '../store/shopper.ts';
import { transactionsOf, triggersOf } from './money.ts';
import { eventually, type Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

describeStore( 'a store with HPOS that keeps the posts in sync', () => {
	let pipe: Pipe;
	let items: Array< { id: number } >;
	beforeAll( async () => {
		pipe = await startPipe( { hpos: true } );
		items = [ { id: pipe.store.products.MUG! } ];
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( async () => {
		await pipe.reset();
		await pipe.store.php(
			`update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'yes' );`
		);
	} );

	const statusInStore = ( id: number ) =>
		pipe.store.phpJson< string >(
			`return wc_get_order( $args['id'] )->get_status();`,
			{ args: { id } }
		);

	test.each( [ 'drain', 'verify' ] )(
		'R5 R8 %s undoes no save that is half done',
		async ( command ) => {
			const folder = await mkdtemp( path.join( os.tmpdir(), 'sync-' ) );
			try {
				const { orderId } = await cliOrder( pipe.store, {
					items,
					paymentMethod: 'bacs',
					status: 'on-hold',
				} );
				await pipe.drained();

				// WooCommerce writes its tables first and the post then; in between, others read.
				const paying = pipe.store.php(
					`while ( (int) ( microtime( true ) * 10 ) % 10 > 1 ) { usleep( 1000 ); }
					$order = wc_get_order( $args['id'] );
					$order->set_customer_note( 'x' );
					$order->save();
					$order   = wc_get_order( $args['id'] );
					$written = false;
					add_filter( 'query', static function ( $query ) use ( &$written, $args ) {
						global $wpdb;
						static $waited = false;
						if ( $written && ! $waited && preg_match( '/^\\s*UPDATE\\s+.?' . $wpdb->posts . '/i', $query ) ) {
							$waited = true;
							touch( $args['folder'] . '/between' );
							$until = microtime( true ) + 60;
							while ( microtime( true ) < $until && ! file_exists( $args['folder'] . '/go-on' ) ) { usleep( 10000 ); }
						}
						$written = $written || preg_match( '/^\\s*(UPDATE|INSERT).*' . $wpdb->prefix . 'wc_orders/is', $query );
						return $query;
					} );
					$order->payment_complete( 'TX' );`,
					{ args: { id: orderId, folder } }
				);
				await eventually(
					async () =>
						existsSync( path.join( folder, 'between' ) ) ||
						undefined,
					60_000
				);
				await pipe.store.wp( [ 'ivorey', command ] );
				await writeFile( path.join( folder, 'go-on' ), '' );
				await paying;

				expect( await statusInStore( orderId ) ).toBe( 'processing' );
				await pipe.order(
					orderId,
					( { woocommerce_status: status } ) =>
						status === 'processing'
				);
				await pipe.drained();
				expect( await transactionsOf( pipe, orderId ) ).toMatchObject( [
					{ type: 'payment', gateway_transaction_id: 'TX' },
				] );
				expect( await triggersOf( pipe ) ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} finally {
				await rm( folder, { recursive: true, force: true } );
			}
		}
	);

	test( 'R5 R7 R9 an order from its checkout to its completion', async () => {
		const { orderId } = await blockCheckout( pipe.store, {
			items,
			paymentMethod: 'cod',
		} );
		await pipe.order( orderId );
		await pipe.store.php(
			`wc_get_order( $args['id'] )->update_status( 'completed' );`,
			{ args: { id: orderId } }
		);
		const order = await pipe.order(
			orderId,
			( { woocommerce_status: status } ) => status === 'completed'
		);
		expect( order.lines ).toHaveLength( 1 );
		await pipe.drained();
		expect( await triggersOf( pipe ) ).toEqual( [
			`order_submitted:${ orderId }`,
			`payment_received:${ orderId }`,
		] );
	} );
} );
