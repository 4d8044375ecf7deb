<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Diagnostics\Alert;
use Ivorey\WooCommerce\Diagnostics\Alerts;

/** Shows the alert on wp-admin's pages until it is resolved, or until each user dismisses it. */
final class Notices {

	/** `admin-post.php?action=…`. */
	public const DISMISS = 'ivorey_dismiss';

	/** User option, prefixed by the site's prefix: the incident dismissed last. */
	public const DISMISSED_OPTION = 'ivorey_dismissed_incident';

	private const CAPABILITY = 'manage_woocommerce';

	public function __construct( private readonly Alerts $alerts ) {}

	public function register(): void {
		add_action( 'admin_notices', [ $this, 'show' ] );
		add_action( 'admin_post_' . self::DISMISS, [ $this, 'dismiss' ] );
	}

	/** Skips the pages that show the alert themselves. */
	public function show(): void {
		if ( ! current_user_can( self::CAPABILITY ) || self::isSaidOnThisPage() ) {
			return;
		}
		$alert = $this->alerts->current();
		if ( null === $alert || get_user_option( self::DISMISSED_OPTION ) === $alert->incident ) {
			return;
		}
		printf(
			'<div class="notice notice-error ivorey-notice" role="alert"><p><strong>%s</strong></p><p>%s</p><p><a class="button button-primary" href="%s">%s</a> <a class="button-link" href="%s">%s</a></p></div>',
			esc_html( $alert->title ),
			esc_html( $alert->message ),
			esc_url( Panel::url() ),
			esc_html( $alert->action ),
			esc_url( self::dismissUrl( $alert ) ),
			esc_html__( 'Dismiss until it happens again', 'ivorey-for-woocommerce' )
		);
	}

	public function dismiss(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'ivorey-for-woocommerce' ), '', [ 'response' => 403 ] );
		}
		check_admin_referer( self::DISMISS );
		$incident = isset( $_GET['incident'] ) && is_string( $_GET['incident'] ) ? sanitize_key( wp_unslash( $_GET['incident'] ) ) : '';
		update_user_option( get_current_user_id(), self::DISMISSED_OPTION, $incident );
		$back = wp_get_referer();
		wp_safe_redirect( false === $back ? admin_url() : $back );
		exit;
	}

	/** True on the panel's own page and on WooCommerce's page of the integration. */
	private static function isSaidOnThisPage(): bool {
		$screen = get_current_screen();
		if ( null === $screen ) {
			return false;
		}
		return str_ends_with( $screen->id, '_page_' . Panel::PAGE )
			|| ( str_ends_with( $screen->id, '_page_wc-settings' ) && 'integration' === self::asked( 'tab' ) && Integration::ID === self::asked( 'section' ) );
	}

	private static function asked( string $name ): string {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Says which page it is, and nothing else.
		return isset( $_GET[ $name ] ) && is_string( $_GET[ $name ] ) ? sanitize_key( wp_unslash( $_GET[ $name ] ) ) : '';
	}

	private static function dismissUrl( Alert $alert ): string {
		return wp_nonce_url(
			add_query_arg(
				[
					'action'   => self::DISMISS,
					'incident' => $alert->incident,
				],
				admin_url( 'admin-post.php' )
			),
			self::DISMISS
		);
	}
}
