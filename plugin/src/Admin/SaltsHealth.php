<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\State;

/** Tools → Site Health: warns if a copy of the database alone reveals the connection's secrets. */
final class SaltsHealth {

	private const TEST = 'ivorey_salts';

	public function __construct( private readonly ConnectionOptions $store ) {}

	public function register(): void {
		add_filter( 'site_status_tests', [ $this, 'addTest' ] );
	}

	/**
	 * @param mixed $tests
	 * @return array<mixed>
	 */
	public function addTest( mixed $tests ): array {
		// A store that is not connected stores no secrets.
		return State::Disconnected === $this->store->get()->state
			? ( is_array( $tests ) ? $tests : [] )
			: HealthChecks::add( $tests, self::TEST, __( 'Ivorey connection credentials', 'ivorey-for-woocommerce' ), [ $this, 'test' ] );
	}

	/** @return array<string, mixed> */
	public function test(): array {
		return ConnectionOptions::isKeyInDatabase()
			? HealthChecks::result(
				self::TEST,
				'recommended',
				__( 'The key to the Ivorey credentials is stored next to them in the database', 'ivorey-for-woocommerce' ),
				__( 'The credentials for Ivorey are encrypted with the site’s salts. These are not defined in wp-config.php, so WordPress keeps them in the database. Anyone with a copy of the database, such as a backup, can send data to Ivorey as this store. Define AUTH_KEY, AUTH_SALT, SECURE_AUTH_KEY and SECURE_AUTH_SALT in wp-config.php, then reconnect the store. All users will have to sign in again.', 'ivorey-for-woocommerce' ),
				'https://api.wordpress.org/secret-key/1.1/salt/',
				__( 'Get new salts from WordPress.org', 'ivorey-for-woocommerce' )
			)
			: HealthChecks::result(
				self::TEST,
				'good',
				__( 'A copy of the database does not reveal the Ivorey credentials', 'ivorey-for-woocommerce' ),
				__( 'The credentials for Ivorey are encrypted with the salts in wp-config.php.', 'ivorey-for-woocommerce' )
			);
	}
}
