<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Products;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_External;
use WC_Product_Simple;

/** R14: products that were never public, or no longer are. */
final class UnpublishedProductsTest extends StoreTestCase {

	private const PUBLISHED = [
		'status'        => 'publish',
		'post_password' => '',
		'date_created'  => '2020-01-01',
	];

	/**
	 * @return array<string, array{array<string, string>, string}> The properties to set, and the resulting exclusion.
	 */
	public function ways(): array {
		return [
			'draft'             => [ [ 'status' => 'draft' ], 'unpublished' ],
			'pending'           => [ [ 'status' => 'pending' ], 'unpublished' ],
			'private'           => [ [ 'status' => 'private' ], 'unpublished' ],
			'behind a password' => [ [ 'post_password' => 'secret' ], 'password_protected' ],
			'scheduled'         => [
				[
					'status'       => 'future',
					'date_created' => '2098-01-01',
				],
				'unpublished',
			],
		];
	}

	/**
	 * @dataProvider ways
	 * @param array<string, string> $unpublished
	 */
	public function test_R14_R18_a_product_that_was_never_published_is_not_sent_and_one_that_is_unpublished_goes_offline( array $unpublished, string $reason ): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Secret' ] + $unpublished ) );
		self::assertSame( $reason, $this->exclusion( 'products', $id ) );
		self::assertSame( [], $this->ivorey->sent( 'products', $id ) );

		$this->change( $id, self::PUBLISHED );
		self::assertSame( [ 'Secret', true ], $this->shown( $id ) );
		self::assertNull( $this->exclusion( 'products', $id ) );

		$this->change( $id, $unpublished );
		self::assertSame( [ 'Secret', false ], $this->shown( $id ) );
		self::assertSame( $reason, $this->exclusion( 'products', $id ) );
		self::assertSame( [], $this->verify()->differences );

