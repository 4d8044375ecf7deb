<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Products;

use Ivorey\WooCommerce\Records\Products\ProductBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\ContractOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_Attribute;
use WC_Product_Variable;
use WC_Product_Variation;

/** R15: the record of a product. */
final class ProductRecordTest extends StoreTestCase {

	protected function tearDown(): void {
		Catalogue::forgetAttribute( 'colour' );
		Catalogue::forgetAttribute( 'finish' );
		parent::tearDown();
	}

	public function test_R15_a_simple_product_arrives_in_Ivorey_as_it_is_in_WooCommerce_in_every_field(): void {
		[ $id, $image, $category, $other ] = $this->request(
			static function (): array {
				$category = Catalogue::category( 'Cups & Mugs' );
				$other    = Catalogue::category( 'Offers' );
				$image    = Catalogue::image( '2026/01/cup ä.jpg' );
				$second   = Catalogue::image( '2026/01/second.jpg' );
				$product  = Catalogue::product(
					[
						'name'              => 'Tasse „Ünï“ & <b>Co</b> 🎁 قهوة %s {0}',
						'slug'              => 'tasse',
						'description'       => "<p>Über <em>alles</em> &amp; mehr</p>\n\"x\" 'y'",
						'short_description' => '<ul><li>1</li></ul>',
						'sku'               => 'TÄ-1/ß',
						'regular_price'     => '12.50',
						'sale_price'        => '9.999',
						'date_on_sale_to'   => '2099-01-31T23:00:00Z',
						'manage_stock'      => true,
						'stock_quantity'    => 7,
						'virtual'           => true,
						'downloadable'      => true,
						'category_ids'      => [ $other, $category ],
						'image_id'          => $image,
						'gallery_image_ids' => [ $second, $image, 999_999 ],
						'date_created'      => '2026-01-02T03:04:05Z',
					]
				);
				return [ $product, $image, $category, $other ];
			}
		);
		$url                               = (string) wp_get_attachment_url( $image );
		self::assertSame(
			ContractOrder::of(
				[
					'type'                    => 'simple',
					'name'                    => 'Tasse „Ünï“ & Co 🎁 قهوة %s {0}',
					'slug'                    => 'tasse',
					'include_in_online_store' => true,
					'description'             => "<p>Über <em>alles</em> &amp; mehr</p>\n\"x\" 'y'",
					'short_description'       => '<ul><li>1</li></ul>',
					'permalink'               => home_url( '/product/tasse/' ),
					'virtual'                 => true,
					'downloadable'            => true,
					'images'                  => [ $url, dirname( $url ) . '/second.jpg' ],
					'collection_ids'          => [ (string) $category, (string) $other ],
					'attributes'              => [],
					'date_created'            => '2026-01-02T03:04:05Z',
					'date_modified'           => null,
					'price'                   => '9.999',
					'regular_price'           => '12.50',
					'sale_price'              => '9.999',
					'date_on_sale_from'       => null,
					'date_on_sale_to'         => '2099-01-31T23:00:00Z',
					'sku'                     => 'TÄ-1/ß',
					'manage_stock'            => true,
					'stock_quantity'          => '7',
					'stock_status'            => 'instock',
					'variants'                => [],
				]
			),
			$this->ivorey->record( 'products', $id )
		);
	}

	public function test_R15_a_variable_product_has_its_attributes_and_variants(): void {
		[ $id, $variations, $image ] = $this->request( self::coat( ... ) );

		$coat = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame(
			ContractOrder::of(
				[
					'type'              => 'variable',
					'price'             => '9.50',
					'regular_price'     => null,
					'sale_price'        => null,
					'date_on_sale_from' => null,
					'date_on_sale_to'   => null,
					'manage_stock'      => false,
					'stock_quantity'    => null,
					'sku'               => 'COAT',
					'attributes'        => [
						[
							'name'    => 'Colour & more',
							'options' => [ 'Blue', 'Red & black' ],
						],
						[
							'name'    => 'Fit',
							'options' => [ 'Slim', 'Wide' ],
						],
					],
				]
			),
			ContractOrder::of( self::some( $coat, 'type', 'price', 'regular_price', 'sale_price', 'date_on_sale_from', 'date_on_sale_to', 'manage_stock', 'stock_quantity', 'sku', 'attributes' ) )
		);
		self::assertSame(
			ContractOrder::of(
				[
					[
						'id'                => (string) $variations[0],
						'attributes'        => self::options( 'Red & black', 'Slim' ),
						'image'             => wp_get_attachment_url( $image ),
						'price'             => '70.00',
						'regular_price'     => '80.00',
						'sale_price'        => '70.00',
						'date_on_sale_from' => null,
						'date_on_sale_to'   => '2099-01-31T23:00:00Z',
						'sku'               => 'COAT-red-black',
						'manage_stock'      => false,
						'stock_quantity'    => null,
						'stock_status'      => 'instock',
					],
					[
						'id'                => (string) $variations[1],
						// Matches any fit.
						'attributes'        => self::options( 'Blue', '' ),
						'image'             => null,
						'price'             => '9.50',
						'regular_price'     => '9.50',
						'sale_price'        => null,
						'date_on_sale_from' => null,
						'date_on_sale_to'   => null,
						'sku'               => 'COAT-blue',
						'manage_stock'      => true,
						'stock_quantity'    => '3',
						'stock_status'      => 'instock',
					],
				]
			),
			$coat['variants']
		);
	}

