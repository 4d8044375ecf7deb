<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Collections;

use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_Simple;

/** Categories that lose their last product. */
final class EmptiedCollectionTest extends StoreTestCase {

	public function test_R16_R17_R18_an_emptied_category_stays_with_a_count_of_zero_and_comes_back_with_its_product(): void {
		$category = $this->request( static fn (): int => self::category( 'Kitchen' ) );
		self::assertNull( $this->ivorey->record( 'collections', $category ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $category ) );

		$product = $this->request( static fn (): int => self::product( $category ) );
		self::assertSame( 1, $this->productsIn( $category ) );

		$this->request( static fn () => wp_set_object_terms( $product, [], 'product_cat' ) );
		self::assertSame( 0, $this->productsIn( $category ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $category ) );
		self::assertSame( [], $this->differences( $category ) );

		$this->request( static fn () => wp_set_object_terms( $product, [ $category ], 'product_cat' ) );
		self::assertSame( 1, $this->productsIn( $category ) );
		self::assertNull( $this->exclusion( 'collections', $category ) );
	}

	public function test_R17_a_category_that_never_had_a_product_does_not_leave_the_store(): void {
		$this->request( static fn (): int => self::category( 'Nobody may know of this' ) );
		self::assertStringNotContainsString( 'Nobody', (string) wp_json_encode( $this->ivorey->batches() ) );
	}

	private static function category( string $name ): int {
		$category = wp_insert_term( $name, 'product_cat' );
		self::assertIsArray( $category );
		return $category['term_id'];
	}

	private static function product( int $category ): int {
		$product = new WC_Product_Simple();
		$product->set_name( 'Mug' );
		$product->set_regular_price( '5' );
		$product->set_category_ids( [ $category ] );
		return $product->save();
	}

	private function productsIn( int $category ): mixed {
		return $this->ivorey->record( 'collections', $category )['count'] ?? null;
	}

	/** @return list<string> */
	private function differences( int $category ): array {
		$ids = array_map( static fn ( $difference ): string => "{$difference->element->value}:$difference->wireId", $this->verify()->differences );
		return array_values( array_intersect( [ "collections:$category" ], $ids ) );
	}
}
