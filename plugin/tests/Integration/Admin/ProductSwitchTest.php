<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Admin;

use Ivorey\WooCommerce\Tests\Integration\Support\ContractOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product;
use WC_Product_CSV_Importer;
use WC_Product_Simple;

/** *Do not send to Ivorey*, on a product. */
final class ProductSwitchTest extends StoreTestCase {

	private const META = '_ivorey_do_not_send';

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		require_once WC()->plugin_path() . '/includes/admin/wc-meta-box-functions.php';
	}

	protected function tearDown(): void {
		$_POST    = [];
		$_REQUEST = [];
		unset( $GLOBALS['product_object'] );
		wp_set_current_user( 0 );
		parent::tearDown();
	}

	public function test_R14_R18_a_new_product_that_is_not_to_be_sent_is_never_named_to_Ivorey(): void {
		$this->ivorey->forgetRequests();
		$id = $this->request(
			static function (): int {
				$product = new WC_Product_Simple();
				$product->set_name( 'Secret thing' );
				$product->set_regular_price( '5' );
				$product->update_meta_data( self::META, 'yes' );
				return $product->save();
			}
		);
		$this->import();
		self::assertNull( $this->ivorey->record( 'products', $id ) );
		self::assertStringNotContainsString( 'Secret thing', (string) wp_json_encode( $this->ivorey->batches() ) );
		$this->assertExcludedAndAlike( $id );

		$list = Rest::json(
			'GET',
			'/exclusions',
			query: [
				'element' => 'products',
				'reason'  => 'do_not_send',
			]
		);
		self::assertSame( [ [ (string) $id, 'do_not_send', 'Secret thing' ] ], array_map( static fn ( array $item ): array => [ $item['id'], $item['reason'], $item['title'] ], $list['items'] ) );
	}

	/** @return array<string, array{string}> */
	public function products(): array {
		return [
			'simple'   => [ 'MUG' ],
			'variable' => [ 'SHIRT' ],
		];
	}

	/** @dataProvider products */
	public function test_R14_R16_R18_a_product_in_Ivorey_that_is_not_to_be_sent_goes_offline_and_otherwise_stays_as_it_was( string $sku ): void {
		$id = Shop::product( $sku );
		$this->import();
		$before = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertTrue( $before['include_in_online_store'] );
		$this->ivorey->forgetRequests();

		$this->submit( $id, true );
		self::assertSame(
			ContractOrder::of(
				[
					[
						'type'                    => 'offline',
						'include_in_online_store' => false,
					],
				]
			),
			$this->ivorey->sent( 'products', $id )
		);
		self::assertSame( array_replace( $before, [ 'include_in_online_store' => false ] ), $this->ivorey->record( 'products', $id ) );
		$this->assertExcludedAndAlike( $id );

		// Changes from here on must not be sent.
		$this->ivorey->forgetRequests();
		$this->change( $id, static fn ( WC_Product $product ) => $product->set_name( 'Renamed' ) );
		self::assertSame( [], $this->ivorey->sent( 'products', $id ) );

		$this->submit( $id, false );
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Renamed', true ], [ $record['name'], $record['include_in_online_store'] ] );
		self::assertNull( $this->exclusion( 'products', $id ) );
		self::assertSame( [], $this->verify()->differences );
		self::assertSame( '', get_post_meta( $id, self::META, true ) );
	}

	public function test_the_box_shows_the_switch_and_only_users_who_manage_the_store_see_and_change_it(): void {
		$id = Shop::product( 'MUG' );
		self::assertStringContainsString( 'Do not send to Ivorey.', $this->box( $id, 1 ) );
		self::assertStringNotContainsString( "checked='checked'", $this->box( $id, 1 ) );
		$editor = self::user( 'editor' );
		( new \WP_User( $editor ) )->add_cap( 'edit_products' );
		( new \WP_User( $editor ) )->add_cap( 'edit_others_products' );
		( new \WP_User( $editor ) )->add_cap( 'edit_published_products' );
		self::assertSame( '', $this->box( $id, $editor ) );

		$this->submit( $id, true, $editor );
		self::assertSame( '', get_post_meta( $id, self::META, true ), 'Not for this person.' );
		$this->submit( $id, true, 1, 'forged' );
		self::assertSame( '', get_post_meta( $id, self::META, true ), 'Not from this page.' );
		$this->submit( $id, true, self::user( 'shop_manager' ) );
		self::assertSame( 'yes', get_post_meta( $id, self::META, true ) );
		self::assertStringContainsString( "checked='checked'", $this->box( $id, 1 ) );

		$this->submit( $id, false, $editor );
		self::assertSame( 'yes', get_post_meta( $id, self::META, true ), 'What somebody else does not see stays.' );
	}

	public function test_R18_a_bulk_edit_switches_many_products_at_once(): void {
		$ids = [ Shop::product( 'MUG' ), Shop::product( 'SHIRT' ) ];
		$this->import();
		$this->bulk( $ids, 'yes' );
		foreach ( $ids as $id ) {
			self::assertFalse( $this->ivorey->record( 'products', $id )['include_in_online_store'] ?? null );
			self::assertSame( 'do_not_send', $this->exclusion( 'products', $id ) );
		}
		$this->bulk( $ids, '' );
		self::assertSame( 'yes', get_post_meta( $ids[0], self::META, true ), 'No change.' );
		$this->bulk( $ids, 'no', 'forged' );
		self::assertSame( 'yes', get_post_meta( $ids[0], self::META, true ), 'Not from this page.' );
		$this->bulk( $ids, 'no' );
		foreach ( $ids as $id ) {
			self::assertTrue( $this->ivorey->record( 'products', $id )['include_in_online_store'] ?? null );
		}
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_a_CSV_import_in_WooCommerce_sets_the_switch(): void {
		require_once WC()->plugin_path() . '/includes/import/class-wc-product-csv-importer.php';
		$file = (string) tempnam( sys_get_temp_dir(), 'ivorey' ) . '.csv';
		file_put_contents( $file, 'SKU,Name,Published,"Regular price","Meta: ' . self::META . "\"\nCSV-1,\"From a file\",1,7,yes\n" ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_read_file_put_contents
		$id = $this->request(
			static function () use ( $file ): int {
				wp_set_current_user( 1 );
				$importer = new WC_Product_CSV_Importer(
					$file,
					[
						'mapping' => [ 'SKU' => 'sku', 'Name' => 'name', 'Published' => 'published', 'Regular price' => 'regular_price', 'Meta: ' . self::META => 'meta:' . self::META ], // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing
						'parse'   => true,
					]
				);
				return $importer->import()['imported'][0];
			}
		);
		unlink( $file ); // phpcs:ignore WordPress.WP.AlternativeFunctions.unlink_unlink
		self::assertSame( 'do_not_send', $this->exclusion( 'products', $id ) );
		self::assertNull( $this->ivorey->record( 'products', $id ) );
	}

	private static function user( string $role ): int {
		$id = wp_insert_user(
			[
				'user_login' => $role,
				'user_pass'  => 'x',
				'role'       => $role,
			]
		);
		self::assertIsInt( $id );
		return $id;
	}

	private function box( int $id, int $user ): string {
		wp_set_current_user( $user );
		$GLOBALS['product_object'] = wc_get_product( $id );
		ob_start();
		do_action( 'woocommerce_product_options_advanced' );
		$html = (string) ob_get_clean();
		return str_contains( $html, 'ivorey' ) ? $html : '';
	}

	/** Saves the product page, as WooCommerce does. */
	private function submit( int $id, bool $isKeptHere, int $user = 1, ?string $nonce = null ): void {
		$this->request(
			static function () use ( $id, $isKeptHere, $user, $nonce ): void {
				wp_set_current_user( $user );
				$_POST    = [ 'ivorey_product_nonce' => $nonce ?? wp_create_nonce( 'ivorey_product_nonce' ) ] + ( $isKeptHere ? [ 'ivorey_do_not_send' => 'yes' ] : [] );
				$_REQUEST = $_POST;
				$product  = self::product( $id );
				do_action( 'woocommerce_admin_process_product_object', $product );
				$product->save();
			}
		);
	}

	/** @param list<int> $ids */
	private function bulk( array $ids, string $choice, ?string $nonce = null ): void {
		$this->request(
			static function () use ( $ids, $choice, $nonce ): void {
				wp_set_current_user( 1 );
				$_REQUEST = [
					'ivorey_products_nonce'   => $nonce ?? wp_create_nonce( 'ivorey_products_nonce' ),
					'ivorey_do_not_send_bulk' => $choice,
				];
				foreach ( $ids as $id ) {
					do_action( 'woocommerce_product_bulk_edit_save', self::product( $id ) );
				}
			}
		);
	}

	private function change( int $id, callable $change ): void {
		$this->request(
			static function () use ( $id, $change ): void {
				$product = self::product( $id );
				$change( $product );
				$product->save();
			}
		);
	}

	private static function product( int $id ): WC_Product {
		$product = wc_get_product( $id );
		self::assertInstanceOf( WC_Product::class, $product );
		return $product;
	}

	private function assertExcludedAndAlike( int $id ): void {
		self::assertSame( 'do_not_send', $this->exclusion( 'products', $id ) );
		self::assertSame( [], array_filter( $this->verify()->differences, static fn ( $difference ): bool => $difference->wireId === (string) $id ) );
	}
}
