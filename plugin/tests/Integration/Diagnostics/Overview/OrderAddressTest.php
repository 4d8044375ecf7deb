<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Diagnostics\Overview;

use Ivorey\WooCommerce\Diagnostics\Overview\OrderAddress;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The target of order links in Ivorey's e-mails to customers. */
final class OrderAddressTest extends StoreTestCase {

	/**
	 * @testWith ["/%postname%/"]
	 *           [""]
	 */
	public function test_the_pattern_gives_the_address_that_WooCommerce_gives_an_order( string $permalinks ): void {
		$this->set_permalinks( $permalinks );
		$order = Shop::order( Shop::cliOrder( 'pending' ) );
		self::assertSame( $order->get_view_order_url(), str_replace( '{order}', (string) $order->get_id(), (string) OrderAddress::pattern() ) );
	}

	public function test_a_store_without_an_account_page_has_no_order_address(): void {
		update_option( 'woocommerce_myaccount_page_id', 0 );
		self::assertNull( OrderAddress::pattern() );
	}

	private function set_permalinks( string $structure ): void {
		global $wp_rewrite;
		$wp_rewrite->set_permalink_structure( $structure );
	}
}
