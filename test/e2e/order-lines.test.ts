import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { startStore, type Store } from '../store/store.ts';
import { build } from './marks.ts';

/** Another plugin that looks at the lines, so that WooCommerce's objects are asked for them. */
const ASK_WOOCOMMERCE = `add_filter( 'woocommerce_order_get_items', static fn ( $items ) => $items );`;

/**
 * What is done to an order of a mug (2), a cap and shipping: PHP with `$order`, and with `$set( $item, $key,
 * $value )`, which stores meta as any program could.
 */
const ORDERS: Record< string, string > = {
	'as WooCommerce makes it': '',
	'without lines': `foreach ( array( 'line_item', 'shipping' ) as $type ) { $order->remove_order_items( $type ); }`,
	'a coupon': `$coupon = new WC_Order_Item_Coupon(); $coupon->set_props( array( 'code' => 'Söße & 10%', 'discount' => '1.5', 'discount_tax' => '0.25' ) ); $order->add_item( $coupon ); $order->save();`,
	'a coupon without its amounts': `$coupon = new WC_Order_Item_Coupon(); $coupon->set_code( 'X' ); $order->add_item( $coupon ); $order->save(); $set( $coupon, 'discount_amount', null ); $set( $coupon, 'discount_amount_tax', '' );`,
	'a fee': `$fee = new WC_Order_Item_Fee(); $fee->set_props( array( 'name' => '<b>Gift</b> &amp; wrap', 'amount' => '3', 'total' => '3.3333' ) ); $order->add_item( $fee ); $order->save();`,
	'a negative fee with taxes': `$fee = new WC_Order_Item_Fee(); $fee->set_props( array( 'name' => 'Rebate', 'total' => '-3', 'taxes' => array( 'total' => array( 1 => '-0.5701', 2 => '-0.11' ) ) ) ); $order->add_item( $fee ); $order->save();`,
	'taxes of several rates': `$line->set_taxes( array( 'total' => array( 1 => '1.9049', 2 => '0.4951', 3 => '' ), 'subtotal' => array( 1 => '2.005', 2 => '0.5' ) ) ); $line->save(); $ship->set_taxes( array( 'total' => array( 1 => '0.955', 2 => '0.045' ) ) ); $ship->save();`,
	'taxes whose subtotal is below': `$set( $line, '_line_tax_data', serialize( array( 'total' => array( 1 => '2.5' ), 'subtotal' => array( 1 => '1' ) ) ) );`,
	'taxes as numbers': `$set( $line, '_line_tax_data', serialize( array( 'total' => array( 1 => 1.23456789, 2 => 3 ), 'subtotal' => array( 1 => 1.3, 2 => 3 ) ) ) );`,
	'taxes of the total alone': `$set( $line, '_line_tax_data', serialize( array( 'total' => array( 1 => '1.5' ) ) ) );`,
	'taxes that are broken': `$set( $line, '_line_tax_data', 'a:1:{s:5:"tot' ); $set( $ship, 'taxes', 'none' );`,
	'taxes that are missing': `$set( $line, '_line_tax_data', null ); $set( $ship, 'taxes', null );`,
	'taxes of shipping as they once were': `$set( $ship, 'taxes', serialize( array( 1 => '0.95', 2 => '1' ) ) );`,
	'a subtotal below the total': `$set( $line, '_line_subtotal', '1.5' );`,
	'amounts with commas': `$set( $line, '_line_total', '1.234,5' ); $set( $ship, 'cost', '4,90' );`,
	'amounts that are none': `$set( $line, '_line_total', 'free' ); $set( $line, '_line_subtotal', '' ); $set( $ship, 'cost', '' );`,
	'amounts with an exponent': `$set( $line, '_line_total', '1.5e2' ); $set( $line, '_line_subtotal', '1E3' );`,
	'amounts with many digits': `$set( $line, '_line_total', '12.345678949' ); $set( $line, '_line_subtotal', '0012.345678951' );`,
	'amounts with spaces': `$set( $line, '_line_total', ' 9.50' ); $set( $line, '_qty', '2 ' );`,
	'a negative line': `$set( $line, '_line_total', '-4' ); $set( $line, '_line_subtotal', '-2' ); $set( $line, '_qty', '-1' );`,
	'part of a piece': `$set( $line, '_qty', '0.75' );`,
	'no quantity': `$set( $line, '_qty', null );`,
	'every meta missing': `foreach ( array( '_product_id', '_variation_id', '_qty', '_tax_class', '_line_subtotal', '_line_subtotal_tax', '_line_total', '_line_tax', '_line_tax_data' ) as $key ) { $set( $line, $key, null ); } foreach ( array( 'method_id', 'instance_id', 'cost', 'total_tax', 'taxes' ) as $key ) { $set( $ship, $key, null ); }`,
	'meta twice': `foreach ( array( '_qty' => '7', '_line_total' => '1', '_product_id' => '1' ) as $key => $value ) { add_metadata( 'order_item', $line->get_id(), $key, $value ); } add_metadata( 'order_item', $ship->get_id(), 'cost', '99' );`,
	'meta that is shown': `$line->add_meta_data( 'Engraving', 'For <i>Ada</i>' ); $line->save();`,
	'meta that is hidden': `$line->add_meta_data( '_reduced_stock', '2' ); $line->add_meta_data( '_other', array( 'x' => 1 ) ); $line->save();`,
	'meta with a number for a key': `$line->add_meta_data( '123', 'x' ); $line->save();`,
	'a tax class that is gone': `$set( $line, '_tax_class', 'gone' );`,
	'a product that is gone': `$set( $line, '_product_id', '999999' );`,
	'a page for a product': `$set( $line, '_product_id', (string) wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'x' ) ) );`,
	'a variation for a product': `$set( $line, '_product_id', (string) $variation->get_id() );`,
	'a product for a variation': `$set( $line, '_variation_id', $line->get_product_id() );`,
	'ids that are none': `$set( $line, '_product_id', '12abc' ); $set( $line, '_variation_id', '-5' );`,
	'a trashed product': `$product = new WC_Product_Simple(); $product->set_props( array( 'name' => 'Bin', 'sku' => 'BIN-' . $order->get_id(), 'regular_price' => '1' ) ); $product->save(); $set( $line, '_product_id', (string) $product->get_id() ); wp_trash_post( $product->get_id() );`,
	'a variation': `$set( $line, '_product_id', (string) $variable->get_id() ); $set( $line, '_variation_id', (string) $variation->get_id() );`,
	'a variation with a SKU of its own': `$set( $line, '_product_id', (string) $variable->get_id() ); $set( $line, '_variation_id', (string) $own->get_id() );`,
	'a variation without its product': `$set( $line, '_product_id', '0' ); $set( $line, '_variation_id', (string) $variation->get_id() );`,
	'a SKU that is stored twice, serialized': `$product = new WC_Product_Simple(); $product->set_props( array( 'name' => 'Odd', 'regular_price' => '1' ) ); $product->save(); delete_post_meta( $product->get_id(), '_sku' ); add_post_meta( $product->get_id(), '_sku', array( 'x' ) ); add_post_meta( $product->get_id(), '_sku', 'second' ); $set( $line, '_product_id', (string) $product->get_id() );`,
	'odd names': `$name( $line, '  Ünïcödé 🎁 <script>x</script> &amp;amp; "quoted" ' ); $name( $ship, '<b>Überbringung</b>  &lt;heute&gt; %20 ' );`,
	'invalid UTF-8': `$name( $line, 'Caf_' ); $wpdb->query( "UPDATE {$wpdb->prefix}woocommerce_order_items SET order_item_name = REPLACE( order_item_name, '_', '' ) WHERE order_item_id = " . $line->get_id() );`,
	'a method as it once was': `$set( $ship, 'method_id', 'flat_rate:3' ); $set( $ship, 'instance_id', null );`,
	'a method with its instance': `$set( $ship, 'method_id', 'flat_rate:3' ); $set( $ship, 'instance_id', '3' );`,
	'an odd method': `$set( $ship, 'method_id', ' flat <b>rate</b>%20' );`,
	'lines of another kind': `$wpdb->insert( $wpdb->prefix . 'woocommerce_order_items', array( 'order_id' => $order->get_id(), 'order_item_type' => 'deposit', 'order_item_name' => 'x' ) );`,
	'a refund': `wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '1', 'line_items' => array( $line->get_id() => array( 'qty' => 1, 'refund_total' => '1' ) ) ) );`,
};

