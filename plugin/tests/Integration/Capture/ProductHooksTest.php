<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use ReflectionClass;
use ReflectionMethod;
use RuntimeException;
use WC_Product_CSV_Importer;
use WC_Product_CSV_Importer_Controller;
use WP_Term;

/** R15: every change of a product is captured, however it is made. */
final class ProductHooksTest extends StoreTestCase {

	public function test_R14_R15_the_products_of_a_CSV_import_are_sent_and_WooCommerces_placeholders_are_not(): void {
		$lines    = [
			'Type,SKU,Name,Published,Regular price,Parent,Categories,Attribute 1 name,Attribute 1 value(s)',
			'variation,CSV-S,,1,7,CSV,,Size,S',
			'variable,CSV,From a file,1,,,"Files > Imported",Size,"S, M"',
			'simple,CSV-1,Simple from a file,1,3.5,,,,',
			'simple,CSV-2,Draft from a file,-1,3.5,,,,',
		];
		$position = $this->request( static fn (): int => self::importCsv( $lines, 0, 1 ) );
		$parent   = Shop::product( 'CSV' );
		self::assertSame( 'importing', get_post_status( $parent ) );
		self::assertSame( 'unpublished', $this->exclusion( 'products', $parent ) );
		self::assertSame( [], $this->ivorey->sent( 'products', $parent ) );

		$this->request( static fn (): int => self::importCsv( $lines, $position, -1 ) );
		$record = $this->ivorey->record( 'products', $parent ) ?? [];
		self::assertSame( 'From a file', $record['name'] ?? null );
		self::assertSame( [ '7.00' ], array_column( $record['variants'], 'price' ) );
		self::assertSame( '3.50', $this->ivorey->record( 'products', Shop::product( 'CSV-1' ) )['price'] ?? null );
		self::assertSame( 'unpublished', $this->exclusion( 'products', Shop::product( 'CSV-2' ) ) );
	}

	public function test_R15_products_that_a_REST_batch_creates_changes_and_deletes_are_captured(): void {
		[ $changed, $deleted ] = $this->request( static fn (): array => [ Catalogue::product(), Catalogue::product( [ 'name' => 'Gone' ] ) ] );

		$batch   = $this->request(
			static fn (): array => Shop::rest(
				'POST',
				'/wc/v3/products/batch',
				[
					'create' => [
						[
							'name'          => 'New 1',
							'regular_price' => '1',
						],
						[
							'name'          => 'New 2',
							'regular_price' => '2',
						],
					],
					'update' => [
						[
							'id'            => $changed,
							'name'          => 'Changed',
							'regular_price' => '3',
						],
					],
					'delete' => [ $deleted ],
				]
			)
		);
		$created = array_column( $batch['create'], 'id' );
		self::assertSame( [ 'New 1', '1.00' ], $this->known( $created[0], 'name', 'price' ) );
		self::assertSame( [ 'New 2', '2.00' ], $this->known( $created[1], 'name', 'price' ) );
		self::assertSame( [ 'Changed', '3.00' ], $this->known( $changed, 'name', 'price' ) );
		self::assertSame( 'deleted', $this->exclusion( 'products', $deleted ) );
		self::assertSame( [ 'Gone' ], $this->known( $deleted, 'name' ) );
	}

	/**
	 * @return array<string, array{callable( int ): mixed, string, mixed}> The change to the product; the field
	 *         that shows it, and its value.
	 */
	public function past(): array {
		return [
			'a price in meta'      => [
				static function ( int $id ): void {
					update_post_meta( $id, '_regular_price', '77' );
					update_post_meta( $id, '_price', '77' );
				},
				'price',
				'77.00',
			],
			'new meta'             => [ static fn ( int $id ) => add_post_meta( $id, '_sale_price_dates_to', '4073587200' ), 'date_on_sale_to', '2099-02-01T00:00:00Z' ],
			'meta that goes'       => [ static fn ( int $id ) => delete_post_meta( $id, '_sku' ), 'sku', '' ],
			'the post'             => [
				static fn ( int $id ) => wp_update_post(
					[
						'ID'         => $id,
						'post_title' => 'By wp_update_post',
					]
				),
				'name',
				'By wp_update_post',
			],
			'stock by one query'   => [ static fn ( int $id ) => wc_update_product_stock( $id, 2, 'decrease' ), 'stock_quantity', '3' ],
			'other categories'     => [ static fn ( int $id ) => wp_set_object_terms( $id, [ self::uncategorized() ], 'product_cat' ), 'collection_ids', [ '@uncategorized' ] ],
			'one more category'    => [ static fn ( int $id ) => wp_set_object_terms( $id, [ self::uncategorized() ], 'product_cat', true ), 'collection_ids', [ '@uncategorized', '@old' ] ],
			'a category less'      => [ static fn ( int $id ) => wp_remove_object_terms( $id, [ self::old() ], 'product_cat' ), 'collection_ids', [] ],
			'its category is gone' => [ static fn () => wp_delete_term( self::old(), 'product_cat' ), 'collection_ids', [] ],
			'behind WooCommerce'   => [
				static function ( int $id ): void {
					global $wpdb;
					$wpdb->update(
						$wpdb->postmeta,
						[ 'meta_value' => '9' ],
						[
							'post_id'  => $id,
							'meta_key' => '_stock',
						]
					);
					do_action( 'woocommerce_updated_product_stock', $id );
				},
				'stock_quantity',
				'9',
			],
		];
	}

