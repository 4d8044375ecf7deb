<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_Simple;

/** R25: objects created while their switch was off. */
final class MadeWhileOffTest extends StoreTestCase {

	private const OFF = [
		'collections'  => false,
		'products'     => false,
		'contacts'     => false,
		'orders'       => false,
		'transactions' => false,
	];

	private const ON = [
		'collections'  => true,
		'products'     => true,
		'contacts'     => true,
		'orders'       => true,
		'transactions' => true,
	];

	protected function setUp(): void {
		parent::setUp();
		$this->import();
	}

	public function test_R25_an_object_made_while_off_is_neither_missing_nor_repaired_until_an_import_takes_it(): void {
		$this->aWhilePasses();
		$this->switchSync( self::OFF );
		$this->aWhilePasses();
		$made = $this->request( self::make( ... ) );
		$this->switchSync( self::ON );
		$repair = $this->verify( repair: true );
		self::assertSame( [ [], 0, count( $made ) ], [ $repair->differences, $repair->repaired, $repair->of( Comparison::NotImported ) ] );
		$this->drain();
		$this->assertNoneIsThere( $made );

		$this->import();
		$this->drain();
		foreach ( $made as [ $element, $id ] ) {
			self::assertNotNull( $this->ivorey->record( $element, $id ), "$element $id" );
		}
		self::assertSame( [], $this->differences() );
	}

	public function test_R25_an_object_made_while_on_is_missing_if_Ivorey_lost_it(): void {
		$this->aWhilePasses();
		$made = $this->request( self::make( ... ) );
		$this->aWhilePasses();
		$this->switchSync( self::OFF );
		$this->switchSync( self::ON );
		foreach ( $made as [ $element, $id ] ) {
			self::assertNotNull( $this->ivorey->record( $element, $id ), "$element $id" );
			$this->ivorey->forget( $element, $id );
		}
		self::assertSame( array_map( static fn ( array $one ): string => implode( ' ', $one ), $made ), $this->differences() );
	}

	/** @return list<array{string, int|string}> Element and wire ID of each, in the order of a reconcile. */
	private static function make(): array {
		$category = wp_insert_term( 'Kitchen', 'product_cat' );
		self::assertIsArray( $category );
		$product = new WC_Product_Simple();
		$product->set_name( 'Thing' );
		$product->set_regular_price( '5' );
		$product->set_category_ids( [ $category['term_id'] ] );
		$order = Shop::cliOrder( 'processing', 'bacs' );
		return [
			[ 'collections', $category['term_id'] ],
			[ 'products', $product->save() ],
			[ 'contacts', Shop::register( 'ada@example.com' ) ],
			[ 'orders', $order ],
			[ 'transactions', "payment:$order" ],
		];
	}

	/** @param list<array{string, int|string}> $made */
	private function assertNoneIsThere( array $made ): void {
		foreach ( $made as [ $element, $id ] ) {
			self::assertNull( $this->ivorey->record( $element, $id ), "$element $id" );
		}
	}

	/** @return list<string> */
	private function differences(): array {
		return array_map( static fn ( Difference $difference ): string => "{$difference->element->value} $difference->wireId", $this->verify()->differences );
	}
}
