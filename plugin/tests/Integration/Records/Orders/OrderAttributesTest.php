<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The product attributes in an order's lines. */
final class OrderAttributesTest extends StoreTestCase {

	public function test_a_line_lists_what_the_shopper_chose_without_hidden_values_and_without_HTML(): void {
		$id   = Shop::cliOrder();
		$line = Shop::line( $id );
		foreach (
			[
				[ 'Engraving', "To Ada &amp; Bob\nwith <b>love</b>" ],
				[ '_secret', 'hidden' ],
				[ 'File', 'https://example.com/a.pdf' ],
				[ 'list', [ 'not', 'shown' ] ],
				[ 'Engraving', 'twice' ],
			] as [ $key, $value ]
		) {
			$line->add_meta_data( $key, $value );
		}
		$line->save();
		self::assertSame(
			[
				[
					'name'  => 'Engraving',
					'value' => "To Ada & Bob\nwith love",
				],
				[
					'name'  => 'File',
					'value' => 'https://example.com/a.pdf',
				],
				[
					'name'  => 'Engraving',
					'value' => 'twice',
				],
			],
			Built::order( $id )['line_items'][0]['attributes']
		);
	}

	public function test_a_line_lists_no_more_attributes_than_the_contract_allows(): void {
		$id   = Shop::cliOrder();
		$line = Shop::line( $id );
		for ( $i = 0; $i <= 100; $i++ ) {
			$line->add_meta_data( "Choice $i", 'x' );
		}
		$line->save();
		self::assertCount( 100, Built::order( $id )['line_items'][0]['attributes'] );
	}

	public function test_an_attribute_is_listed_even_if_it_is_part_of_the_name_of_the_variation(): void {
		$line = Built::order( Shop::cliOrder( items: Shop::items( 'SHIRT-SMALL' ) ) )['line_items'][0];
		self::assertStringContainsString( 'Small', $line['name'] );
		self::assertSame(
			[
				[
					'name'  => 'Size',
					'value' => 'Small',
				],
			],
			$line['attributes']
		);
	}

	public function test_a_line_whose_product_was_deleted_keeps_its_name_and_its_total(): void {
		$id = Shop::cliOrder();
		wp_delete_post( Shop::product( 'MUG' ), true );
		$line = Built::order( $id )['line_items'][0];
		self::assertSame( [ null, '', 'Mug', '12.50' ], [ $line['product_id'], $line['sku'], $line['name'], $line['total'] ] );
	}

	public function test_a_line_has_the_current_SKU_of_its_product(): void {
		$id  = Shop::cliOrder();
		$mug = Shop::found( 'MUG' );
		$mug->set_sku( 'MUG-2' );
		$mug->save();
		self::assertSame( 'MUG-2', Built::order( $id )['line_items'][0]['sku'] );
		add_filter( 'woocommerce_product_get_sku', static fn ( string $sku ): string => "shown-$sku" );
		self::assertSame( 'shown-MUG-2', Built::order( $id )['line_items'][0]['sku'] );
	}
}
