<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\ConnectionStore;
use Ivorey\WooCommerce\Connection\State;

/** Tools → Site Health: whether a copy of the database alone gives the connection's secrets away. */
final class SaltsHealth {

	private const TEST = 'ivorey_salts';

	public function __construct( private readonly ConnectionStore $store ) {}

	public function register(): void {
		add_filter( 'site_status_tests', [ $this, 'addTest' ] );
	}

	/**
	 * @param mixed $tests
	 * @return array<mixed>
	 */
	public function addTest( mixed $tests ): array {
		$tests  = is_array( $tests ) ? $tests : [];
		$direct = is_array( $tests['direct'] ?? null ) ? $tests['direct'] : [];
		// What is not connected keeps no secrets.
		if ( State::Disconnected !== $this->store->get()->state ) {
			$direct[ self::TEST ] = [
				'label' => __( 'Secrets of the connection to Ivorey', 'ivorey-for-woocommerce' ),
				'test'  => [ $this, 'test' ],
			];
		}
		$tests['direct'] = $direct;
		return $tests;
	}

	/** @return array<string, mixed> */
	public function test(): array {
		return ConnectionStore::isKeyInDatabase()
			? self::result(
				'recommended',
				__( 'The key to the connection’s secrets lies in the database beside them', 'ivorey-for-woocommerce' ),
				__( 'The credentials for Ivorey are encrypted with the site’s salts. These are not defined in wp-config.php, so WordPress keeps them in the database: whoever gets a copy of it, such as a backup, can send to Ivorey as this store. Define AUTH_KEY, AUTH_SALT, SECURE_AUTH_KEY and SECURE_AUTH_SALT in wp-config.php, then connect the store again. Everybody has to sign in again after that.', 'ivorey-for-woocommerce' ),
				sprintf( '<p><a href="%s">%s</a></p>', 'https://api.wordpress.org/secret-key/1.1/salt/', esc_html__( 'Get new salts from WordPress.org', 'ivorey-for-woocommerce' ) )
			)
			: self::result(
				'good',
				__( 'The connection’s secrets are safe in a copy of the database', 'ivorey-for-woocommerce' ),
				__( 'The credentials for Ivorey are encrypted with the salts in wp-config.php.', 'ivorey-for-woocommerce' )
			);
	}

	/** @return array<string, mixed> */
	private static function result( string $status, string $label, string $description, string $actions = '' ): array {
		return [
			'label'       => $label,
			'status'      => $status,
			'badge'       => [
				'label' => __( 'Ivorey', 'ivorey-for-woocommerce' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $description ) . '</p>',
			'actions'     => $actions,
			'test'        => self::TEST,
		];
	}
}
