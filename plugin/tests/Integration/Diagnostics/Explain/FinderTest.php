<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Diagnostics\Explain;

use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_Simple;
use WC_Product_Variable;

/** Searches by the text that people type. */
final class FinderTest extends StoreTestCase {

	public function test_an_order_is_found_by_its_number_even_with_a_hash_and_spaces(): void {
		$id = $this->request( static fn (): int => Shop::cliOrder() );
		foreach ( [ "$id", "#$id", " #$id " ] as $typed ) {
			self::assertSame( [ 'orders', $id, null ], $this->found( 'order', $typed ) );
		}
	}

	public function test_an_order_is_found_by_the_number_that_an_extension_understands(): void {
		$id = $this->request( static fn (): int => Shop::cliOrder() );
		add_filter( 'woocommerce_shortcode_order_tracking_order_id', static fn ( mixed $number ): mixed => 'A-77' === $number ? $id : $number, 5 );
		$this->ivorey->forgetRequests();

		self::assertSame( [ 'orders', $id, null ], $this->found( 'order', 'A-77' ) );
		self::assertSame( [], $this->ivorey->questions( '/v1/find' ), 'The store knows itself.' );
	}

	/** @group order-storage */
	public function test_an_order_is_found_through_Ivorey_by_a_number_that_an_extension_only_displays(): void {
		$first   = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$second  = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$numbers = [
			$first  => 'INV-77',
			$second => (string) $first,
		];
		$show    = static fn () => add_filter( 'woocommerce_order_number', static fn ( mixed $number, mixed $order ): mixed => $order instanceof \WC_Order ? $numbers[ $order->get_id() ] ?? $number : $number, 10, 2 );
		$this->request(
			static function () use ( $show, $first, $second ): void {
				$show();
				foreach ( [ $first, $second ] as $id ) {
					$order = Shop::order( $id );
					$order->set_customer_note( 'numbered' );
					$order->save();
				}
			}
		);
		$show();

		self::assertSame( [ 'orders', $first, null ], $this->found( 'order', 'INV-77' ) );
		self::assertSame( [ 'orders', $first, null ], $this->found( 'order', '#INV-77' ) );
		// A number that equals another order's ID.
		[ , $id, $note ] = $this->foundWithNote( 'order', (string) $first );
		self::assertSame( $second, $id );
		self::assertStringContainsString( "ID $second", $note );
		self::assertStringContainsString( 'INV-77', $note );
		// No order has that number.
		self::assertSame( [ 'orders', $second, null ], $this->found( 'order', (string) $second ) );
		// Ivorey cannot be asked, so the ID is used.
		$this->ivorey->goAway();
		self::assertSame( $first, $this->found( 'order', (string) $first )[1] ?? null );
		self::assertNull( $this->found( 'order', 'INV-77' ) );
	}

	public function test_R2_a_guests_email_address_finds_the_last_order_of_the_guest(): void {
		$first = $this->request( static fn (): int => Shop::cliOrder() );
		$this->request(
			static function () use ( $first ): void {
				$order = Shop::order( $first );
				$order->set_date_created( time() - 3_600 );
				$order->save();
			}
		);
		$last = $this->request( static fn (): int => Shop::cliOrder() );
		$this->request( static fn (): int => Shop::cliOrder( billing: [ 'email' => 'other@example.com' ] ) );

		[ $element, $id, $note ] = $this->foundWithNote( 'contact', 'Ada.Buyer@example.com' );
		self::assertSame( [ 'orders', $last ], [ $element, $id ] );
		self::assertStringContainsString( 'guest', $note );
		self::assertNull( $this->found( 'contact', 'nobody@example.com' ) );
		self::assertNull( $this->found( 'contact', 'nonsense' ) );
	}

	public function test_R2_a_user_is_found_by_id_and_by_email_address_even_if_orders_have_that_address(): void {
		$user = $this->request( static fn (): int => Shop::register( 'ada.buyer@example.com' ) );
		$this->request( static fn (): int => Shop::cliOrder() );

		self::assertSame( [ 'contacts', $user, null ], $this->found( 'contact', 'ada.buyer@example.com' ) );
		self::assertSame( [ 'contacts', $user, null ], $this->found( 'contact', (string) $user ) );
	}