	/**
	 * @dataProvider past
	 * @param callable( int ): mixed $change
	 */
	public function test_R15_a_change_that_bypasses_WooCommerces_objects_is_captured( callable $change, string $field, mixed $expected ): void {
		$id    = $this->request(
			static fn (): int => Catalogue::product(
				[
					'sku'            => 'PAST',
					'manage_stock'   => true,
					'stock_quantity' => 5,
					'category_ids'   => [ Catalogue::category( 'Old', [ 'slug' => 'old' ] ) ],
				]
			)
		);
		$names = [
			'@old'           => (string) self::old(),
			'@uncategorized' => (string) self::uncategorized(),
		];
		self::assertNotEquals( $expected, $this->known( $id, $field )[0] );

		$this->request( static fn () => $change( $id ) );
		self::assertSame( is_array( $expected ) ? array_map( static fn ( string $name ): string => $names[ $name ], $expected ) : $expected, $this->known( $id, $field )[0] );
	}

	public function test_R12_a_product_type_that_a_plugin_sets_by_its_term_is_captured(): void {
		$id = $this->request( static fn (): int => Catalogue::product() );
		$this->request( static fn () => wp_set_object_terms( $id, 'external', 'product_type' ) );
		self::assertSame( 'product_type', $this->exclusion( 'products', $id ) );
	}

	public function test_R15_sale_prices_that_a_plugin_deletes_from_all_products_at_once_disappear(): void {
		[ $one, $variation, $shirt ] = $this->request(
			static function (): array {
				[ $shirt, $variations ] = Catalogue::variable( [ 'S' => '9' ] );
				Catalogue::set( $variations['S'], [ 'sale_price' => '5' ] );
				return [ Catalogue::product( [ 'sale_price' => '4' ] ), $variations['S'], $shirt ];
			}
		);
		self::assertSame( [ '4.00' ], $this->known( $one, 'sale_price' ) );
		$this->request( static fn () => delete_post_meta_by_key( '_sale_price' ) );
		self::assertSame( [ null ], $this->known( $one, 'sale_price' ) );
		self::assertSame( [ (string) $variation, null ], [ $this->known( $shirt, 'variants' )[0][0]['id'], $this->known( $shirt, 'variants' )[0][0]['sale_price'] ] );
	}

	public function test_R15_a_save_that_changes_nothing_sends_nothing(): void {
		global $wpdb;
		[ $id, [ $shirt, $variations ] ] = $this->request( static fn (): array => [ Catalogue::product(), Catalogue::variable( [ 'S' => '4' ] ) ] );
		$wpdb->query( "UPDATE $wpdb->posts SET post_modified = '2020-01-01', post_modified_gmt = '2020-01-01'" );
		$this->ivorey->forgetRequests();
		foreach ( [ $id, $shirt, $variations['S'] ] as $each ) {
			$this->request(
				static function () use ( $each ): void {
					$product = Catalogue::get( $each );
					$product->update_meta_data( '_seen_by_a_plugin', '1' );
					$product->save();
				}
			);
			self::assertGreaterThan( '2026', get_post( $each )->post_modified ?? '' );
		}
		self::assertSame( [], $this->ivorey->batches() );
		self::assertSame( [], $this->marks() );
	}

	public function test_R15_a_purchase_lowers_the_stock_in_Ivorey_of_a_product_a_variation_and_shared_stock(): void {
		[ $product, [ $own, $ownVariations ], [ $shared, $sharedVariations ] ] = $this->request(
			static function (): array {
				$stock = static fn ( int $quantity ): array => [
					'manage_stock'   => true,
					'stock_quantity' => $quantity,
				];
				$own   = Catalogue::variable( [ 'S' => '4' ] );
				Catalogue::set( $own[1]['S'], $stock( 2 ) );
				return [ Catalogue::product( $stock( 9 ) ), $own, Catalogue::variable( [ 'S' => '4' ], $stock( 5 ) ) ];
			}
		);
		$quantities = [
			$product               => 2,
			$ownVariations['S']    => 2,
			$sharedVariations['S'] => 1,
		];
		$items      = array_map(
			static fn ( int $id, int $quantity ): array => [
				'id'       => $id,
				'quantity' => $quantity,
			],
			array_keys( $quantities ),
			$quantities
		);
		$this->request( static fn (): int => Shop::blockCheckout( items: $items ) );

		self::assertSame( [ '7', 'instock' ], $this->known( $product, 'stock_quantity', 'stock_status' ) );
		self::assertSame( [ null, 'outofstock' ], $this->known( $own, 'stock_quantity', 'stock_status' ) );
		self::assertSame( [ '0', 'outofstock' ], self::stock( $this->known( $own, 'variants' )[0][0] ) );
		self::assertSame( [ '4', 'instock' ], $this->known( $shared, 'stock_quantity', 'stock_status' ) );
		self::assertSame( [ null, 'instock' ], self::stock( $this->known( $shared, 'variants' )[0][0] ) );
	}

