import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import {
	adminOrder,
	blockCheckout,
	blockCheckoutDraft,
	classicCheckout,
	cliOrder,
	formFields,
	registerCustomer,
	restOrder,
	signInAsAdmin,
	updateOrderStatus,
	updateOrderStatusInAdmin,
} from '../store/shopper.ts';
import { startStore, type Store } from '../store/store.ts';
import {
	build,
	forgetMarks,
	markOnly,
	marksOf,
	whileWaiting,
} from './marks.ts';
import { eventually } from './pipe.ts';

describeStore( 'What hooks leave behind', () => {
	describe.each( [ { hpos: true }, { hpos: false } ] )(
		'HPOS $hpos',
		( { hpos } ) => {
			let store: Store;
			let items: Array< { id: number; quantity?: number } >;

			beforeAll( async () => {
				store = await startStore( { hpos } );
				items = [
					{ id: store.products.MUG!, quantity: 2 },
					{ id: store.products[ 'SHIRT-LARGE' ]! },
				];
			} );
			beforeEach( async () => {
				await store.reset();
				await markOnly( store );
			} );
			afterAll( () => store?.stop() );

			const rest = async (
				method: string,
				path: string,
				json?: unknown
			) => {
				const response = await store.fetch( `/wp-json/wc/v3${ path }`, {
					method,
					headers: {
						...store.restHeaders(),
						'content-type': 'application/json',
					},
					...( json === undefined
						? {}
						: { body: JSON.stringify( json ) } ),
				} );
				expect( response.status, path ).toBeLessThan( 300 );
				return ( await response.json() ) as { id: number };
			};

			it( 'R9 an order is placed with the block checkout', async () => {
				const { orderId } = await blockCheckout( store, { items } );

				expect( await marksOf( store ) ).toEqual( {
					[ `orders:${ orderId }` ]: [
						'changed',
						'placed',
						'checkout',
					],
				} );
			} );

			it.each( [
				[ 'block', blockCheckout ],
				[ 'classic', classicCheckout ],
			] as const )(
				'adds at most two queries to a %s checkout, with a new account too',
				async ( name, checkout ) => {
					const guest = await checkout( store, { items } );
					const withAccount = await checkout( store, {
						items,
						billing: { email: `${ name }@example.com` },
						createAccount: { password: 'correct horse battery' },
					} );

					for ( const { requestId } of [ guest, withAccount ] ) {
						const { ours, requests } = await whileWaiting(
							store,
							requestId
						);
						expect(
							ours.length,
							ours.join( '\n' )
						).toBeLessThanOrEqual( 2 );
						expect( ours.length ).toBeGreaterThan( 0 );
						expect( requests ).toBe( 0 );
					}
				}
			);

			it( 'adds no query at all while the store is not connected', async () => {
				await store.php(
					`update_option( 'ivorey_connection', array( 'state' => 'disconnected' ), true );`
				);
				const { requestId } = await blockCheckout( store, { items } );

				expect(
					( await whileWaiting( store, requestId ) ).ours
				).toEqual( [] );
				expect( await marksOf( store ) ).toEqual( {} );
			} );

			it( 'R7 a draft of the block checkout leaves no mark', async () => {
				await blockCheckoutDraft( store, { items } );

				expect( await marksOf( store ) ).toEqual( {} );
			} );

			it( 'R10 cash on delivery is paid when it is completed', async () => {
				const { orderId } = await blockCheckout( store, {
					items,
					paymentMethod: 'cod',
				} );
				await updateOrderStatus( store, orderId, 'completed' );

				expect(
					( await marksOf( store ) )[ `orders:${ orderId }` ]
				).toEqual( [ 'changed', 'placed', 'paid', 'checkout' ] );
			} );

			it( 'R10 a bank transfer is paid when the owner marks it in wp-admin', async () => {
				const { orderId } = await classicCheckout( store, {
					items,
					paymentMethod: 'bacs',
				} );
				expect( await marksOf( store ) ).toEqual( {
					[ `orders:${ orderId }` ]: [ 'changed', 'placed' ],
				} );

				await forgetMarks( store );
				await updateOrderStatusInAdmin( store, orderId, 'processing' );
				expect( await marksOf( store ) ).toEqual( {
					[ `orders:${ orderId }` ]: [ 'changed', 'paid' ],
				} );
			} );

			it( 'R1 an account made at the checkout is marked with its order', async () => {
				const { orderId } = await blockCheckout( store, {
					items,
					billing: { email: 'new.account@example.com' },
					createAccount: { password: 'correct horse battery' },
				} );
				const [ customer ] = await store.phpJson< number[] >(
					`return array_map( 'intval', get_users( array( 'search' => 'new.account@example.com', 'fields' => 'ID' ) ) );`
				);

				expect( await marksOf( store ) ).toEqual( {
					[ `contacts:${ customer }` ]: [ 'changed' ],
					[ `orders:${ orderId }` ]: [
						'changed',
						'placed',
						'checkout',
					],
				} );
			} );

			it( 'R1 a registered buyer is marked with the order, in the same statement', async () => {
				const customer = await registerCustomer( store, {
					email: 'returning@example.com',
				} );
				await forgetMarks( store );
				const { orderId, requestId } = await classicCheckout( store, {
					items,
					customer,
				} );

				expect( Object.keys( await marksOf( store ) ) ).toEqual( [
					`contacts:${ customer.userId }`,
					`orders:${ orderId }`,
				] );
				const { ours } = await whileWaiting( store, requestId );
				expect( ours.length ).toBeLessThanOrEqual( 2 );
				expect( ours[ 0 ] ).toContain(
					`'contacts', ${ customer.userId }`
				);
			} );

			it( 'R4 with contacts switched off, the order is marked alone', async () => {
				const customer = await registerCustomer( store, {
					email: 'returning@example.com',
				} );
				await markOnly( store, { contacts: false } );
				const { orderId } = await blockCheckout( store, {
					items,
					customer,
				} );

				expect( Object.keys( await marksOf( store ) ) ).toEqual( [
					`orders:${ orderId }`,
				] );
			} );

			it( 'R25 with orders switched off, nothing is marked', async () => {
				await markOnly( store, { orders: false } );
				await blockCheckout( store, { items } );

				expect( await marksOf( store ) ).toEqual( {} );
			} );

			it( 'R9 an order made in wp-admin is placed when it is saved, not when its screen opens', async () => {
				const { orderId } = await adminOrder( store, {
					items,
					status: 'processing',
					paymentMethod: 'bacs',
				} );

				expect( await marksOf( store ) ).toEqual( {
					[ `orders:${ orderId }` ]: [ 'changed', 'placed', 'paid' ],
				} );
			} );

			it( 'R9 R10 an order made through REST is placed, and paid when it says so', async () => {
				const placed = await restOrder( store, { items } );
				const paid = await restOrder( store, { items, setPaid: true } );

				expect( await marksOf( store ) ).toEqual( {
					[ `orders:${ placed.orderId }` ]: [ 'changed', 'placed' ],
					[ `orders:${ paid.orderId }` ]: [
						'changed',
						'placed',
						'paid',
					],
				} );
			} );

			it( 'R9 an order made with wc_create_order is placed', async () => {
				const { orderId } = await cliOrder( store, { items } );

				expect( await marksOf( store ) ).toEqual( {
					[ `orders:${ orderId }` ]: [ 'changed', 'placed' ],
				} );
			} );

			it( 'a killed script loses none of its marks', async () => {
				await store
					.php(
						`$order = wc_create_order();
					$order->set_status( 'completed' );
					$order->save();
					posix_kill( getmypid(), SIGKILL );`
					)
					.catch( () => undefined );

				expect( Object.values( await marksOf( store ) ) ).toEqual( [
					[ 'changed', 'placed', 'paid' ],
				] );
			} );

			it( 'R9 an order whose save breaks off after it was placed is marked nevertheless', async () => {
				const id = await store.phpJson< number >(
					`add_action( 'woocommerce_new_order_item', function () { throw new Exception( 'another plugin' ); } );
				$order = new WC_Order();
				$order->set_status( 'processing' );
				$item = new WC_Order_Item_Fee();
				$item->set_name( 'Fee' );
				$order->add_item( $item );
				$order->save();
				return $order->get_id();`
				);

				expect(
					( await marksOf( store ) )[ `orders:${ id }` ]
				).toContain( 'placed' );
			} );

			describe( 'of an order that is there already', () => {
				let order: number;
				beforeEach( async () => {
					( { orderId: order } = await cliOrder( store, {
						items,
						paymentMethod: 'bacs',
						status: 'processing',
					} ) );
					await forgetMarks( store );
				} );
				const changed = () => ( {
					[ `orders:${ order }` ]: [ 'changed' ],
				} );

				it( 'a bulk action on the list of orders', async () => {
					const admin = await signInAsAdmin( store );
					const list = hpos
						? '/wp-admin/admin.php?page=wc-orders'
						: '/wp-admin/edit.php?post_type=shop_order';
					const form = formFields(
						await admin.visit( list ),
						hpos ? '#wc-orders-filter' : '#posts-filter'
					);
					const kept = form.fields.filter(
						( [ name ] ) =>
							! /^(action2?|filter_action|bulk_action)$/.test(
								name
							)
					);
					const query = new URLSearchParams( [
						...kept.map(
							( [ name, value ] ) =>
								[ name, value ] as [ string, string ]
						),
						[ 'action', 'mark_on-hold' ],
						[ hpos ? 'id[]' : 'post[]', String( order ) ],
					] );
					await admin.visit(
						`${ list.split( '?' )[ 0 ] }?${ query }`
					);

					expect( await marksOf( store ) ).toEqual( changed() );
				} );

				it.each( [
					[
						'a product',
						[
							[ 'action', 'woocommerce_add_order_item' ],
							[ 'data[0][id]', 'CAP' ],
							[ 'data[0][qty]', '1' ],
						],
					],
					[
						'shipping',
						[ [ 'action', 'woocommerce_add_order_shipping' ] ],
					],
				] as Array< [ string, Array< [ string, string ] > ] > )(
					'R7 %s added in wp-admin, which stores no order',
					async ( _, fields ) => {
						const admin = await signInAsAdmin( store );
						const screen = await admin.visit(
							hpos
								? `/wp-admin/admin.php?page=wc-orders&action=edit&id=${ order }`
								: `/wp-admin/post.php?post=${ order }&action=edit`
						);
						const nonce =
							/"order_item_nonce":"(\w+)"/.exec(
								screen.text
							)?.[ 1 ] ?? '';
						await forgetMarks( store );
						const added = await admin.visit(
							'/wp-admin/admin-ajax.php',
							{
								form: [
									[ 'order_id', String( order ) ],
									[ 'security', nonce ],
									...fields.map(
										( [ name, value ] ): [
											string,
											string,
										] => [
											name,
											String(
												store.products[ value ] ?? value
											),
										]
									),
								],
							}
						);
						expect( JSON.parse( added.text ) ).toMatchObject( {
							success: true,
						} );
						await eventually( async () =>
							( await marksOf( store ) )[ `orders:${ order }` ]
								? true
								: undefined
						);
						expect( await marksOf( store ) ).toEqual( changed() );
					}
				);

				it.each( [
					`wc_update_order_item_meta( $item->get_id(), '_line_total', '7' );`,
					`wc_add_order_item_meta( $item->get_id(), 'Engraving', 'Ada' );`,
					`wc_update_order_item( $item->get_id(), array( 'order_item_name' => 'Another' ) );`,
					`wc_add_order_item( $id, array( 'order_item_type' => 'fee', 'order_item_name' => 'Fee' ) );`,
					`wc_delete_order_item( $item->get_id() );`,
					`$item->update_meta_data( 'Engraving', 'Ada' ); $item->save();`,
					`$item->delete();`,
				] )(
					'R7 what a plugin writes of its items alone: %s',
					async ( code ) => {
						await store.php(
							`$id = $args['id'];
							$item = current( wc_get_order( $id )->get_items() );
							${ code }`,
							{ args: { id: order } }
						);
						expect( await marksOf( store ) ).toEqual( changed() );
					}
				);

				it( 'R7 the items of a draft or of a refund leave no mark by themselves', async () => {
					await store.php(
						`$draft = new WC_Order();
						$draft->set_status( 'checkout-draft' );
						$draft->add_product( wc_get_product( $args['product'] ) );
						$draft->save();
						$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}ivorey_outbox" );
						foreach ( $draft->get_items() as $item ) { $item->update_meta_data( 'x', 'y' ); $item->save(); }`,
						{ args: { product: items[ 0 ]!.id } }
					);
					const draft = await store.phpJson< number >(
						`return current( wc_get_orders( array( 'status' => 'checkout-draft', 'return' => 'ids' ) ) );`
					);
					await store.php(
						`foreach ( wc_get_order( $args['id'] )->get_items() as $item ) { wc_update_order_item_meta( $item->get_id(), 'x', 'z' ); }`,
						{ args: { id: draft } }
					);
					expect( await marksOf( store ) ).toEqual( {} );
				} );

				it( 'R5 R7 a change whose save another plugin breaks off', async () => {
					await store.php(
						`add_action( 'woocommerce_update_order', static function () { throw new RuntimeException( 'Another plugin' ); } );
						wc_get_order( $args['id'] )->update_status( 'cancelled' );`,
						{ args: { id: order } }
					);
					expect( await marksOf( store ) ).toEqual( changed() );
				} );

				it( 'a refund, and its deletion', async () => {
					const refund = await rest(
						'POST',
						`/orders/${ order }/refunds`,
						{ amount: '5.00', api_refund: false }
					);
					expect( await marksOf( store ) ).toEqual( changed() );

					await forgetMarks( store );
					await rest(
						'DELETE',
						`/orders/${ order }/refunds/${ refund.id }?force=true`
					);
					expect( await marksOf( store ) ).toEqual( changed() );
				} );

				it( 'a deleted refund is marked again when it is gone, for what read the order in between', async () => {
					const refund = await rest(
						'POST',
						`/orders/${ order }/refunds`,
						{ amount: '5.00', api_refund: false }
					);
					await forgetMarks( store );
					const seen = await store.phpJson< string[] >(
						`global $wpdb;
					$seen = array();
					add_filter( 'query', function ( $sql ) use ( &$seen, $wpdb, $args ) {
						if ( str_contains( $sql, 'ivorey_outbox' ) && str_starts_with( $sql, 'INSERT' ) ) {
							$seen[] = 'mark';
						} elseif ( preg_match( '/^DELETE FROM .*(wc_orders|posts)\`? /', $sql ) ) {
							$seen[] = 'delete';
						}
						return $sql;
					} );
					wc_get_order( $args['refund'] )->delete( true );
					add_action( 'shutdown', function () {}, 6 );
					do_action( 'shutdown' );
					return $seen;`,
						{ args: { refund: refund.id } }
					);

					expect( seen.indexOf( 'mark' ) ).toBeLessThan(
						seen.indexOf( 'delete' )
					);
					expect( seen.lastIndexOf( 'mark' ) ).toBeGreaterThan(
						seen.lastIndexOf( 'delete' )
					);
				} );

				it( 'R16 the trash leaves no mark, and the way back out of it does', async () => {
					await rest( 'DELETE', `/orders/${ order }` );
					expect( await marksOf( store ) ).toEqual( {} );

					const restored = await store.phpJson< boolean >(
						hpos
							? `return wc_get_container()->get( Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore::class )->untrash_order( wc_get_order( $args['id'] ) );`
							: `return (bool) wp_untrash_post( $args['id'] );`,
						{ args: { id: order } }
					);
					expect( restored ).toBe( true );
					expect( await marksOf( store ) ).toEqual( changed() );
				} );

				it( 'R16 a deleted order is not sent, should WooCommerce save it once more on the way', async () => {
					await rest( 'DELETE', `/orders/${ order }?force=true` );

					expect( [ {}, changed() ] ).toContainEqual(
						await marksOf( store )
					);
					expect(
						await build( store, 'OrderBuilder', [ order ] )
					).toEqual( { [ order ]: { excluded: 'deleted' } } );
				} );

				it.skipIf( hpos )(
					'R5 R7 R16 what is changed of its post, past WooCommerce, and nothing of a draft or of what is deleted',
					async () => {
						// As `wp post update` does.
						await store.php(
							`wp_update_post( array( 'ID' => $args['id'], 'post_status' => 'wc-completed' ) );`,
							{ args: { id: order } }
						);
						expect( await marksOf( store ) ).toEqual( changed() );

						await forgetMarks( store );
						const meta = ( id: number, key: string ) =>
							store.php(
								`update_post_meta( $args['id'], $args['key'], 'other@example.com' );`,
								{ args: { id, key } }
							);
						await meta( order, '_stock_note' );
						expect( await marksOf( store ) ).toEqual( {} );
						await meta( order, '_billing_email' );
						expect( await marksOf( store ) ).toEqual( changed() );
						expect(
							await build( store, 'OrderBuilder', [ order ] )
						).toMatchObject( {
							[ order ]: {
								record: {
									data: {
										status: 'completed',
										billing_email: 'other@example.com',
									},
								},
							},
						} );

						await forgetMarks( store );
						const draft = await store.phpJson< number >(
							`return wc_create_order( array( 'status' => 'checkout-draft' ) )->get_id();`
						);
						await meta( draft, '_billing_email' );
						await store.php(
							`wp_delete_post( $args['id'], true );`,
							{
								args: { id: order },
							}
						);
						expect( await marksOf( store ) ).toEqual( {} );
					}
				);

				it( 'the erasure of personal data', async () => {
					await store.php(
						`WC_Privacy_Erasers::remove_order_personal_data( wc_get_order( $args['id'] ) );`,
						{
							args: { id: order },
						}
					);

					expect( await marksOf( store ) ).toEqual( changed() );
				} );

				it( 'the orders of a user who is deleted, which WooCommerce makes a guest’s without saving them', async () => {
					const { userId } = await registerCustomer( store, {
						email: 'leaving@example.com',
					} );
					await store.php(
						`$order = wc_get_order( $args['order'] ); $order->set_customer_id( $args['user'] ); $order->save();`,
						{ args: { order, user: userId } }
					);
					await forgetMarks( store );
					await store.php(
						`require_once ABSPATH . 'wp-admin/includes/user.php'; wp_delete_user( $args['user'] );`,
						{ args: { user: userId } }
					);

					expect( await marksOf( store ) ).toMatchObject( changed() );
				} );

				it( 'R11 an account that takes over guest orders, without a reason for a trigger', async () => {
					const { userId } = await registerCustomer( store, {
						email: 'ada.buyer@example.com',
					} );
					await forgetMarks( store );
					await store.php(
						`wc_update_new_customer_past_orders( $args['id'] );`,
						{ args: { id: userId } }
					);

					expect( await marksOf( store ) ).toEqual( {
						[ `contacts:${ userId }` ]: [ 'changed' ],
						...changed(),
					} );
				} );
			} );

			it( 'a broken outbox does not break the checkout, and says so in the log', async () => {
				await store.sql(
					`RENAME TABLE ${ store.tablePrefix }ivorey_outbox TO ${ store.tablePrefix }ivorey_away`
				);
				const { orderId } = await blockCheckout( store, { items } );

				expect( orderId ).toBeGreaterThan( 0 );
				const [ logged ] = await store.phpJson< string[] >(
					`return array_map( 'file_get_contents', glob( Automattic\\WooCommerce\\Utilities\\LoggingUtil::get_log_directory() . 'ivorey*.log' ) );`
				);
				expect( logged ).toContain( 'Changes could not be marked' );
				expect( logged ).not.toContain( 'ada.buyer' );
			} );
		}
	);

	it( 'marks of a network belong to the site in which they were made', async () => {
		const store = await startStore( { multisite: true } );
		try {
			for ( const site of store.sites ) {
				await markOnly( store, {}, site );
			}
			const [ first, second, prefix ] = await store.phpJson<
				[ number, number, string ]
			>(
				`global $wpdb;
				// As in a request that somebody waits for.
				$plugin   = Ivorey\\WooCommerce\\Plugin::instance();
				$buffer   = new Ivorey\\WooCommerce\\Capture\\MarkBuffer( $plugin->outbox(), true, new Ivorey\\WooCommerce\\SystemClock() );
				$switches = new Ivorey\\WooCommerce\\Connection\\Switches( new Ivorey\\WooCommerce\\Connection\\ConnectionStore() );
				remove_all_actions( 'woocommerce_after_order_object_save' );
				remove_all_actions( 'woocommerce_new_order' );
				( new Ivorey\\WooCommerce\\Capture\\OrderHooks( $buffer, $switches, new Ivorey\\WooCommerce\\Capture\\UnfiredTriggers( $plugin->ledger() ) ) )->register();
				$first = wc_create_order();
				switch_to_blog( $args['second'] );
				$second = wc_create_order();
				$prefix = $wpdb->prefix;
				$second->set_status( 'completed' );
				$second->save();
				restore_current_blog();
				$first->set_status( 'on-hold' );
				$first->save();
				$buffer->flush();
				return array( $first->get_id(), $second->get_id(), $prefix );`,
				{ args: { second: store.sites[ 1 ]!.id } }
			);

			expect( prefix ).not.toBe( store.tablePrefix );
			expect( await marksOf( store ) ).toEqual( {
				[ `orders:${ first }` ]: [ 'changed', 'placed' ],
			} );
			expect( await marksOf( store, prefix ) ).toEqual( {
				[ `orders:${ second }` ]: [ 'changed', 'placed', 'paid' ],
			} );
		} finally {
			await store.stop();
		}
	} );
} );
