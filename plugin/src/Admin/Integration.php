<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Diagnostics\Alerts;
use WC_Integration;

/**
 * WooCommerce → Settings → Integration → Ivorey (R23): the state of the connection and a link to the panel.
 * WooCommerce constructs it in every request, a shopper's too, so it stores nothing and queries nothing until
 * it is shown.
 */
final class Integration extends WC_Integration {

	public const ID = 'ivorey';

	private static ?Connection $connection = null;

	private static ?Alerts $alerts = null;

	/** WooCommerce constructs it by class name, so its dependencies cannot be passed to the constructor. */
	public static function register( Connection $connection, Alerts $alerts ): void {
		self::$connection = $connection;
		self::$alerts     = $alerts;
		add_filter( 'woocommerce_integrations', static fn ( mixed $classes ): array => [ ...( is_array( $classes ) ? array_values( $classes ) : [] ), self::class ] );
	}

	public function __construct() {
		$this->id           = self::ID;
		$this->method_title = 'Ivorey';
	}

	/** Works without JavaScript. */
	public function admin_options(): void {
		// Nothing here is saved.
		$GLOBALS['hide_save_button'] = true; // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedVariableFound -- WooCommerce's own.

		if ( null === self::$connection || null === self::$alerts ) {
			return;
		}
		$current = self::$connection->current();
		$alert   = self::$alerts->current();
		echo '<div class="ivorey-integration"><h2>' . esc_html( $this->get_method_title() ) . '</h2>';
		echo '<p>' . esc_html__( 'Keeps your store’s contacts, orders, transactions, products and collections up to date in Ivorey.', 'ivorey-for-woocommerce' ) . '</p>';
		if ( null !== $alert ) {
			printf( '<div class="notice notice-error inline"><p><strong>%s</strong></p><p>%s</p></div>', esc_html( $alert->title ), esc_html( $alert->message ) );
		}
		if ( State::Disconnected === $current->state ) {
			$this->showConnect();
			echo '</div>';
			return;
		}
		echo '<p>';
		printf(
			/* translators: 1: name of the Ivorey account, 2: host of Ivorey's API. */
			esc_html__( 'Connected to the Ivorey account “%1$s” at %2$s.', 'ivorey-for-woocommerce' ),
			esc_html( $current->accountName ),
			esc_html( (string) wp_parse_url( $current->apiUrl, PHP_URL_HOST ) )
		);
		echo '</p><p>';
		self::link( null === $alert ? __( 'Open the Ivorey panel', 'ivorey-for-woocommerce' ) : $alert->action );
		echo '</p></div>';
	}

	/** The whole page is one WooCommerce form, so the button is a link. */
	private function showConnect(): void {
		echo '<p>' . esc_html__( 'This store is not connected. You will sign in to Ivorey, choose what to import and keep in sync, and approve it here.', 'ivorey-for-woocommerce' ) . '</p><p>';
		printf(
			'<a class="button button-primary" href="%s">%s</a>',
			esc_url( wp_nonce_url( admin_url( 'admin-post.php?action=' . ConnectAction::NAME ), ConnectAction::NAME ) ),
			esc_html__( 'Connect', 'ivorey-for-woocommerce' )
		);
		echo '</p>';
	}

	private static function link( string $text ): void {
		printf( '<a class="button button-primary" href="%s">%s</a>', esc_url( Panel::url() ), esc_html( $text ) );
	}
}
