<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

/**
 * R46: which of WooCommerce's own e-mails buyers get. Read from its settings, not asked of WC()->mailer(), which loads
 * every e-mail's class and templates; a filter that switches one off for some orders is not seen.
 */
final class CustomerEmails {

	/** Those that say what an automation may say, too. */
	private const NAMES = [ 'on_hold_order', 'processing_order', 'completed_order' ];

	/** @return array<string, bool> */
	public static function enabled(): array {
		$enabled = [];
		foreach ( self::NAMES as $name ) {
			$settings         = get_option( "woocommerce_customer_{$name}_settings" );
			$enabled[ $name ] = ! is_array( $settings ) || 'yes' === ( $settings['enabled'] ?? 'yes' );
		}
		return $enabled;
	}
}