	public function test_R15_an_attribute_or_option_that_the_shop_renames_is_renamed_in_its_products(): void {
		[ $id, , , $blue, $unused ] = $this->request( self::coat( ... ) );

		$this->request( static fn () => wp_update_term( $blue, 'pa_colour', [ 'name' => 'Navy' ] ) );
		$coat = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( 'Navy', $coat['variants'][1]['attributes'][0]['option'] );
		self::assertSame( [ 'Navy', 'Red & black' ], $coat['attributes'][0]['options'] );

		// Its first term may have no product.
		$this->request( static fn () => wp_update_term( $unused, 'pa_colour', [ 'name' => 'A green' ] ) );
		$this->request(
			static fn () => wc_update_attribute(
				wc_attribute_taxonomy_id_by_name( 'colour' ),
				[
					'name' => 'Tone',
					'slug' => 'colour',
				]
			)
		);
		$coat = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Tone', 'Fit' ], array_column( $coat['attributes'], 'name' ) );
		self::assertSame( [ 'Tone', 'Fit' ], array_column( $coat['variants'][0]['attributes'], 'name' ) );

		// WooCommerce counts published products only.
		$this->request( static fn () => Catalogue::set( $id, [ 'status' => 'draft' ] ) );
		$this->request( static fn () => wc_update_attribute( wc_attribute_taxonomy_id_by_name( 'colour' ), [ 'name' => 'Shade' ] ) );
		self::assertSame( [ 'Shade', 'Fit' ], array_column( $this->ivorey->record( 'products', $id )['attributes'] ?? [], 'name' ) );
	}

