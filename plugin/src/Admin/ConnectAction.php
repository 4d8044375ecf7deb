<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\Joining;

/** `admin-post.php?action=ivorey_connect`: the Connect button on screens without the panel (R23). */
final class ConnectAction {

	public const NAME = 'ivorey_connect';

	public function __construct( private readonly Joining $joining ) {}

	public function register(): void {
		add_action( 'admin_post_' . self::NAME, [ $this, 'run' ] );
	}

	public function run(): void {
		if ( ! current_user_can( 'manage_woocommerce' ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'ivorey-for-woocommerce' ), '', [ 'response' => 403 ] );
		}
		check_admin_referer( self::NAME );
		try {
			$url = $this->joining->begin( get_current_user_id() );
		} catch ( AuthorizationFailed $error ) {
			wp_die(
				esc_html( $error->getMessage() ),
				'',
				[
					'response'  => $error->status, // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- A number.
					'back_link' => true,
				]
			);
		}
		// The URL leads to another site: the built-in one, or one that the site's own configuration names.
		wp_redirect( $url ); // phpcs:ignore WordPress.Security.SafeRedirect
		exit;
	}
}
