<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Products;

use Closure;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\ContractOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product;
use WC_Product_External;
use WC_Product_Simple;
use WC_Product_Variable;
use WC_Product_Variation;

/** Published products that Ivorey has and that become excluded: they go offline and stay in Ivorey (R16). */
final class ProductLeavesStoreTest extends StoreTestCase {

	/** @return array<string, array{string}> */
	public function unpriced(): array {
		return [
			'none'         => [ '' ],
			'zero'         => [ '0' ],
			'zero decimal' => [ '0.00' ],
		];
	}

	/** @dataProvider unpriced */
	public function test_R13_R15_R18_a_product_that_loses_its_price_goes_offline_with_its_new_data( string $price ): void {
		$id = $this->simple();
		$this->change(
			$id,
			static function ( WC_Product $product ) use ( $price ): void {
				$product->set_name( 'Not for sale' );
				$product->set_regular_price( $price );
			}
		);
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Not for sale', false ], [ $record['name'], $record['include_in_online_store'] ] );
		self::assertArrayHasKey( 'price', $record );
		self::assertNull( $record['price'] );
		$this->assertExcludedAndAlike( $id, 'no_price' );

		$this->change( $id, static fn ( WC_Product $product ) => $product->set_regular_price( '12' ) );
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ '12.00', true ], [ $record['price'], $record['include_in_online_store'] ] );
		self::assertNull( $this->exclusion( 'products', $id ) );
	}

	public function test_R13_R15_R18_a_product_whose_last_variation_loses_its_price_goes_offline(): void {
		[ $id, $variation ] = $this->variable();
		$this->change( $variation, static fn ( WC_Product $product ) => $product->set_regular_price( '' ) );
		$record = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ false, [] ], [ $record['include_in_online_store'], $record['variants'] ] );
		self::assertNull( $record['price'] );
		$this->assertExcludedAndAlike( $id, 'no_variants' );
	}

	public function test_R12_R16_R18_a_product_that_becomes_external_goes_offline_and_otherwise_stays_as_it_was(): void {
		$id     = $this->simple();
		$before = $this->ivorey->record( 'products', $id ) ?? [];
		$this->ivorey->forgetRequests();
		$this->request(
			static function () use ( $id ): void {
				$product = new WC_Product_External( $id );
				$product->set_name( 'External' );
				$product->save();
			}
		);
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
		$this->assertExcludedAndAlike( $id, 'product_type' );
	}

	public function test_R14_R18_a_product_that_is_unpublished_as_it_loses_its_price_counts_as_unpublished(): void {
		$id = $this->simple();
		$this->change(
			$id,
			static function ( WC_Product $product ): void {
				$product->set_regular_price( '' );
				$product->set_status( 'draft' );
			}
		);
		self::assertFalse( $this->ivorey->record( 'products', $id )['include_in_online_store'] ?? null );
		$this->assertExcludedAndAlike( $id, 'unpublished' );
	}

	/** @return array<string, array{list<array<string, string>>}> The properties to set, one change after the other. */
	public function trashed(): array {
		$trash   = [ 'status' => 'trash' ];
		$noPrice = [ 'regular_price' => '' ];
		return [
			'with its price'            => [ [ $trash ] ],
			'as it loses its price'     => [ [ $trash + $noPrice ] ],
			'and loses its price later' => [ [ $trash, $noPrice ] ],
		];
	}

	/**
	 * @dataProvider trashed
	 * @param list<array<string, string>> $changes
	 */
	public function test_R16_a_product_that_is_trashed_stays_as_it_was( array $changes ): void {
		$id     = $this->simple();
		$before = $this->ivorey->record( 'products', $id );
		foreach ( $changes as $props ) {
			$this->request( static fn () => Catalogue::set( $id, $props ) );
			self::assertSame( 'trash', get_post_status( $id ) );
			self::assertSame( $before, $this->ivorey->record( 'products', $id ) );
			$this->assertExcludedAndAlike( $id, 'deleted' );
		}
	}

	public function test_R13_R18_a_product_that_never_had_a_price_does_not_leave_the_store(): void {
		$id = $this->request( static fn (): int => self::make( new WC_Product_Simple(), '' ) );
		self::assertNull( $this->ivorey->record( 'products', $id ) );
		$this->assertExcludedAndAlike( $id, 'no_price' );
		self::assertStringNotContainsString( 'Thing', (string) wp_json_encode( $this->ivorey->batches() ) );
	}

	public function test_R13_a_product_that_is_for_sale_only_in_Ivorey_is_taken_offline_by_a_repair(): void {
		global $wpdb;
		$id = $this->simple();
		$this->ivorey->goAway();
		$this->change( $id, static fn ( WC_Product $product ) => $product->set_regular_price( '' ) );
		$this->ivorey->comeBack();
		$this->forgetMarks();
		$wpdb->query( "DELETE FROM {$wpdb->prefix}ivorey_ledger WHERE wire_id = '$id'" );
		self::assertCount( 1, $this->verify( repair: true )->differences );
		$this->drain();
		$this->drain();
		self::assertFalse( $this->ivorey->record( 'products', $id )['include_in_online_store'] ?? null );
		$this->assertExcludedAndAlike( $id, 'no_price' );
	}

	private function simple(): int {
		$id = $this->request( static fn (): int => self::make( new WC_Product_Simple(), '10' ) );
		self::assertTrue( $this->ivorey->record( 'products', $id )['include_in_online_store'] ?? null );
		return $id;
	}

	/** @return array{int, int} */
	private function variable(): array {
		[ $id, $variation ] = $this->request(
			static function (): array {
				$id        = self::make( new WC_Product_Variable(), '' );
				$variation = new WC_Product_Variation();
				$variation->set_parent_id( $id );
				return [ $id, self::make( $variation, '10' ) ];
			}
		);
		self::assertTrue( $this->ivorey->record( 'products', $id )['include_in_online_store'] ?? null );
		return [ $id, $variation ];
	}

	private static function make( WC_Product $product, string $price ): int {
		$product->set_name( 'Thing' );
		$product->set_regular_price( $price );
		return $product->save();
	}

	/** @param Closure(WC_Product): void $change */
	private function change( int $id, Closure $change ): void {
		$this->request(
			static function () use ( $id, $change ): void {
				$product = wc_get_product( $id );
				self::assertInstanceOf( WC_Product::class, $product );
				$change( $product );
				$product->save();
			}
		);
	}

	private function assertExcludedAndAlike( int $id, string $reason ): void {
		self::assertSame( $reason, $this->exclusion( 'products', $id ) );
		$differences = array_filter( $this->verify()->differences, static fn ( $difference ): bool => $difference->wireId === (string) $id );
		self::assertSame( [], $differences );
	}
}