	public function test_a_product_is_found_by_its_id_first_even_if_another_one_has_it_as_its_SKU(): void {
		$mug   = Shop::product( 'MUG' );
		$other = $this->request(
			static function () use ( $mug ): int {
				$product = new WC_Product_Simple();
				$product->set_props(
					[
						'name'          => 'Other',
						'sku'           => (string) $mug,
						'regular_price' => '1',
					]
				);
				return $product->save();
			}
		);
		self::assertSame( [ 'products', $mug, null ], $this->found( 'product', (string) $mug ) );
		self::assertSame( [ 'products', $mug, null ], $this->found( 'product', 'MUG' ) );
		self::assertSame( [ 'products', $other, null ], $this->found( 'product', (string) $other ) );
		// A post that is not a product is not found as one.
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		$this->request(
			static function () use ( $other, $order ): void {
				$product = new WC_Product_Simple( $other );
				$product->set_sku( (string) $order );
				$product->save();
			}
		);
		self::assertSame( [ 'products', $other, null ], $this->found( 'product', (string) $order ) );
	}

	public function test_the_id_or_SKU_of_a_variation_finds_its_product(): void {
		[ $product, $variation ] = $this->request(
			static function (): array {
				$product = new WC_Product_Variable();
				$product->set_name( 'Shirt' );
				$product->save();
				$variation = new \WC_Product_Variation();
				$variation->set_parent_id( $product->get_id() );
				$variation->set_sku( 'SHIRT-M' );
				$variation->set_regular_price( '9' );
				return [ $product->get_id(), $variation->save() ];
			}
		);
		self::assertSame( [ 'products', $product, null ], $this->found( 'product', (string) $variation ) );
		self::assertSame( [ 'products', $product, null ], $this->found( 'product', 'SHIRT-M' ) );
	}

	public function test_a_collection_is_found_by_its_id_first_and_then_by_its_numeric_slug(): void {
		$make   = fn ( string $name, string $slug ): int => $this->request( static fn (): int => (int) ( (array) wp_insert_term( $name, 'product_cat', [ 'slug' => $slug ] ) )['term_id'] );
		$first  = $make( 'Of 2024', '20240' );
		$second = $make( 'Other', (string) $first );

		self::assertSame( [ 'collections', $first, null ], $this->found( 'collection', '20240' ) );
		self::assertSame( [ 'collections', $first, null ], $this->found( 'collection', (string) $first ) );
		// No category has that slug.
		self::assertSame( [ 'collections', $second, null ], $this->found( 'collection', (string) $second ) );
	}

	/** @return array<string, array{string, string}> */
	public function nonsense(): array {
		return [
			'no number at all'    => [ 'order', 'nonsense' ],
			'a slug that is none' => [ 'collection', 'nonsense' ],
			'an SKU that is none' => [ 'product', 'NONSENSE' ],
			'a refund of nothing' => [ 'transaction', 'refunds:1' ],
		];
	}

	/** @dataProvider nonsense */
	public function test_a_text_that_names_no_record_is_not_found( string $element, string $typed ): void {
		self::assertNull( $this->found( $element, $typed ) );
	}

	/** @return array{string, int, string} Element, ID and note. */
	private function foundWithNote( string $element, string $typed ): array {
		$found = $this->found( $element, $typed );
		self::assertNotNull( $found );
		self::assertNotNull( $found[2] );
		return $found;
	}

	/** @return array{string, int, string|null}|null Element, ID and note; null if REST answers with 404. */
	private function found( string $element, string $typed ): ?array {
		$query    = [
			'element' => $element,
			'id'      => $typed,
		];
		$response = Rest::ask( 'GET', '/explain', query: $query );
		if ( 404 === $response->get_status() ) {
			return null;
		}
		self::assertSame( 200, $response->get_status() );
		$explained = (array) $response->get_data();
		return [ $explained['element'], $explained['id'], $explained['note'] ];
	}
}
