<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product;
use WC_Product_Simple;

/** R18: every excluded record is counted by its reason. */
final class ExclusionReasonTest extends StoreTestCase {

	public function test_R1_R18_a_customer_without_an_email_address_counts_as_excluded(): void {
		$user = $this->request( static fn (): int => self::customer( '' ) );
		self::assertSame( 'no_email', $this->exclusion( 'contacts', $user ) );

		$this->request( static fn () => update_user_meta( $user, 'billing_email', 'ada@example.com' ) );
		self::assertNull( $this->exclusion( 'contacts', $user ) );
		self::assertSame( 'ada@example.com', $this->ivorey->record( 'contacts', $user )['email'] ?? null );
	}

	public function test_R14_R18_a_product_behind_a_password_counts_as_excluded(): void {
		$id = $this->request(
			static function (): int {
				$product = new WC_Product_Simple();
				$product->set_regular_price( '5' );
				$product->set_post_password( 1234 );
				return $product->save();
			}
		);
		self::assertSame( 'password_protected', $this->exclusion( 'products', $id ) );
		self::assertNull( $this->ivorey->record( 'products', $id ) );
	}

	public function test_R14_R18_a_product_that_gets_a_password_leaves_the_online_store(): void {
		$mug = Shop::product( 'MUG' );
		$this->import();
		$this->request(
			static function () use ( $mug ): void {
				$product = wc_get_product( $mug );
				self::assertInstanceOf( WC_Product::class, $product );
				$product->set_post_password( 1234 );
				$product->save();
			}
		);
		self::assertFalse( $this->ivorey->record( 'products', $mug )['include_in_online_store'] ?? null );
		self::assertSame( 'password_protected', $this->exclusion( 'products', $mug ) );
		self::assertSame( [], $this->verify()->differences );
	}

	private static function customer( string $email ): int {
		$id = wp_insert_user(
			[
				'user_login' => 'ada',
				'user_pass'  => 'x',
				'user_email' => $email,
				'role'       => 'customer',
			]
		);
		self::assertIsInt( $id );
		return $id;
	}

}