		$this->change( $id, self::PUBLISHED );
		self::assertSame( [ 'Secret', true ], $this->shown( $id ) );
	}

	public function test_R14_a_scheduled_product_is_sent_when_WordPress_publishes_it(): void {
		global $wpdb;
		$id = $this->request(
			static fn (): int => Catalogue::product(
				[
					'status'       => 'future',
					'date_created' => '2098-01-01',
				]
			)
		);
		$wpdb->update(
			$wpdb->posts,
			[
				'post_date'     => '2020-01-01 00:00:00',
				'post_date_gmt' => '2020-01-01 00:00:00',
			],
			[ 'ID' => $id ]
		);
		$this->request( static fn () => do_action( 'publish_future_post', $id ) );
		self::assertSame( [ 'Thing', true ], $this->shown( $id ) );
	}

	public function test_R14_the_record_of_a_private_product_does_not_depend_on_the_logged_in_user(): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Secret' ] ) );
		$this->request(
			static function () use ( $id ): void {
				// The owner is logged in until the very end, when the record is built.
				wp_set_current_user( 1 );
				Shop::rest( 'PUT', "/wc/v3/products/$id", [ 'status' => 'private' ] );
			}
		);
		self::assertSame( home_url( "/?post_type=product&p=$id" ), $this->ivorey->record( 'products', $id )['permalink'] ?? null );
		self::assertSame( [ 'Secret', false ], $this->shown( $id ) );
		self::assertSame( [], $this->verify()->differences );
	}

	/**
	 * @return array<string, array{array<string, string>, string, array<string, string|null>}> The properties to
	 *         set, the resulting exclusion, and other new values in the record.
	 */
	public function free(): array {
		return [
			'loses its price'                  => [
				[
					'regular_price' => '',
					'status'        => 'draft',
				],
				'unpublished',
				[
					'permalink'     => '/?post_type=product&p=%d',
					'regular_price' => null,
				],
			],
			'gets a password, costing nothing' => [
				[
					'regular_price' => '0',
					'post_password' => 'x',
				],
				'password_protected',
				[
					'permalink'     => '/product/here-today/',
					'regular_price' => '0.00',
				],
			],
		];
	}

	/**
	 * @dataProvider free
	 * @param array<string, string>                                   $props
	 * @param array{permalink: string, regular_price: string|null} $after
	 */
	public function test_R13_R14_a_product_that_is_unpublished_and_becomes_free_goes_offline_with_its_new_data( array $props, string $reason, array $after ): void {
		$id     = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Here today' ] ) );
		$before = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Here today', true ], $this->shown( $id ) );
		$this->change( $id, [ 'name' => 'Gone' ] + $props );
		$gone = [
			'name'                    => 'Gone',
			'include_in_online_store' => false,
			'permalink'               => home_url( sprintf( $after['permalink'], $id ) ),
			'price'                   => null,
			'regular_price'           => $after['regular_price'],
		];
		self::assertSame( array_replace( $before, $gone ), $this->ivorey->record( 'products', $id ) );
		self::assertSame( $reason, $this->exclusion( 'products', $id ) );

		$this->change( $id, [ 'name' => 'Still gone' ] );
		self::assertSame( [ 'Still gone', false ], $this->shown( $id ) );
		self::assertSame( [], $this->verify()->differences );

		$this->change( $id, [ 'regular_price' => '12' ] + self::PUBLISHED );
		self::assertSame( [ 'Still gone', true ], $this->shown( $id ) );
		self::assertSame( '12.00', $this->ivorey->record( 'products', $id )['price'] ?? null );
	}

	public function test_R12_R14_a_product_that_is_unpublished_and_becomes_external_goes_offline_and_stays_unchanged(): void {
		$id     = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Here today' ] ) );
		$before = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Here today', true ], $this->shown( $id ) );
		$this->request(
			static function () use ( $id ): void {
				$product = new WC_Product_External( $id );
				$product->set_name( 'Gone' );
				$product->set_status( 'draft' );
				$product->save();
			}
		);
		self::assertSame( array_replace( $before, [ 'include_in_online_store' => false ] ), $this->ivorey->record( 'products', $id ) );
		self::assertSame( 'product_type', $this->exclusion( 'products', $id ) );

		$this->ivorey->forgetRequests();
		$this->change( $id, [ 'name' => 'Still gone' ] );
		self::assertSame( [], $this->ivorey->batches() );
		self::assertSame( [], $this->verify()->differences );

		$this->request(
			static function () use ( $id ): void {
				$product = new WC_Product_Simple( $id );
				$product->set_props( [ 'regular_price' => '12' ] + self::PUBLISHED );
				$product->save();
			}
		);
		self::assertSame( [ 'Still gone', true ], $this->shown( $id ) );
	}

	public function test_R13_R14_a_variable_product_goes_offline_with_its_last_variation_and_stays_so_when_unpublished(): void {
		[ $id, $variations ] = $this->request( static fn (): array => Catalogue::variable( [ 'S' => '5' ] ) );
		self::assertSame( [ 'Shirt', true ], $this->shown( $id ) );
		$this->change( $variations['S'], [ 'status' => 'private' ] );
		$this->assertOffline( $id, 'no_variants' );

		$this->change( $id, [ 'status' => 'draft' ] );
		$this->assertOffline( $id, 'unpublished' );
	}

	public function test_R14_R18_a_product_that_is_unpublished_and_external_from_the_start_is_not_sent(): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'status' => 'draft' ], 'external' ) );
		self::assertSame( [], $this->ivorey->sent( 'products', $id ) );
		self::assertSame( 'product_type', $this->exclusion( 'products', $id ) );
	}

	public function test_R14_R26_a_product_unpublished_while_another_account_was_connected_is_offline_after_the_import(): void {
		[ $id, $external ] = $this->request( static fn (): array => [ Catalogue::product( [ 'name' => 'Before' ] ), Catalogue::product( [ 'name' => 'Before' ] ) ] );

		// To another account and back: the ledger no longer knows Ivorey's records.
		$here                     = $this->ivorey->connection;
		$this->ivorey->connection = 'acc_2.con_2';
		$this->connect();
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$draft                    = $this->request(
			static function () use ( $id, $external ): int {
				Catalogue::set(
					$id,
					[
						'name'   => 'After',
						'status' => 'draft',
					]
				);
				$product = new WC_Product_External( $external );
				$product->set_status( 'draft' );
				$product->save();
				return Catalogue::product(
					[
						'name'   => 'Nobody may know of this',
						'status' => 'draft',
					]
				);
			}
		);
		$this->ivorey->connection = $here;
		$this->connect();
		$this->ivorey->forgetRequests();
		$this->import();
		$this->drain();

		self::assertSame( [ 'After', false ], $this->shown( $id ) );
		self::assertSame( [ 'Before', false ], $this->shown( $external ) );
		self::assertNull( $this->ivorey->record( 'products', $draft ) );
		self::assertNotSame( [], $this->ivorey->sent( 'products', $draft ), 'Nothing asked whether Ivorey has it.' );
		self::assertStringNotContainsString( 'Nobody', (string) wp_json_encode( $this->ivorey->requests ) );
		self::assertSame( 'unpublished', $this->exclusion( 'products', $draft ) );
		self::assertSame( [], $this->verify()->differences );

		$this->ivorey->forgetRequests();
		$this->import();
		self::assertSame( [], $this->ivorey->sent( 'products', $draft ) );
	}

	public function test_R14_an_unpublished_product_is_taken_offline_by_a_repair_even_without_a_ledger_entry(): void {
		global $wpdb;
		$id = $this->request( static fn (): int => Catalogue::product() );
		$this->change( $id, [ 'status' => 'draft' ] );
		$wpdb->delete( "{$wpdb->prefix}ivorey_ledger", [ 'wire_id' => (string) $id ] );
		$this->ivorey->alter( 'products', $id, [ 'include_in_online_store' => true ] );

		$found = $this->verify( repair: true );
		self::assertSame( 1, $found->repaired );
		self::assertSame( [ [ Element::Products, (string) $id, Comparison::Older ] ], array_map( static fn ( Difference $one ): array => [ $one->element, $one->wireId, $one->finding->comparison ], $found->differences ) );
		$this->drain();
		self::assertSame( [ 'Thing', false ], $this->shown( $id ) );
		self::assertSame( [], $this->verify()->differences );
	}

	private function assertOffline( int $id, string $reason ): void {
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Shirt', false ], $this->shown( $id ) );
		self::assertSame( [], $record['variants'] ?? null );
		self::assertArrayHasKey( 'price', $record );
		self::assertNull( $record['price'] );
		self::assertSame( $reason, $this->exclusion( 'products', $id ) );
		self::assertSame( [], $this->verify()->differences );
	}

	/** @param array<string, mixed> $props */
	private function change( int $id, array $props ): void {
		$this->request( static fn () => Catalogue::set( $id, $props ) );
	}

	/** @return array{mixed, mixed} The name, and whether it is in the online store. */
	private function shown( int $id ): array {
		$record = $this->ivorey->record( 'products', $id );
		return [ $record['name'] ?? null, $record['include_in_online_store'] ?? null ];
	}
}