	public function test_R15_a_product_that_another_process_changed_meanwhile_is_read_anew(): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'sku' => 'OLD' ] ) );
		$this->request(
			static function () use ( $id ): void {
				global $wpdb;
				Catalogue::get( $id );
				$wpdb->update(
					$wpdb->postmeta,
					[ 'meta_value' => 'NEW' ],
					[
						'post_id'  => $id,
						'meta_key' => '_sku',
					]
				);
				do_action( 'woocommerce_update_product', $id );
			}
		);
		self::assertSame( [ 'NEW' ], $this->known( $id, 'sku' ) );
	}

	public function test_R14_empty_posts_and_placeholders_leave_no_mark(): void {
		$marks = $this->markedBy(
			static function (): void {
				wp_insert_post(
					[
						'post_type'   => 'product',
						'post_status' => 'auto-draft',
					]
				);
				Catalogue::product( [ 'status' => 'importing' ] );
			}
		);
		self::assertSame( [], $marks );
	}

	public function test_R16_R18_a_deletion_is_captured_even_if_the_product_was_delivered_meanwhile(): void {
		$id = $this->request( static fn (): int => Catalogue::product() );
		$this->request(
			function () use ( $id ): void {
				// As if the product had just been sent because of the marks of its meta.
				add_action( 'deleted_post', fn () => $this->forgetMarksSoFar(), 5 );
				wp_delete_post( $id, true );
			}
		);
		self::assertSame( 'deleted', $this->exclusion( 'products', $id ) );
	}

	public function test_R25_nothing_is_marked_while_products_are_switched_off(): void {
		$id = $this->request( static fn (): int => Catalogue::product() );
		$this->switchSync( [ 'products' => false ] );
		$this->ivorey->forgetRequests();
		self::assertSame( [], $this->markedBy( static fn () => Catalogue::set( $id, [ 'name' => 'Unseen' ] ) ) );
		self::assertSame( [ 'Thing' ], $this->known( $id, 'name' ) );
	}

	/**
	 * @param array<string, mixed> $record
	 * @return array{mixed, mixed}
	 */
	private static function stock( array $record ): array {
		return [ $record['stock_quantity'], $record['stock_status'] ];
	}

	/** @return list<mixed> Ivorey's values of these fields. */
	private function known( int $id, string ...$fields ): array {
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		return array_map( static fn ( string $field ): mixed => $record[ $field ] ?? null, array_values( $fields ) );
	}

	private static function old(): int {
		$term = get_term_by( 'slug', 'old', 'product_cat' );
		return $term instanceof WP_Term ? $term->term_id : 0;
	}

	private static function uncategorized(): int {
		return (int) get_option( 'default_product_cat' );
	}

	/**
	 * Imports some lines of a file, as WooCommerce's import screen does, request by request.
	 *
	 * @param list<string> $lines The first line holds the column names.
	 * @param int          $from  Offset to continue from, in bytes: the previous return value.
	 * @param int          $count Number of lines.
	 */
	private static function importCsv( array $lines, int $from, int $count ): int {
		require_once WC()->plugin_path() . '/includes/import/class-wc-product-csv-importer.php';
		require_once WC()->plugin_path() . '/includes/admin/importers/class-wc-product-csv-importer-controller.php';
		wp_set_current_user( 1 );
		$file = wp_upload_dir()['basedir'] . '/products.csv';
		file_put_contents( $file, implode( "\n", $lines ) . "\n" );
		$map = new ReflectionMethod( WC_Product_CSV_Importer_Controller::class, 'auto_map_columns' );
		$map->setAccessible( true );
		$screen   = ( new ReflectionClass( WC_Product_CSV_Importer_Controller::class ) )->newInstanceWithoutConstructor();
		$headers  = ( new WC_Product_CSV_Importer( $file, [ 'lines' => 1 ] ) )->get_raw_keys();
		$fields   = $map->invoke( $screen, $headers, false );
		$importer = new WC_Product_CSV_Importer(
			$file,
			[
				'parse'     => true,
				'mapping'   => [
					'from' => array_keys( $fields ),
					'to'   => array_values( $fields ),
				],
				'start_pos' => $from,
				'lines'     => $count,
			]
		);
		$result   = $importer->import();
		unlink( $file );
		foreach ( [ ...$result['failed'], ...$result['skipped'] ] as $error ) {
			throw new RuntimeException( $error->get_error_message() );
		}
		return $importer->get_file_position();
	}
}
