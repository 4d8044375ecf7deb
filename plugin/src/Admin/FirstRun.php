<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;

/**
 * Shows the next step after the plugin is activated, until the store is connected or the user dismisses it.
 * Only on the pages where someone lands who has just activated a WooCommerce plugin.
 */
final class FirstRun {

	/** Site option; present until somebody connects the store. */
	public const OPTION = 'ivorey_first_run';

	/** User option, prefixed by the site's prefix. */
	public const DISMISSED_OPTION = 'ivorey_first_run_dismissed';

	/** `admin-post.php?action=…`. */
	public const DISMISS = 'ivorey_first_run_dismiss';

	private const CAPABILITY = 'manage_woocommerce';

	private const SCREENS = [ 'dashboard', 'plugins', 'woocommerce_page_wc-admin', 'woocommerce_page_wc-orders', 'edit-shop_order', 'woocommerce_page_wc-settings', 'edit-product' ];

	public function __construct( private readonly Connection $connection ) {}

	/** Runs when the plugin is activated. */
	public static function begin(): void {
		add_option( self::OPTION, '1' );
	}

	public function register(): void {
		add_action( 'admin_notices', [ $this, 'show' ] );
		add_action( 'admin_post_' . self::DISMISS, [ $this, 'dismiss' ] );
		add_action( Connection::CONNECTED, [ self::class, 'end' ] );
	}

	/** @internal Hook. */
	public static function end(): void {
		delete_option( self::OPTION );
	}

	/** @internal Hook. */
	public function show(): void {
		if (
			false === get_option( self::OPTION )
			|| ! current_user_can( self::CAPABILITY )
			|| State::Disconnected !== $this->connection->current()->state
			|| ! self::isOnThisPage()
			|| false !== get_user_option( self::DISMISSED_OPTION )
		) {
			return;
		}
		printf(
			'<div class="notice notice-info ivorey-first-run"><p><strong>%s</strong></p><p>%s</p><p><a class="button button-primary" href="%s">%s</a> <a class="button-link" href="%s">%s</a></p></div>',
			esc_html__( 'Connect your store to Ivorey', 'ivorey-for-woocommerce' ),
			esc_html__( 'Your orders, contacts, payments and products appear in Ivorey and stay up to date. Nothing is sent until you choose what to send and approve it.', 'ivorey-for-woocommerce' ),
			esc_url( Panel::url() ),
			esc_html__( 'Get started', 'ivorey-for-woocommerce' ),
			esc_url( wp_nonce_url( admin_url( 'admin-post.php?action=' . self::DISMISS ), self::DISMISS ) ),
			esc_html__( 'Not now', 'ivorey-for-woocommerce' )
		);
	}

	/** @internal Hook. */
	public function dismiss(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'ivorey-for-woocommerce' ), '', [ 'response' => 403 ] );
		}
		check_admin_referer( self::DISMISS );
		update_user_option( get_current_user_id(), self::DISMISSED_OPTION, '1' );
		$back = wp_get_referer();
		wp_safe_redirect( false === $back ? admin_url() : $back );
		exit;
	}

	private static function isOnThisPage(): bool {
		return in_array( get_current_screen()?->id, self::SCREENS, true );
	}
}