	public function test_R15_an_attribute_that_the_shop_deletes_disappears_from_its_products(): void {
		$id = $this->request(
			static function (): int {
				[ $finish ] = Catalogue::attribute( 'Finish', 'finish', 'Matt' );
				$product    = new WC_Product_Variable();
				$product->set_name( 'Lamp' );
				$product->set_attributes( [ $finish ] );
				$id        = $product->save();
				$variation = new WC_Product_Variation();
				$variation->set_props(
					[
						'parent_id'     => $id,
						'regular_price' => '20',
						'attributes'    => [ 'pa_finish' => 'matt' ],
					]
				);
				$variation->save();
				return $id;
			}
		);
		self::assertSame(
			[
				[
					'name'    => 'Finish',
					'options' => [ 'Matt' ],
				],
			],
			$this->attributes( $id )
		);

		$this->request( static fn () => wc_delete_attribute( wc_attribute_taxonomy_id_by_name( 'finish' ) ) );
		self::assertSame( [], $this->attributes( $id ) );

		Catalogue::forgetAttribute( 'finish' );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_R15_an_image_gets_the_address_of_its_new_file_and_disappears_with_its_file(): void {
		[ $id, $main, $other ] = $this->request(
			static function (): array {
				$main  = Catalogue::image( 'old.jpg' );
				$other = Catalogue::image( 'other.jpg' );
				$props = [
					'image_id'          => $main,
					'gallery_image_ids' => [ Catalogue::image( 'third.jpg' ), $other ],
				];
				return [ Catalogue::product( $props ), $main, $other ];
			}
		);
		self::assertSame( [ 'old.jpg', 'third.jpg', 'other.jpg' ], $this->images( $id ) );

		$this->request( static fn () => update_attached_file( $main, 'cropped.jpg' ) );
		self::assertSame( [ 'cropped.jpg', 'third.jpg', 'other.jpg' ], $this->images( $id ) );
		$this->request( static fn () => update_attached_file( $other, 'replaced.jpg' ) );
		self::assertSame( [ 'cropped.jpg', 'third.jpg', 'replaced.jpg' ], $this->images( $id ) );

		$this->request( static fn () => wp_delete_attachment( $other, true ) );
		self::assertSame( [ 'cropped.jpg', 'third.jpg' ], $this->images( $id ) );
		$this->request( static fn () => wp_delete_attachment( $main, true ) );
		self::assertSame( [ 'third.jpg' ], $this->images( $id ) );
	}

	public function test_many_products_take_no_more_queries_than_a_few(): void {
		$simple   = array_map( static fn ( int $n ): int => Catalogue::product( [ 'name' => "Bulk $n" ] ), range( 1, 12 ) );
		$variable = [];
		for ( $n = 0; $n < 4; $n++ ) {
			[ $variable[], $variations ] = Catalogue::variable(
				[
					'S' => '1',
					'M' => '2',
					'L' => '3',
				]
			);
			Catalogue::set( $variations['S'], [ 'image_id' => Catalogue::image() ] );
		}
		// WooCommerce corrects the titles of variations when they are first read.
		self::queries( ...$simple, ...$variable );
		$few  = self::queries( $simple[0], $variable[0] );
		$many = self::queries( ...$simple, ...$variable );
		self::assertSame( $few, $many );
		self::assertLessThanOrEqual( 18, $few );
	}

	private static function queries( int ...$ids ): int {
		global $wpdb;
		wp_cache_flush();
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		$built  = ( new ProductBuilder() )->build( array_fill_keys( $ids, [] ) );
		$after  = $wpdb->num_queries;
		self::assertCount( count( $ids ), array_filter( $built, static fn ( array $records ): bool => $records[0] instanceof WireRecord ) );
		return $after - $before;
	}

	/**
	 * @return array{int, list<int>, int, int, int} Its ID, its variations, the image of the first one, its
	 *                                              option and an option that no product uses.
	 */
	private static function coat(): array {
		[ $colour, [ $red, $blue, $green ] ] = Catalogue::attribute( 'Colour & more', 'colour', 'Red & black', 'Blue', 'Green' );
		$colour->set_options( [ $red, $blue ] );
		$fit = new WC_Product_Attribute();
		$fit->set_name( 'Fit' );
		$fit->set_options( [ 'Slim', 'Wide' ] );
		$fit->set_variation( true );
		$product = new WC_Product_Variable();
		$product->set_name( 'Coat' );
		$product->set_sku( 'COAT' );
		$product->set_attributes( [ $colour, $fit ] );
		$id    = $product->save();
		$image = Catalogue::image( 'red.jpg' );
		$props = [
			[
				'regular_price'   => '80',
				'sale_price'      => '70',
				'date_on_sale_to' => '2099-01-31T23:00:00Z',
				'sku'             => 'COAT-red-black',
				'image_id'        => $image,
				'attributes'      => [
					'pa_colour' => 'red-black',
					'fit'       => 'Slim',
				],
			],
			[
				'regular_price'  => '9.5',
				'sku'            => 'COAT-blue',
				'manage_stock'   => true,
				'stock_quantity' => 3,
				'attributes'     => [
					'pa_colour' => 'blue',
					'fit'       => '',
				],
			],
		];
		$ids   = [];
		foreach ( $props as $of_one ) {
			$variation = new WC_Product_Variation();
			$variation->set_props( [ 'parent_id' => $id ] + $of_one );
			$ids[] = $variation->save();
		}
		return [ $id, $ids, $image, $blue, $green ];
	}

	/** @return list<array<string, string>> */
	private static function options( string $colour, string $fit ): array {
		return [
			[
				'name'   => 'Colour & more',
				'option' => $colour,
			],
			[
				'name'   => 'Fit',
				'option' => $fit,
			],
		];
	}

	private function attributes( int $id ): mixed {
		return $this->ivorey->record( 'products', $id )['attributes'] ?? null;
	}

	/** @return list<string> Their files. */
	private function images( int $id ): array {
		return array_map( 'basename', array_values( $this->ivorey->record( 'products', $id )['images'] ?? [] ) );
	}

	/**
	 * @param array<string, mixed> $record
	 * @return array<string, mixed>
	 */
	private static function some( array $record, string ...$fields ): array {
		return array_replace( array_fill_keys( $fields, null ), array_intersect_key( $record, array_flip( $fields ) ) );
	}
}
