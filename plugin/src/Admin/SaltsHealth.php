<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\State;

/** Tools → Site Health: whether a copy of the database alone gives the connection's secrets away. */
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
		// A store that is not connected keeps no secrets.
		return State::Disconnected === $this->store->get()->state
			? ( is_array( $tests ) ? $tests : [] )
			: HealthChecks::add( $tests, self::TEST, __( 'Secrets of the connection to Ivorey', 'ivorey-for-woocommerce' ), [ $this, 'test' ] );
	}

	/** @return array<string, mixed> */
	public function test(): array {
		return ConnectionOptions::isKeyInDatabase()
			? HealthChecks::result(
				self::TEST,
				'recommended',
				__( 'The key to the connection’s secrets lies in the database beside them', 'ivorey-for-woocommerce' ),
				__( 'The credentials for Ivorey are encrypted with the site’s salts. These are not defined in wp-config.php, so WordPress keeps them in the database: whoever gets a copy of it, such as a backup, can send to Ivorey as this store. Define AUTH_KEY, AUTH_SALT, SECURE_AUTH_KEY and SECURE_AUTH_SALT in wp-config.php, then connect the store again. Everybody has to sign in again after that.', 'ivorey-for-woocommerce' ),
				'https://api.wordpress.org/secret-key/1.1/salt/',
				__( 'Get new salts from WordPress.org', 'ivorey-for-woocommerce' )
			)
			: HealthChecks::result(
				self::TEST,
				'good',
				__( 'The connection’s secrets are safe in a copy of the database', 'ivorey-for-woocommerce' ),
				__( 'The credentials for Ivorey are encrypted with the salts in wp-config.php.', 'ivorey-for-woocommerce' )
			);
	}
}
