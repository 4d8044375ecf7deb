<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Rest;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_REST_Request;

/** The store's public information about itself. */
final class AboutTest extends StoreTestCase {

	public function test_R19_strangers_learn_neither_versions_nor_the_address_of_wp_admin(): void {
		self::assertSame(
			[
				'contract'  => Contract::BATCH_CONTRACT,
				'store_url' => untrailingslashit( home_url() ),
			],
			self::about()
		);
	}

	public function test_R19_R22_a_wp_admin_at_another_address_is_named(): void {
		add_filter( 'admin_url', static fn ( string $url ): string => str_replace( '/wp-admin/', '/wp/wp-admin/', $url ) );
		self::assertSame( home_url( '/wp/wp-admin/admin.php?page=ivorey' ), self::about()['approve_url'] ?? null );
	}

	/** @return array<string, mixed> */
	private static function about(): array {
		wp_set_current_user( 0 );
		$response = rest_do_request( new WP_REST_Request( 'GET', '/ivorey/v1/about' ) );
		self::assertSame( 200, $response->get_status() );
		return $response->get_data();
	}
}