/** For the whole store; each must be the same both ways, too. */
const STORES: Record< string, string > = {
	'as it is': '',
	'that rounds taxes at the subtotal': `update_option( 'woocommerce_tax_round_at_subtotal', 'yes' );`,
	'that writes amounts with a comma': `update_option( 'woocommerce_price_decimal_sep', ',' ); update_option( 'woocommerce_price_thousand_sep', '.' );`,
	'that sells parts of a piece': `remove_filter( 'woocommerce_stock_amount', 'intval' ); add_filter( 'woocommerce_stock_amount', 'floatval' );`,
};

describeStore( 'the lines of an order', () => {
	describe.each( [ { hpos: true }, { hpos: false } ] )(
		'HPOS $hpos',
		( { hpos } ) => {
			let store: Store;
			let ids: Record< string, number >;

			beforeAll( async () => {
				store = await startStore( { hpos } );
			} );
			beforeEach( async () => {
				await store.reset();
				ids = await store.phpJson(
					`global $wpdb;
					$variable = new WC_Product_Variable();
					$variable->set_props( array( 'name' => 'Shirt', 'sku' => 'SHIRT' ) );
					$variable->save();
					$variation = new WC_Product_Variation();
					$variation->set_props( array( 'parent_id' => $variable->get_id(), 'regular_price' => '5' ) );
					$variation->save();
					$own = new WC_Product_Variation();
					$own->set_props( array( 'parent_id' => $variable->get_id(), 'regular_price' => '5', 'sku' => 'SHIRT-M' ) );
					$own->save();
					$set = static function ( $item, $key, $value ) {
						delete_metadata( 'order_item', $item->get_id(), $key );
						if ( null !== $value ) {
							add_metadata( 'order_item', $item->get_id(), $key, is_string( $value ) ? wp_slash( $value ) : $value );
						}
					};
					$name = static fn ( $item, $text ) => $wpdb->update( $wpdb->prefix . 'woocommerce_order_items', array( 'order_item_name' => $text ), array( 'order_item_id' => $item->get_id() ) );
					$made = array();
					foreach ( $args['orders'] as $what => $change ) {
						$order = wc_create_order( array( 'status' => 'on-hold' ) );
						$order->add_product( wc_get_product( $args['mug'] ), 2 );
						$order->add_product( wc_get_product( $args['cap'] ), 1 );
						$ship = new WC_Order_Item_Shipping();
						$ship->set_props( array( 'method_title' => 'Flat rate', 'method_id' => 'flat_rate', 'instance_id' => '2', 'total' => '5' ) );
						$order->add_item( $ship );
						$order->calculate_totals( false );
						$order->save();
						$line = current( $order->get_items() );
						eval( $change );
						$made[ $what ] = $order->get_id();
					}
					return $made;`,
					{
						args: {
							orders: ORDERS,
							mug: store.products.MUG,
							cap: store.products.CAP,
						},
					}
				);
			} );
			afterAll( () => store?.stop() );

			const linesOf = async ( before: string ) => {
				const built = await build(
					store,
					'OrderBuilder',
					Object.values( ids ),
					{ before }
				);
				return Object.fromEntries(
					Object.entries( ids ).map( ( [ what, id ] ) => [
						what,
						built[ id ],
					] )
				);
			};

			it.each( Object.keys( STORES ) )(
				'R7 are from their rows what WooCommerce’s objects say, in a store %s',
				async ( which ) => {
					const stored = await linesOf( STORES[ which ]! );
					expect( stored ).toEqual(
						await linesOf( STORES[ which ]! + ASK_WOOCOMMERCE )
					);
					expect( Object.keys( stored ) ).toHaveLength(
						Object.keys( ORDERS ).length
					);
				}
			);

			it( 'are read from their rows unless those do not say it all, or a plugin has a say', async () => {
				const fromRows = ( before: string ) =>
					store.phpJson< number[] >(
						`${ before }
						$orders = array();
						foreach ( $args['ids'] as $id ) { $orders[ $id ] = wc_get_order( $id ); }
						return array_keys( ( new Ivorey\\WooCommerce\\Records\\StoredLines( new Ivorey\\WooCommerce\\Database\\Database() ) )->of( $orders ) );`,
						{ args: { ids: Object.values( ids ) } }
					);
				const plain = await fromRows( '' );
				for ( const what of [
					'as WooCommerce makes it',
					'taxes of several rates',
					'a variation',
					'a coupon',
					'a fee',
					'a product that is gone',
				] ) {
					expect( plain, what ).toContain( ids[ what ] );
				}
				expect( plain ).not.toContain( ids[ 'meta that is shown' ] );
				for ( const filter of [
					'woocommerce_order_get_items',
					'get_order_item_metadata',
					'woocommerce_product_get_sku',
				] ) {
					expect(
						await fromRows(
							`add_filter( '${ filter }', static fn ( $x ) => $x );`
						),
						filter
					).toEqual( [] );
				}
			} );
		}
	);
} );
