<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Collections;

use Ivorey\WooCommerce\Tests\Integration\Support\CacheServer;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product;
use WC_Product_Attribute;
use WC_Product_Simple;
use WP_Term;

/** Stores with a persistent object cache. */
final class StaleTermTest extends StoreTestCase {

	private const TAXONOMY = 'pa_colour';

	protected function tearDown(): void {
		unregister_taxonomy( self::TAXONOMY );
		unset( $GLOBALS['wc_product_attributes'][ self::TAXONOMY ] );
		parent::tearDown();
	}

	public function test_R15_an_attribute_whose_slug_changed_keeps_its_options_even_if_the_cache_has_the_old_slug(): void {
		$id  = $this->request( static fn (): int => self::product() );
		$red = get_term_by( 'slug', 'red', self::TAXONOMY );
		self::assertInstanceOf( WP_Term::class, $red );
		$server = new CacheServer( [ 'terms' ] );
		$server->start();
		try {
			$this->request(
				static function () use ( $id, $red ): void {
					wp_cache_set( $red->term_id, (object) ( [ 'taxonomy' => 'pa_color' ] + $red->to_array() ), 'terms' );
					$product = wc_get_product( $id );
					self::assertInstanceOf( WC_Product::class, $product );
					$product->set_name( 'New mug' );
					$product->save();
				}
			);
		} finally {
			$server->stop();
		}
		$record = $this->ivorey->record( 'products', $id );
		self::assertSame( 'New mug', $record['name'] ?? null );
		self::assertSame(
			[
				[
					'name'    => 'Colour',
					'options' => [ 'Red' ],
				],
			],
			$record['attributes']
		);
	}

	private static function product(): int {
		$attribute = wc_create_attribute(
			[
				'name' => 'Colour',
				'slug' => 'colour',
			]
		);
		self::assertIsInt( $attribute );
		// As WooCommerce does in the next request.
		register_taxonomy( self::TAXONOMY, 'product' );
		$GLOBALS['wc_product_attributes'][ self::TAXONOMY ] = wc_get_attribute_taxonomies()[ "id:$attribute" ];
		$red = wp_insert_term( 'Red', self::TAXONOMY );
		self::assertIsArray( $red );
		$colour = new WC_Product_Attribute();
		$colour->set_id( $attribute );
		$colour->set_name( self::TAXONOMY );
		$colour->set_options( [ $red['term_id'] ] );
		$product = new WC_Product_Simple();
		$product->set_name( 'Mug' );
		$product->set_regular_price( '5' );
		$product->set_attributes( [ $colour ] );
		return $product->save();
	}
}
