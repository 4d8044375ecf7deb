<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Products;

use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** R12, R13, R16, R18: the products in Ivorey, and their variations. */
final class ProductEligibilityTest extends StoreTestCase {

	/** @return array<string, array{string}> */
	public function otherTypes(): array {
		return [
			'grouped'  => [ 'grouped' ],
			'external' => [ 'external' ],
		];
	}

	/** @dataProvider otherTypes */
	public function test_R12_R18_a_product_of_another_type_stays_in_the_store_and_is_counted( string $type ): void {
		$id = $this->request( static fn (): int => Catalogue::product( [], $type ) );
		$this->assertLeftOut( $id, 'product_type' );
	}

	public function test_R12_a_product_of_a_type_whose_plugin_is_gone_stays_in_the_store(): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'status' => 'draft' ] ) );
		$this->request(
			static function () use ( $id ): void {
				wp_set_object_terms( $id, 'subscription', 'product_type' );
				wp_publish_post( $id );
			}
		);
		$this->assertLeftOut( $id, 'product_type' );
	}

	/** @return array<string, array{array<string, string>}> */
	public function freePrices(): array {
		return [
			'no price'        => [ [ 'regular_price' => '' ] ],
			'a price of 0'    => [ [ 'regular_price' => '0' ] ],
			'a price of 0.00' => [ [ 'regular_price' => '0.00' ] ],
			'a sale at 0'     => [
				[
					'regular_price' => '10',
					'sale_price'    => '0',
				],
			],
		];
	}

	/**
	 * @dataProvider freePrices
	 * @param array<string, string> $prices
	 */
	public function test_R13_R18_a_free_product_stays_in_the_store_and_one_that_becomes_free_goes_offline( array $prices ): void {
		$id = $this->request( static fn (): int => Catalogue::product( $prices ) );
		$this->assertLeftOut( $id, 'no_price' );

		$this->change(
			$id,
			[
				'sale_price'    => '',
				'regular_price' => '0.01',
			]
		);
		$before = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ '0.01', true ], [ $before['price'] ?? null, $before['include_in_online_store'] ?? null ] );
		self::assertNull( $this->exclusion( 'products', $id ) );

		$this->change( $id, [ 'regular_price' => '0' ] );
		self::assertSame( 'no_price', $this->exclusion( 'products', $id ) );
		$free = [
			'include_in_online_store' => false,
			'price'                   => null,
			'regular_price'           => '0.00',
		];
		self::assertSame( array_replace( $before, $free ), $this->ivorey->record( 'products', $id ) );
	}

	public function test_R13_R16_only_variations_with_a_price_are_variants_and_a_product_without_any_goes_offline(): void {
		[ $id, $variations ] = $this->request(
			static fn (): array => Catalogue::variable(
				[
					'S' => '20',
					'M' => '',
					'L' => '0',
				]
			)
		);
		self::assertSame( [ 'S' => '20.00' ], $this->variants( $id ) );

		$this->change( $variations['M'], [ 'regular_price' => '18' ] );
		self::assertSame(
			[
				'S' => '20.00',
				'M' => '18.00',
			],
			$this->variants( $id )
		);
		self::assertSame( '18.00', $this->ivorey->record( 'products', $id )['price'] ?? null );

		// Disabled, as the owner does with the box *Enabled*.
		$this->change( $variations['M'], [ 'status' => 'private' ] );
		self::assertSame( [ 'S' => '20.00' ], $this->variants( $id ) );
		self::assertSame( '20.00', $this->ivorey->record( 'products', $id )['price'] ?? null );

		$xl = $this->request(
			static fn (): array => Shop::rest(
				'POST',
				"/wc/v3/products/$id/variations",
				[
					'regular_price' => '30',
					'attributes'    => [
						[
							'name'   => 'Size',
							'option' => 'XL',
						],
					],
				]
			)
		)['id'];
		self::assertSame(
			[
				'S'  => '20.00',
				'XL' => '30.00',
			],
			$this->variants( $id )
		);
		$this->request( static fn () => Shop::rest( 'DELETE', "/wc/v3/products/$id/variations/{$variations['S']}", [ 'force' => true ] ) );
		self::assertSame( [ 'XL' => '30.00' ], $this->variants( $id ) );

		$before = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ '30.00', true ], [ $before['price'] ?? null, $before['include_in_online_store'] ?? null ] );
		$this->request( static fn () => Shop::rest( 'PUT', "/wc/v3/products/$id/variations/$xl", [ 'regular_price' => '' ] ) );
		self::assertSame( 'no_variants', $this->exclusion( 'products', $id ) );
		$without = [
			'include_in_online_store' => false,
			'price'                   => null,
			'variants'                => [],
		];
		self::assertSame( array_replace( $before, $without ), $this->ivorey->record( 'products', $id ) );
	}

	/** @return array<string, array{array<string, string>}> */
	public function nothingToBuy(): array {
		return [
			'no variation'               => [ [] ],
			'variations without a price' => [
				[
					'S' => '',
					'M' => '0',
				],
			],
		];
	}

	/**
	 * @dataProvider nothingToBuy
	 * @param array<string, string> $prices
	 */
	public function test_R13_R18_a_variable_product_without_a_variation_to_buy_stays_in_the_store( array $prices ): void {
		[ $id ] = $this->request( static fn (): array => Catalogue::variable( $prices ) );
		$this->assertLeftOut( $id, 'no_variants' );
	}

	public function test_R13_R18_variations_that_are_left_out_for_their_price_are_counted_on_both_sides(): void {
		$prices              = [
			'S' => '20',
			'M' => '',
			'L' => '0',
		];
		[ $id, $variations ] = $this->request( static fn (): array => Catalogue::variable( $prices ) );
		// For a product that is excluded itself, its own reason is enough.
		$this->request( static fn () => Catalogue::variable( [ 'S' => '' ] ) );
		self::assertSame( [ $id => 2 ], $this->leftOut() );
		self::assertSame( 2, $this->leftOutInIvorey() );

		$this->change( $variations['M'], [ 'regular_price' => '18' ] );
		self::assertSame( [ $id => 1 ], $this->leftOut() );
		// The record does not change now.
		$this->change( $variations['L'], [ 'status' => 'private' ] );
		self::assertSame( [], $this->leftOut() );
		self::assertSame( 0, $this->leftOutInIvorey() );
		self::assertSame( [ 'S', 'M' ], array_keys( $this->variants( $id ) ) );
	}

	public function test_R15_a_variation_that_is_moved_to_another_product_becomes_a_variant_of_that_product(): void {
		[ $one, $variations ] = $this->request(
			static fn (): array => Catalogue::variable(
				[
					'S' => '1',
					'M' => '2',
				]
			)
		);
		[ $other ]            = $this->request( static fn (): array => Catalogue::variable( [ 'L' => '3' ] ) );
		$this->change( $variations['S'], [ 'parent_id' => $other ] );
		self::assertSame( [ 'M' => '2.00' ], $this->variants( $one ) );
		self::assertEquals(
			[
				'L' => '3.00',
				'S' => '1.00',
			],
			$this->variants( $other )
		);

		// Bypassing WooCommerce.
		$this->request(
			static fn () => wp_update_post(
				[
					'ID'          => $variations['M'],
					'post_parent' => $other,
				]
			)
		);
		self::assertSame( 'no_variants', $this->exclusion( 'products', $one ) );
		self::assertArrayHasKey( 'M', $this->variants( $other ) );
	}

	public function test_R16_R18_a_trashed_or_deleted_product_stays_in_Ivorey_and_a_restored_one_is_synced_again(): void {
		$id     = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Keep me' ] ) );
		$before = $this->ivorey->record( 'products', $id );
		$this->request( static fn () => wp_trash_post( $id ) );
		self::assertSame( 'deleted', $this->exclusion( 'products', $id ) );
		self::assertSame( $before, $this->ivorey->record( 'products', $id ) );

		$this->request( static fn () => wp_untrash_post( $id ) );
		$this->change( $id, [ 'name' => 'Back' ] );
		$back = $this->ivorey->record( 'products', $id ) ?? [];
		self::assertSame( [ 'Back', true ], [ $back['name'], $back['include_in_online_store'] ] );

		$this->request( static fn () => Shop::rest( 'DELETE', "/wc/v3/products/$id", [ 'force' => true ] ) );
		self::assertSame( 'deleted', $this->exclusion( 'products', $id ) );
		self::assertSame( $back, $this->ivorey->record( 'products', $id ) );

		[ $shirt ] = $this->request( static fn (): array => Catalogue::variable( [ 'S' => '4' ] ) );
		$this->request( static fn () => Catalogue::get( $shirt )->delete( true ) );
		self::assertSame( 'deleted', $this->exclusion( 'products', $shirt ) );
		self::assertSame( [ 'S' => '4.00' ], $this->variants( $shirt ) );
	}

	/** @param array<string, mixed> $props */
	private function change( int $id, array $props ): void {
		$this->request( static fn () => Catalogue::set( $id, $props ) );
	}

	private function assertLeftOut( int $id, string $reason ): void {
		self::assertSame( $reason, $this->exclusion( 'products', $id ) );
		self::assertNull( $this->ivorey->record( 'products', $id ) );
		self::assertSame( [], $this->ivorey->sent( 'products', $id ) );
	}

	/** @return array<string, string> Prices by size. */
	private function variants( int $id ): array {
		return array_column(
			array_map( static fn ( array $variant ): array => [ $variant['attributes'][0]['option'], $variant['price'] ], $this->ivorey->record( 'products', $id )['variants'] ?? [] ),
			1,
			0
		);
	}

	/** @return array<int, int> Number of variations left out, by product, as the panel shows it. */
	private function leftOut(): array {
		$list = Shop::rest(
			'GET',
			'/ivorey/v1/exclusions',
			[
				'element' => 'products',
				'reason'  => 'variant_no_price',
			]
		);
		self::assertCount( $list['total'], $list['items'] );
		foreach ( $list['items'] as $item ) {
			self::assertStringContainsString( 'action=edit', $item['edit_url'] );
		}
		return array_column( $list['items'], 'number', 'id' );
	}

	private function leftOutInIvorey(): int {
		$this->request( static fn () => do_action( 'ivorey_sweep' ) );
		$reports = array_filter( $this->ivorey->requests, static fn ( array $request ): bool => 'PUT /v1/status' === "{$request['method']} {$request['path']}" );
		$report  = end( $reports );
		self::assertIsArray( $report );
		return array_sum( array_column( array_filter( $report['body']['exclusions'], static fn ( array $one ): bool => 'variant_no_price' === $one['reason'] ), 'number' ) );
	}
}
