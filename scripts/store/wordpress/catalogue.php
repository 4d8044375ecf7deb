<?php
/**
 * Fills the catalogue: a few products of each kind that shops sell, and with `sample` also WooCommerce's sample
 * products.
 *
 * @package Ivorey\Store
 */

defined( 'ABSPATH' ) || exit;

/**
 * Seven products, two categories, a coupon.
 */
function ivorey_store_small_catalogue(): void {
	$category = static fn ( string $name ): int => (int) wp_insert_term( $name, 'product_cat' )['term_id'];
	$clothing = $category( 'Clothing' );
	$paper    = $category( 'Paper' );

	$simple = static function ( string $sku, string $name, string $price, array $properties = array() ): void {
		$product = new WC_Product_Simple();
		$product->set_props(
			array_merge(
				array(
					'sku'           => $sku,
					'name'          => $name,
					'regular_price' => $price,
					'status'        => 'publish',
				),
				$properties
			)
		);
		$product->save();
	};
	$simple( 'MUG', 'Mug', '12.50' );
	$simple( 'POSTER', 'Poster', '8.00', array( 'sale_price' => '6.00', 'category_ids' => array( $paper ) ) );
	$simple( 'CAP', 'Cap', '18.00', array( 'category_ids' => array( $clothing ) ) );
	$simple( 'CALENDAR', 'Calendar', '14.00', array( 'category_ids' => array( $paper ), 'manage_stock' => true, 'stock_quantity' => 100000 ) );
	$simple( 'EBOOK', 'E-book', '9.99', array( 'virtual' => true ) );
	$simple( 'STICKER', 'Sticker', '0', array( 'category_ids' => array( $paper ) ) );

	$size = new WC_Product_Attribute();
	$size->set_name( 'Size' );
	$size->set_options( array( 'Small', 'Medium', 'Large' ) );
	$size->set_visible( true );
	$size->set_variation( true );
	$shirt = new WC_Product_Variable();
	$shirt->set_props(
		array(
			'sku'          => 'SHIRT',
			'name'         => 'T-shirt',
			'status'       => 'publish',
			'category_ids' => array( $clothing ),
			'attributes'   => array( $size ),
		)
	);
	$shirt->save();
	foreach ( array( 'Small' => '20.00', 'Medium' => '20.00', 'Large' => '22.00' ) as $option => $price ) {
		$variation = new WC_Product_Variation();
		$variation->set_props(
			array(
				'parent_id'     => $shirt->get_id(),
				'sku'           => 'SHIRT-' . strtoupper( $option ),
				'regular_price' => $price,
				'attributes'    => array( 'size' => $option ),
				'status'        => 'publish',
			)
		);
		$variation->save();
	}
	WC_Product_Variable::sync( $shirt->get_id() );

	$coupon = new WC_Coupon();
	$coupon->set_props(
		array(
			'code'          => 'save10',
			'discount_type' => 'percent',
			'amount'        => '10',
		)
	);
	$coupon->save();
}

/**
 * Adds WooCommerce's sample products, without their images and downloads, which are on the network.
 */
function ivorey_store_sample_catalogue(): void {
	require_once WC_ABSPATH . 'includes/import/class-wc-product-csv-importer.php';
	require_once WC_ABSPATH . 'includes/admin/importers/class-wc-product-csv-importer-controller.php';
	$file = WC_ABSPATH . 'sample-data/sample_products.csv';

	// Only WooCommerce's import screen knows how to map the columns, in a method that is not public.
	$map = new ReflectionMethod( WC_Product_CSV_Importer_Controller::class, 'auto_map_columns' );
	$map->setAccessible( true );
	$screen  = ( new ReflectionClass( WC_Product_CSV_Importer_Controller::class ) )->newInstanceWithoutConstructor();
	$headers = ( new WC_Product_CSV_Importer( $file, array( 'lines' => 1 ) ) )->get_raw_keys();
	$fields  = array_map(
		static fn ( string $field ): string => 'images' === $field || str_starts_with( $field, 'downloads:' ) ? '' : $field,
		$map->invoke( $screen, $headers, false )
	);

	$result = ( new WC_Product_CSV_Importer(
		$file,
		array(
			'parse'   => true,
			'mapping' => array(
				'from' => array_keys( $fields ),
				'to'   => array_values( $fields ),
			),
			'lines'   => -1,
		)
	) )->import();
	if ( count( $result['failed'] ) > 0 ) {
		throw new RuntimeException( 'The sample catalogue: ' . $result['failed'][0]->get_error_message() );
	}
}
