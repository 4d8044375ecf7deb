import { setTimeout as sleep } from 'node:timers/promises';
import type { Order, StoreRecord } from '@ivorey/shared';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import {
	adminOrder,
	billingOf,
	blockCheckout,
	classicCheckout,
	cliOrder,
	registerCustomer,
	restOrder,
	updateOrderStatus,
} from '../store/shopper.ts';
import { jsonOf } from './gateway.ts';
import { excludedAs, onOrder, transactionsOf, triggersOf } from './money.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

const isAway = () => ( {
	kind: 'answer' as const,
	status: 503,
	headers: {},
	body: '',
} );

for ( const hpos of [ true, false ] ) {
	describeStore(
		`triggers of a store with HPOS ${ hpos ? 'on' : 'off' }`,
		() => {
			let pipe: Pipe;
			let items: Array< { id: number } >;
			beforeAll( async () => {
				pipe = await startPipe( { hpos } );
				items = [ { id: pipe.store.products.MUG! } ];
			} );
			afterAll( () => pipe?.stop() );
			beforeEach( () => pipe.reset() );
			afterEach( async () => {
				expect( await pipe.store.debugLog() ).not.toMatch( /ivorey/i );
			} );

			/** What has happened so far was before the connect, by a clock that counts seconds. */
			async function connectAfterwards() {
				await sleep( 1_100 );
				await pipe.connect();
			}
			async function imported() {
				await pipe.store.wp( [ 'ivorey', 'import' ] );
				await pipe.drained();
			}
			async function triggers() {
				await pipe.drained();
				return triggersOf( pipe );
			}

			test( 'R9 an order fires once as it is placed, through whichever checkout', async () => {
				const placed = [];
				for ( const place of [
					blockCheckout,
					classicCheckout,
					adminOrder,
					restOrder,
					cliOrder,
				] ) {
					const { orderId } = await place( pipe.store, {
						items,
						paymentMethod: 'bacs',
					} );
					placed.push( orderId );
					await updateOrderStatus( pipe.store, orderId, 'on-hold' );
				}
				expect( ( await triggers() ).sort() ).toEqual(
					placed.map( ( id ) => `order_submitted:${ id }` ).sort()
				);
			} );

			test( 'R9 R10 a trigger comes in the batch of its order, and says when it happened', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await triggers();
				const order = await pipe.order( orderId );
				const { rows } = await pipe.pool.query(
					`select type, order_id, occurred_at from trigger_events where connection_id = $1 order by type`,
					[ order.connection_id ]
				);
				expect( rows ).toEqual( [
					{
						type: 'order_submitted',
						order_id: String( orderId ),
						occurred_at: order.date_created,
					},
					{
						type: 'payment_received',
						order_id: String( orderId ),
						occurred_at: order.date_paid,
					},
				] );
			} );

			test( 'R10 a payment fires although another request removes its date for a moment', async () => {
				const { orderId } = await cliOrder( pipe.store, {
					items,
					paymentMethod: 'bacs',
				} );
				await pipe.drained();
				// As WooCommerce stores a stale order without HPOS: what it does not know is deleted. The next save of
				// the order that was paid writes it again.
				await pipe.store.php(
					`$order = wc_get_order( $args['id'] );
					$order->set_date_paid( time() );
					$order->save();
					$stale = wc_get_order( $args['id'] );
					$stale->set_date_paid( null );
					$stale->save();
					\\Ivorey\\WooCommerce\\Plugin::instance()->drain()->run( \\Ivorey\\WooCommerce\\Delivery\\DrainOptions::byHand( 20 ) );
					update_post_meta( $args['id'], '_date_paid', time() );
					global $wpdb;
					if ( $args['hpos'] ) {
						$wpdb->update( $wpdb->prefix . 'wc_order_operational_data', array( 'date_paid_gmt' => gmdate( 'Y-m-d H:i:s' ) ), array( 'order_id' => $args['id'] ) );
					}
					$order->set_customer_note( 'Paid' );
					$order->save();`,
					{ args: { id: orderId, hpos } }
				);
				expect( ( await triggers() ).sort() ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R10 a payment fires although another plugin breaks off the save that dates it', async () => {
				const { orderId } = await cliOrder( pipe.store, {
					items,
					paymentMethod: 'bacs',
					status: 'on-hold',
				} );
				await pipe.drained();
				// Thrown when the row is written; WooCommerce catches it, and no hook after the save comes.
				await onOrder(
					pipe,
					orderId,
					`add_action( 'woocommerce_update_order', static function () { throw new RuntimeException( 'Another plugin' ); } );
					$order->payment_complete( 'TX1' );`
				);
				expect( ( await triggers() ).sort() ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R10 a payment fires although PHP ended between it and the mark that says so', async () => {
				pipe.gateway.treat = isAway;
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const unpaid = await restOrder( pipe.store, { items } );
				await pipe.store.sql(
					`update ${ pipe.store.tablePrefix }ivorey_outbox set reasons = reasons & ~4 where element = 'orders'`
				);
				pipe.gateway.reset();
				await pipe.store.wp( [ 'ivorey', 'drain' ] );
				expect( ( await triggers() ).sort() ).toEqual( [
					`order_submitted:${ orderId }`,
					`order_submitted:${ unpaid.orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R9 R10 an order that leaves the trash by a plain save fires what it had not', async () => {
				pipe.gateway.treat = isAway;
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await onOrder( pipe, orderId, `$order->delete( false );` );
				pipe.gateway.reset();
				await pipe.store.wp( [ 'ivorey', 'drain' ] );
				expect( await triggers() ).toEqual( [] );
				await onOrder(
					pipe,
					orderId,
					`$order->update_status( 'processing' );`
				);
				expect( ( await triggers() ).sort() ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R9 R10 an order that lies in the trash when it is to be sent fires when it is restored, and never again', async () => {
				pipe.gateway.treat = isAway;
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await onOrder( pipe, orderId, `$order->delete( false );` );
				pipe.gateway.reset();
				await pipe.store.wp( [ 'ivorey', 'drain' ] );
				expect( await triggers() ).toEqual( [] );

				const restore = `if ( $args['hpos'] ) { $order->untrash(); } else { wp_untrash_post( $args['id'] ); }`;
				await onOrder( pipe, orderId, restore, { hpos } );
				const fired = [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				];
				expect( ( await triggers() ).sort() ).toEqual( fired );
				expect(
					( await pipe.order( orderId ) ).woocommerce_status
				).toBe( 'completed' );

				await onOrder( pipe, orderId, `$order->delete( false );` );
				await onOrder( pipe, orderId, restore, { hpos } );
				expect( ( await triggers() ).sort() ).toEqual( fired );
			} );

			test( 'R11 an order of before the connect fires nothing when it is restored', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await onOrder( pipe, orderId, `$order->delete( false );` );
				await connectAfterwards();
				await imported();
				await onOrder(
					pipe,
					orderId,
					`if ( $args['hpos'] ) { $order->untrash(); } else { wp_untrash_post( $args['id'] ); }`,
					{ hpos }
				);
				await pipe.order( orderId );
				expect( await triggers() ).toEqual( [] );
			} );

			test( 'R8 R10 cash on delivery is paid when it is completed, also where its gateway is not loaded', async () => {
				const orderId = await pipe.store.phpJson< number >(
					`$order = wc_create_order();
					$order->add_product( wc_get_product( $args['id'] ) );
					$order->set_payment_method( 'cod' );
					$order->calculate_totals();
					$order->save();
					$order->set_status( 'processing' );
					return $order->save();`,
					{ args: { id: items[ 0 ]!.id } }
				);
				await pipe.drained();
				// WooCommerce has dated the payment.
				expect(
					( await pipe.order( orderId ) ).date_paid
				).not.toBeNull();
				expect( await transactionsOf( pipe, orderId ) ).toEqual( [] );
				expect( await triggers() ).toEqual( [
					`order_submitted:${ orderId }`,
				] );

				await updateOrderStatus( pipe.store, orderId, 'completed' );
				expect( ( await triggers() ).sort() ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
				expect( await transactionsOf( pipe, orderId ) ).toHaveLength(
					1
				);
			} );

			test( 'R10 an order that was completed without lines fires when another request gives it some', async () => {
				const orderId = await pipe.store.phpJson< number >(
					`return wc_create_order( array( 'status' => 'completed' ) )->get_id();`
				);
				await pipe.drained();
				await onOrder(
					pipe,
					orderId,
					`$order->add_product( wc_get_product( $args['product'] ) );
					$order->calculate_totals();
					$order->save();`,
					{ product: items[ 0 ]!.id }
				);
				expect( ( await triggers() ).sort() ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R9 an order whose page was opened before the connect is placed when it is created', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const open = () =>
					pipe.store.phpJson< number >(
						`$order = new WC_Order();
						$order->set_status( 'auto-draft' );
						return $order->save();`
					);
				const [ placed, backdated ] = [ await open(), await open() ];
				await connectAfterwards();
				// As wp-admin saves its form, which holds the date to the second.
				await onOrder(
					pipe,
					placed,
					`$order->set_date_created( $order->get_date_created()->getTimestamp() ); $order->set_status( 'pending' ); $order->save();`
				);
				await onOrder(
					pipe,
					backdated,
					`$order->set_date_created( $order->get_date_created()->getTimestamp() - DAY_IN_SECONDS ); $order->set_status( 'pending' ); $order->save();`
				);
				expect( await triggers() ).toEqual( [
					`order_submitted:${ placed }`,
				] );
			} );

			test( 'R9 R10 nothing fires twice: not by an answer that is lost, nor by the same reasons again', async () => {
				let lost = 0;
				pipe.gateway.treat = ( { path } ) =>
					path === '/v1/batches' && lost++ < 2
						? { kind: 'cut' }
						: { kind: 'pass' };
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await pipe.order( orderId );
				for ( let i = 0; i < 3; i++ ) {
					await pipe.store.wp( [ 'ivorey', 'drain' ] );
				}
				const fired = await triggers();
				expect( lost ).toBeGreaterThan( 1 );
				expect( fired ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
				const events = async () =>
					(
						await pipe.pool.query(
							`select * from trigger_events where order_id = $1 order by trigger_id`,
							[ String( orderId ) ]
						)
					).rows;
				const before = await events();

				await pipe.store.php(
					`use Ivorey\\WooCommerce\\Outbox\\{Element, Mark, Reason};
					$outbox = Ivorey\\WooCommerce\\Plugin::instance()->outbox();
					$outbox->mark( new Mark( Element::Orders, $args['id'], Reason::Placed, Reason::Paid, Reason::Repair ) );
					$outbox->mark( new Mark( Element::Triggers, $args['id'], Reason::Paid, Reason::Repair ) );`,
					{ args: { id: orderId } }
				);
				await pipe.store.wp( [ 'ivorey', 'drain' ] );
				await pipe.drained();
				expect( await events() ).toEqual( before );
			} );

			test( 'R11 an order from before the connect fires nothing, imported or edited', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await connectAfterwards();
				await imported();
				expect( await pipe.orders() ).toHaveLength( 1 );
				expect( await transactionsOf( pipe, orderId ) ).toHaveLength(
					1
				);

				for ( const status of [
					'on-hold',
					'completed',
					'processing',
				] ) {
					await updateOrderStatus( pipe.store, orderId, status );
				}
				expect( await triggers() ).toEqual( [] );
			} );

			test( 'R10 R11 an order from before the connect that is paid afterwards is received, and not submitted', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const { orderId } = await classicCheckout( pipe.store, {
					items,
					paymentMethod: 'bacs',
				} );
				await connectAfterwards();
				await updateOrderStatus( pipe.store, orderId, 'processing' );
				expect( await triggers() ).toEqual( [
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R11 an import during live orders fires for those alone, and once', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				for ( let i = 0; i < 3; i++ ) {
					await cliOrder( pipe.store, {
						items,
						status: 'completed',
					} );
				}
				await connectAfterwards();
				const { orderId } = await blockCheckout( pipe.store, {
					items,
				} );
				await imported();
				await imported();
				expect( await pipe.orders() ).toHaveLength( 4 );
				expect( await triggers() ).toEqual( [
					`order_submitted:${ orderId }`,
				] );
			} );

			test( 'R11 orders that a migration makes with the dates of their past fire nothing', async () => {
				const made = await pipe.store.phpJson< number[] >(
					`$ids = array();
					foreach ( array( 'at once', 'paid by its status', 'in steps' ) as $way ) {
						$order = new WC_Order();
						$order->add_product( wc_get_product( $args['product'] ) );
						$order->calculate_totals( false );
						if ( 'in steps' === $way ) {
							$order->save();
						}
						$order->set_date_created( '2001-02-03 04:05:06' );
						if ( 'at once' === $way ) {
							$order->set_date_paid( '2001-02-03 04:06:06' );
						}
						$order->set_status( 'completed' );
						$ids[] = $order->save();
					}
					return $ids;`,
					{ args: { product: items[ 0 ]!.id } }
				);
				expect( await triggers() ).toEqual( [] );
				expect( await pipe.orders() ).toHaveLength( made.length );
				for ( const id of made ) {
					for ( const type of [
						'order_submitted',
						'payment_received',
					] ) {
						expect(
							await excludedAs(
								pipe,
								'triggers',
								`${ type }:${ id }`
							)
						).toBe( 'before_connection' );
					}
				}
			} );

			test( 'R9 R11 a draft of the block checkout from before the connect that is placed afterwards fires', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const api = '/wp-json/wc/store/v1';
				const cart = await pipe.store.fetch( `${ api }/cart` );
				const headers = {
					'content-type': 'application/json',
					'cart-token': cart.headers.get( 'cart-token' ) ?? '',
				};
				await pipe.store.fetch( `${ api }/cart/add-item`, {
					method: 'POST',
					headers,
					body: JSON.stringify( { id: items[ 0 ]!.id, quantity: 1 } ),
				} );
				const draft = ( await (
					await pipe.store.fetch( `${ api }/checkout`, { headers } )
				).json() ) as { order_id: number };
				await connectAfterwards();

				const address = billingOf( { items } );
				const placed = await pipe.store.fetch( `${ api }/checkout`, {
					method: 'POST',
					headers,
					body: JSON.stringify( {
						billing_address: address,
						shipping_address: address,
						payment_method: 'bacs',
					} ),
				} );
				expect( await placed.json() ).toMatchObject( {
					order_id: draft.order_id,
				} );
				expect( await triggers() ).toEqual( [
					`order_submitted:${ draft.order_id }`,
				] );
			} );

			test( 'R11 a reconnect keeps the time of the first connect, and what was placed meanwhile fires nothing', async () => {
				const { credentials } = pipe;
				const connectedAt = () =>
					pipe.store.phpJson< number >(
						`return get_option( 'ivorey_connection' )['connected_at'];`
					);
				const first = await connectedAt();
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await sleep( 1_100 );
				await pipe.store.wp(
					[ 'ivorey', 'connect', '--credentials=-' ],
					{ input: JSON.stringify( credentials ) }
				);
				expect( await connectedAt() ).toBe( first );
				await imported();
				await updateOrderStatus( pipe.store, orderId, 'completed' );
				await pipe.order(
					orderId,
					( { status } ) => status === 'Completed'
				);
				expect( await triggers() ).toEqual( [] );
			} );

			test( 'R11 R20 what waited for one account is not sent to another, and fires nothing there', async () => {
				pipe.gateway.treat = ( { path } ) => ( {
					kind: path === '/v1/batches' ? 'break' : 'pass',
				} );
				const { orderId } = await blockCheckout( pipe.store, {
					items,
					billing: { email: 'waiting@example.com' },
					report: false,
				} );
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				expect( await pipe.waiting() ).toBeGreaterThan( 0 );
				pipe.gateway.treat = () => ( { kind: 'pass' } );
				await connectAfterwards();
				expect( await pipe.waiting( 'triggers' ) ).toBe( 0 );
				await imported();
				// The import has brought it in.
				await pipe.order( orderId );
				expect( await triggers() ).toEqual( [] );
			} );

			test( 'R11 guest orders that a new account takes over fire nothing', async () => {
				await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
				const { orderId } = await classicCheckout( pipe.store, {
					items,
					billing: { email: 'later@example.com' },
				} );
				await connectAfterwards();
				const { userId } = await registerCustomer( pipe.store, {
					email: 'later@example.com',
				} );
				await pipe.store.php(
					`wc_update_new_customer_past_orders( $args['id'] );`,
					{ args: { id: userId } }
				);
				const order = await pipe.order(
					orderId,
					( { customer_id: id } ) => id === String( userId )
				);
				expect( order.contact_kind ).toBe( 'customer' );
				expect( await triggers() ).toEqual( [] );
			} );

			test( 'R9 R10 order meta that other plugins save fires nothing and sends nothing but the new date, where WooCommerce gives one', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const fired = await triggers();
				const paid = await transactionsOf( pipe );
				const order = await pipe.order( orderId );
				await sleep( 1_100 );
				pipe.gateway.reset();
				await onOrder(
					pipe,
					orderId,
					`$order->update_meta_data( '_tracking_number', 'X1' );
					$order->save();
					update_post_meta( $args['id'], '_seen', '1' );`
				);
				expect( await triggers() ).toEqual( fired );
				expect( await transactionsOf( pipe ) ).toEqual( paid );
				const sent = pipe.gateway.batches.flatMap(
					( exchange ) =>
						( jsonOf( exchange ) as { records: StoreRecord[] } )
							.records
				);
				// With HPOS, meta counts as a modification of the order.
				expect( sent.map( ( { element } ) => element ) ).toEqual(
					hpos ? [ 'orders' ] : []
				);
				for ( const { data } of sent ) {
					expect( {
						...data,
						date_modified: ( order.record as Order ).date_modified,
					} ).toEqual( order.record );
				}
			} );
		}
	);
}
