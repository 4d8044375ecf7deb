import {
	contactSchema,
	orderSchema,
	type Contact,
	type Order,
	type OrderLine,
} from '@ivorey/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout, cliOrder } from '../store/shopper.ts';
import { startStore, type Store } from '../store/store.ts';
import { build } from './marks.ts';

describeStore( 'What is built of what a store holds', () => {
	describe.each( [ { hpos: true }, { hpos: false } ] )(
		'HPOS $hpos',
		( { hpos } ) => {
			let store: Store;
			let mug: number;

			beforeAll( async () => {
				store = await startStore( { hpos } );
				mug = store.products.MUG!;
			} );
			beforeEach( () => store.reset() );
			afterAll( () => store?.stop() );

			/** Runs code that returns the id of an order or a user. */
			const make = ( code: string, args: object = {} ) =>
				store.phpJson< number >( code, { args: { mug, ...args } } );

			const orderOf = async (
				id: number,
				options?: { before?: string; args?: object }
			): Promise< Order > => {
				const built = (
					await build( store, 'OrderBuilder', [ id ], options )
				)[ id ]!;
				if ( ! ( 'record' in built ) ) {
					throw new Error(
						`Order ${ id } is excluded: ${ built.excluded }`
					);
				}
				expect( built.record ).toMatchObject( {
					element: 'orders',
					id: String( id ),
				} );
				return orderSchema.parse( built.record.data );
			};
			const contactOf = async ( id: number ): Promise< Contact > => {
				const built = (
					await build( store, 'ContactBuilder', [ id ] )
				)[ id ]!;
				if ( ! ( 'record' in built ) ) {
					throw new Error(
						`User ${ id } is excluded: ${ built.excluded }`
					);
				}
				return contactSchema.parse( built.record.data );
			};

			/** Begins code that makes an order with a mug in it. */
			const withMug = `$order = wc_create_order();
			$order->add_product( wc_get_product( $args['mug'] ), 3 );
			$order->set_billing_country( 'DE' );
			$order->set_shipping_country( 'DE' );`;

			it( 'R7 an order of the block checkout', async () => {
				const { orderId } = await blockCheckout( store, {
					items: [
						{ id: mug, quantity: 2 },
						{ id: store.products[ 'SHIRT-LARGE' ]! },
					],
					billing: {
						email: 'Ada@Example.com',
						first_name: 'Zoë',
						last_name: "O'Hara",
						city: '東京',
					},
					shipping: { address_1: '2 Other Street' },
					coupon: 'save10',
					note: 'Ring twice & <wait> 😀',
					paymentMethod: 'bacs',
				} );

				const order = await orderOf( orderId );
				expect( order ).toMatchObject( {
					number: String( orderId ),
					status: 'on-hold',
					created_via: 'store-api',
					currency: 'USD',
					prices_include_tax: false,
					date_paid: null,
					date_completed: null,
					customer_id: null,
					billing_email: 'Ada@Example.com',
					billing: {
						first_name: 'Zoë',
						last_name: "O'Hara",
						city: '東京',
						state: 'CA',
						country: 'US',
						phone: '+1 510 555 0100',
					},
					shipping: { address_1: '2 Other Street', country: 'US' },
					payment_method: 'bacs',
					payment_method_title: 'Direct bank transfer',
					transaction_id: '',
					totals: {
						items: '47.00',
						discount: '4.70',
						shipping: '5.00',
						fees: '0.00',
						tax: '0.00',
						refunded: '0.00',
						total: '47.30',
					},
					line_items: [
						{
							product_id: String( mug ),
							variation_id: null,
							name: 'Mug',
							sku: 'MUG',
							quantity: '2',
							subtotal: '25.00',
							total: '22.50',
							attributes: [],
						},
						{
							product_id: String( store.products.SHIRT ),
							variation_id: String(
								store.products[ 'SHIRT-LARGE' ]
							),
							sku: 'SHIRT-LARGE',
							quantity: '1',
							subtotal: '22.00',
							total: '19.80',
							attributes: [ { name: 'Size', value: 'Large' } ],
						},
					],
					shipping_lines: [
						{
							method_id: 'flat_rate',
							method_title: 'Flat rate',
							total: '5.00',
						},
					],
					fee_lines: [],
					coupon_lines: [
						{
							code: 'save10',
							discount: '4.70',
							discount_tax: '0.00',
						},
					],
				} );
				expect( order.customer_note ).toContain( '😀' );
				expect(
					Math.abs( Date.parse( order.date_created ) - Date.now() )
				).toBeLessThan( 60_000 );
			} );

			it( 'builds the same twice, whatever was done in between', async () => {
				const { orderId } = await cliOrder( store, {
					items: [ { id: mug } ],
					coupon: 'save10',
				} );
				const first = JSON.stringify(
					await build( store, 'OrderBuilder', [ orderId ] )
				);
				await store.php(
					`update_option( 'timezone_string', 'Asia/Kathmandu' ); update_option( 'woocommerce_price_decimal_sep', ',' ); update_option( 'woocommerce_price_thousand_sep', '.' ); wp_cache_flush();`
				);

				expect(
					JSON.stringify(
						await build( store, 'OrderBuilder', [ orderId ] )
					)
				).toBe( first );
			} );

			it( 'prices that include tax', async () => {
				const id = await make(
					`update_option( 'woocommerce_calc_taxes', 'yes' );
				update_option( 'woocommerce_prices_include_tax', 'yes' );
				${ withMug }
				foreach ( array( 'billing', 'shipping' ) as $type ) {
					$order->set_address( array( 'country' => 'US', 'state' => 'CA' ), $type );
				}
				$order->calculate_totals();
				return $order->get_id();`
				);

				const order = await orderOf( id );
				expect( order.prices_include_tax ).toBe( true );
				expect( order.totals ).toMatchObject( {
					tax: '2.86',
					total: '37.50',
				} );
				const [ line ] = order.line_items as [ OrderLine ];
				expect(
					Number( line.subtotal ) + Number( line.subtotal_tax )
				).toBeCloseTo( 37.5, 2 );
				expect( order.totals.items ).toBe( line.subtotal );
			} );

			it( 'a fee and a reduction, shipping of two kinds, and a quantity by weight', async () => {
				const id = await make(
					`add_filter( 'woocommerce_stock_amount', 'floatval' );
				remove_filter( 'woocommerce_stock_amount', 'intval' );
				$order = wc_create_order();
				$order->add_product( wc_get_product( $args['mug'] ), 0.75 );
				foreach ( array( 'Gift wrap &amp; card' => '2.345', 'Loyalty' => '-1.10' ) as $name => $total ) {
					$fee = new WC_Order_Item_Fee();
					$fee->set_name( $name );
					$fee->set_total( $total );
					$order->add_item( $fee );
				}
				foreach ( array( 'Parcel', 'Bulky <b>goods</b>' ) as $title ) {
					$shipping = new WC_Order_Item_Shipping();
					$shipping->set_method_title( $title );
					$shipping->set_total( '4.5' );
					$order->add_item( $shipping );
				}
				$order->calculate_totals();
				return $order->get_id();`
				);

				const order = await orderOf( id, {
					before: `remove_filter( 'woocommerce_stock_amount', 'intval' ); add_filter( 'woocommerce_stock_amount', 'floatval' );`,
				} );
				expect(
					order.fee_lines.map( ( { name, total } ) => [
						name,
						total,
					] )
				).toEqual( [
					[ 'Gift wrap & card', '2.345' ],
					[ 'Loyalty', '-1.10' ],
				] );
				expect( order.totals ).toMatchObject( {
					fees: '1.245',
					shipping: '9.00',
				} );
				expect(
					order.shipping_lines.map( ( line ) => line.method_title )
				).toEqual( [ 'Parcel', 'Bulky goods' ] );
				expect( order.line_items[ 0 ]!.quantity ).toBe( '0.75' );
			} );

			it.each( [
				[ 'JPY', 0, '1234', '3702.00' ],
				[ 'KWD', 3, '1.235', '3.705' ],
				[ 'BTC', 8, '0.00012345', '0.00037035' ],
			] )(
				'a currency like %s, with %i decimals',
				async ( currency, decimals, price, items ) => {
					const id = await make(
						`update_option( 'woocommerce_currency', $args['currency'] );
				update_option( 'woocommerce_price_num_decimals', $args['decimals'] );
				add_filter( 'woocommerce_currencies', fn ( $all ) => $all + array( 'BTC' => 'Bitcoin' ) );
				$mug = wc_get_product( $args['mug'] );
				$mug->set_regular_price( $args['price'] );
				$mug->save();
				$order = wc_create_order();
				$order->set_currency( $args['currency'] );
				$order->add_product( $mug, 3 );
				$order->calculate_totals();
				return $order->get_id();`,
						{ currency, decimals, price }
					);

					const order = await orderOf( id );
					expect( order.currency ).toBe( currency );
					expect( order.totals.items ).toBe( items );
					expect( order.line_items[ 0 ]!.total ).toBe( items );
					// WooCommerce itself rounds an order's total to six digits, whatever the currency has.
					expect( order.totals.total ).toBe(
						decimals > 6 ? '0.00037' : items
					);
				}
			);

			it( 'a locale that writes decimals with a comma', async () => {
				const id = await make(
					`update_option( 'woocommerce_price_decimal_sep', ',' );
				update_option( 'woocommerce_price_thousand_sep', '.' );
				${ withMug }
				foreach ( $order->get_items() as $item ) {
					$item->set_subtotal( '1234,5' );
					$item->set_total( '1234,5' );
				}
				$order->calculate_totals();
				return $order->get_id();`
				);

				expect( ( await orderOf( id ) ).totals ).toMatchObject( {
					items: '1234.50',
					total: '1234.50',
				} );
			} );

			it( 'huge quantities and amounts', async () => {
				const id = await make(
					`$order = wc_create_order();
				$order->add_product( wc_get_product( $args['mug'] ), 1000000000, array( 'subtotal' => '12500000000.01', 'total' => '12500000000.01' ) );
				$order->calculate_totals();
				return $order->get_id();`
				);

				const order = await orderOf( id );
				expect( order.line_items[ 0 ] ).toMatchObject( {
					quantity: '1000000000',
					subtotal: '12500000000.01',
				} );
				expect( order.totals.total ).toBe( '12500000000.01' );
			} );

			it( 'refunds, also a deleted one, read afresh', async () => {
				const id = await make(
					`${ withMug }
				$order->calculate_totals();
				$order->set_status( 'completed' );
				$order->save();
				foreach ( array( '10.10', '0.20', '5' ) as $amount ) {
					$refund = wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => $amount ) );
				}
				$refund->delete( true );
				return $order->get_id();`
				);

				const order = await orderOf( id );
				expect( order ).toMatchObject( {
					status: 'completed',
					totals: { refunded: '10.30', total: '37.50' },
				} );
				expect( order.date_paid ).not.toBeNull();
				expect( order.date_completed ).not.toBeNull();
			} );

			it( 'what a shopper chose, without what is hidden and without HTML', async () => {
				const id = await make(
					`register_taxonomy( 'pa_colour', 'product' );
				${ withMug }
				foreach ( $order->get_items() as $item ) {
					$item->add_meta_data( 'Engraving', "To Ada &amp; Bob\\nwith <b>love</b>" );
					$item->add_meta_data( '_secret', 'hidden' );
					$item->add_meta_data( 'File', 'https://example.com/a.pdf' );
					$item->add_meta_data( 'list', array( 'not', 'shown' ) );
					$item->add_meta_data( 'Engraving', 'twice' );
					$item->save();
				}
				$order->save();
				return $order->get_id();`
				);

				expect(
					( await orderOf( id ) ).line_items[ 0 ]!.attributes
				).toEqual( [
					{ name: 'Engraving', value: 'To Ada & Bob\nwith love' },
					{ name: 'File', value: 'https://example.com/a.pdf' },
					{ name: 'Engraving', value: 'twice' },
				] );
			} );

			it( 'an attribute that is part of the variation’s name already', async () => {
				const { orderId } = await cliOrder( store, {
					items: [ { id: store.products[ 'SHIRT-SMALL' ]! } ],
				} );

				const [ line ] = ( await orderOf( orderId ) ).line_items;
				expect( line!.name ).toContain( 'Small' );
				expect( line!.attributes ).toEqual( [
					{ name: 'Size', value: 'Small' },
				] );
			} );

			it( 'a product that was deleted since', async () => {
				const { orderId } = await cliOrder( store, {
					items: [ { id: mug } ],
				} );
				await store.php( `wp_delete_post( $args['mug'], true );`, {
					args: { mug },
				} );

				expect(
					( await orderOf( orderId ) ).line_items[ 0 ]
				).toMatchObject( {
					product_id: null,
					sku: '',
					name: 'Mug',
					total: '12.50',
				} );
			} );

			it( 'a line that never had a product', async () => {
				const id = await make(
					`$order = wc_create_order();
				$item = new WC_Order_Item_Product();
				$item->set_name( 'Something else' );
				$item->set_total( '3' );
				$order->add_item( $item );
				$order->save();
				return $order->get_id();`
				);

				expect( ( await orderOf( id ) ).line_items[ 0 ] ).toMatchObject(
					{ product_id: null, variation_id: null, subtotal: '3.00' }
				);
			} );

			it( 'an order that holds next to nothing', async () => {
				const id = await make( `return wc_create_order()->get_id();` );

				expect( await orderOf( id ) ).toMatchObject( {
					status: 'pending',
					billing_email: null,
					customer_id: null,
					billing: { first_name: '', country: '' },
					line_items: [],
					totals: { items: '0.00', total: '0.00' },
				} );
			} );

			it( 'rubbish that was written past WooCommerce', async () => {
				const { orderId } = await cliOrder( store, {
					items: [ { id: mug } ],
				} );
				await store.php(
					`$long = str_repeat( 'é', 600 );
				add_filter( 'sanitize_text_field', fn ( $text, $raw ) => $raw, 10, 2 );
				$order = wc_get_order( $args['id'] );
				$order->set_billing_city( $long );
				$order->set_billing_country( 'Germany' );
				$order->set_customer_note( str_repeat( '😀', 20001 ) );
				$order->set_payment_method( str_repeat( 'x', 90 ) );
				$order->save();
				foreach ( $order->get_items() as $item ) {
					$item->set_name( str_repeat( '東', 900 ) );
					$item->save();
				}`,
					{ args: { id: orderId } }
				);
				if ( hpos ) {
					await store.sql(
						`UPDATE ${ store.tablePrefix }wc_order_addresses SET email = 'no address' WHERE order_id = ?`,
						[ orderId ]
					);
					await store.sql(
						`UPDATE ${ store.tablePrefix }wc_orders SET billing_email = 'no address', currency = 'points', date_created_gmt = NULL, status = 'wc-Shipped by Owl' WHERE id = ?`,
						[ orderId ]
					);
				} else {
					await store.sql(
						`UPDATE ${ store.tablePrefix }postmeta SET meta_value = 'no address' WHERE post_id = ? AND meta_key = '_billing_email'`,
						[ orderId ]
					);
					await store.sql(
						`UPDATE ${ store.tablePrefix }postmeta SET meta_value = 'points' WHERE post_id = ? AND meta_key = '_order_currency'`,
						[ orderId ]
					);
					await store.sql(
						`UPDATE ${ store.tablePrefix }posts SET post_status = 'wc-owl' WHERE ID = ?`,
						[ orderId ]
					);
				}

				const order = await orderOf( orderId );
				expect( order ).toMatchObject( {
					billing_email: null,
					billing: { country: '' },
					status: hpos ? 'shippedbyowl' : 'owl',
				} );
				expect( Array.from( order.line_items[ 0 ]!.name ).length ).toBe(
					500
				);
				// Not the store's: it is no dollars that were paid.
				expect( order.currency ).toBe( 'POINTS' );
			} );

			it( 'what other plugins make of an order: its number, notices, and echoes of their own', async () => {
				const { orderId } = await cliOrder( store, {
					items: [ { id: mug } ],
				} );
				const order = await orderOf( orderId, {
					before: `set_error_handler( fn () => true );
				add_filter( 'woocommerce_order_number', fn ( $id ) => 'SO&#8209;2026/' . $id );
				add_filter( 'woocommerce_order_get_billing_first_name', fn () => $undefined['display only'] );
				add_filter( 'woocommerce_order_get_items', fn ( $items ) => array( new WC_Order_Item_Product() ) + $items + array( 'x' => null ) );
				add_filter( 'woocommerce_order_item_get_formatted_meta_data', fn () => array( (object) array( 'display_key' => 'A', 'display_value' => null ), 'no object' ) );
				add_filter( 'woocommerce_order_query', fn () => array() );`,
				} );

				expect( order.number ).toBe( `SO‑2026/${ orderId }` );
				expect( order.billing.first_name ).toBe( 'Ada' );
				expect( order.line_items ).toHaveLength( 1 );
				expect( order.line_items[ 0 ]!.attributes ).toEqual( [
					{ name: 'A', value: '' },
				] );
			} );

			it( 'R5 a custom status, registered or of a plugin that is gone', async () => {
				const register = `add_filter( 'wc_order_statuses', fn ( $all ) => $all + array( 'wc-packed' => 'Packed' ) ); register_post_status( 'wc-packed' );`;
				const id = await make(
					`${ register } ${ withMug } $order->set_status( 'packed' ); return $order->save();`
				);

				expect(
					( await orderOf( id, { before: register } ) ).status
				).toBe( 'packed' );
				expect( ( await orderOf( id ) ).status ).toBe( 'packed' );
			} );

			it( 'R7 R16 a draft, the trash, what is deleted and what is no order are excluded', async () => {
				const ids = await store.phpJson< Record< string, number > >(
					`$with = function ( $status ) { $order = wc_create_order(); $order->set_status( $status ); $order->save(); return $order; };
				$trashed = $with( 'processing' );
				$trashed_id = $trashed->get_id();
				$trashed->delete();
				$deleted = $with( 'processing' );
				$deleted_id = $deleted->get_id();
				$deleted->delete( true );
				$refunded = $with( 'processing' );
				$refunded->set_total( 5 );
				$refunded->save();
				return array(
					'draft'    => $with( 'checkout-draft' )->get_id(),
					'auto'     => $with( 'auto-draft' )->get_id(),
					'trashed'  => $trashed_id,
					'deleted'  => $deleted_id,
					'refund'   => wc_create_refund( array( 'order_id' => $refunded->get_id(), 'amount' => 1 ) )->get_id(),
					'product'  => $args['mug'],
					'never'    => 987654321,
				);`,
					{ args: { mug } }
				);
				const built = await build(
					store,
					'OrderBuilder',
					Object.values( ids )
				);

				expect(
					Object.fromEntries(
						Object.entries( ids ).map( ( [ name, id ] ) => [
							name,
							built[ id ],
						] )
					)
				).toEqual( {
					draft: { excluded: 'draft' },
					auto: { excluded: 'draft' },
					trashed: { excluded: 'draft' },
					deleted: { excluded: 'deleted' },
					refund: { excluded: 'deleted' },
					product: { excluded: 'deleted' },
					never: { excluded: 'deleted' },
				} );
			} );

			it( 'an order that another process changed since this one read it is built as it is now', async () => {
				const { orderId } = await cliOrder( store, {
					items: [ { id: mug } ],
				} );
				const order = await orderOf( orderId, {
					before: `wc_get_order( $args['id'] )->get_items();
				wc_get_order( $args['id'] )->get_total_refunded();
				$other = 'define( "WP_USE_THEMES", false ); require ' . var_export( ABSPATH . 'wp-load.php', true ) . ';
					$order = wc_get_order( ' . $args['id'] . ' );
					$order->set_billing_city( "Elsewhere" );
					$order->set_status( "completed" );
					foreach ( $order->get_items() as $item ) { $item->set_name( "Another mug" ); }
					$order->save();
					wc_create_refund( array( "order_id" => $order->get_id(), "amount" => 2 ) );';
				exec( escapeshellarg( PHP_BINARY ) . ' -r ' . escapeshellarg( $other ) . ' 2>&1', $output, $failed );
				if ( $failed ) { throw new Exception( implode( $output ) ); }`,
					args: { id: orderId },
				} );

				expect( order ).toMatchObject( {
					status: 'completed',
					billing: { city: 'Elsewhere' },
					line_items: [ { name: 'Another mug' } ],
					totals: { refunded: '2.00' },
				} );
			} );

			it( 'reads many orders in hardly more queries than a few', async () => {
				const ids = await store.phpJson< number[] >(
					`$ids = array();
				for ( $i = 0; $i < 40; $i++ ) {
					$order = wc_create_order();
					$order->add_product( wc_get_product( $args['mug'] ), 2 );
					$order->add_product( wc_get_product( $args['shirt'] ), 1 );
					$order->set_status( 'processing' );
					$ids[] = $order->save();
				}
				return $ids;`,
					{ args: { mug, shirt: store.products[ 'SHIRT-LARGE' ] } }
				);
				const queries = ( count: number ) =>
					store.phpJson< number >(
						`$builder = new Ivorey\\WooCommerce\\Records\\OrderBuilder();
					$before  = $wpdb->num_queries;
					$builder->build( array_fill_keys( $args['ids'], array() ) );
					return $wpdb->num_queries - $before;`,
						{ args: { ids: ids.slice( 0, count ) } }
					);

				const few = await queries( 5 );
				const many = await queries( 40 );
				// One for each: the sum of its refunds.
				expect(
					many - few,
					`${ few } → ${ many }`
				).toBeLessThanOrEqual( 40 );
			} );

			const user = ( fields: string, more = '' ) =>
				make(
					`$id = wp_insert_user( array( 'user_login' => 'ada', 'user_pass' => 'x', ${ fields } ) ); if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); } ${ more } return $id;`
				);

			it( 'R1 a customer, with the addresses WooCommerce keeps', async () => {
				const id = await user(
					`'role' => 'customer', 'user_email' => 'Ada@example.com', 'first_name' => 'Ada & Bob', 'last_name' => 'Buyer', 'display_name' => 'ada <3', 'user_registered' => '2026-01-02 03:04:05'`,
					`$customer = new WC_Customer( $id );
				$customer->set_billing_city( 'Zürich' );
				$customer->set_billing_country( 'CH' );
				$customer->set_billing_phone( '+41 44 000 00 00' );
				$customer->set_shipping_city( 'Bern' );
				$customer->set_shipping_phone( '+41 31 000 00 00' );
				$customer->save();`
				);

				expect( await contactOf( id ) ).toMatchObject( {
					email: 'Ada@example.com',
					first_name: 'Ada & Bob',
					last_name: 'Buyer',
					roles: [ 'customer' ],
					date_registered: '2026-01-02T03:04:05Z',
					billing: {
						city: 'Zürich',
						country: 'CH',
						phone: '+41 44 000 00 00',
						state: '',
					},
					shipping: { city: 'Bern', phone: '+41 31 000 00 00' },
				} );
			} );

			it( 'R1 a subscriber who is an editor too', async () => {
				const id = await user(
					`'role' => 'editor', 'user_email' => 'ada@example.com'`,
					`get_userdata( $id )->add_role( 'subscriber' );`
				);

				expect( ( await contactOf( id ) ).roles ).toEqual( [
					'subscriber',
					'editor',
				] );
			} );

			it( 'R1 other roles, no role and deleted users are excluded', async () => {
				const ids = await store.phpJson< number[] >(
					`$none = wp_insert_user( array( 'user_login' => 'none', 'user_pass' => 'x', 'user_email' => 'none@example.com', 'role' => '' ) );
				$manager = wp_insert_user( array( 'user_login' => 'manager', 'user_pass' => 'x', 'user_email' => 'manager@example.com', 'role' => 'shop_manager' ) );
				get_userdata( $none )->set_role( '' );
				return array( 1, $none, $manager, 987654 );`
				);

				expect(
					Object.values( await build( store, 'ContactBuilder', ids ) )
				).toEqual( [
					{ excluded: 'role' },
					{ excluded: 'role' },
					{ excluded: 'role' },
					{ excluded: 'deleted' },
				] );
			} );

			it( 'a customer without an e-mail is known by that of the billing address, or not at all', async () => {
				const id = await user(
					`'role' => 'customer', 'user_email' => ''`
				);
				expect(
					( await build( store, 'ContactBuilder', [ id ] ) )[ id ]
				).toEqual( { excluded: 'no_email' } );

				await store.php(
					`update_user_meta( $args['id'], 'billing_email', 'ada@example.com' );`,
					{ args: { id } }
				);
				expect( ( await contactOf( id ) ).email ).toBe(
					'ada@example.com'
				);
			} );

			it( 'a customer whom another process changed since this one read them is built as they are now', async () => {
				const id = await user(
					`'role' => 'customer', 'user_email' => 'ada@example.com'`
				);
				const built = await build( store, 'ContactBuilder', [ id ], {
					before: `get_userdata( $args['id'] ); get_user_meta( $args['id'] );
				$wpdb->update( $wpdb->users, array( 'user_email' => 'new@example.com' ), array( 'ID' => $args['id'] ) );
				$wpdb->insert( $wpdb->usermeta, array( 'user_id' => $args['id'], 'meta_key' => 'billing_city', 'meta_value' => 'Elsewhere' ) );`,
					args: { id },
				} );

				expect( built[ id ] ).toMatchObject( {
					record: {
						data: {
							email: 'new@example.com',
							billing: { city: 'Elsewhere' },
						},
					},
				} );
			} );
		}
	);
} );
