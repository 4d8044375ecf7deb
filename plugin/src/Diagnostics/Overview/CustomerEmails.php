<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

/**
 * R46: the WooCommerce e-mails that buyers get. Read from the settings instead of WC()->mailer(), which loads
 * every e-mail class and template; a filter that disables one for some orders is not seen.
 */
final class CustomerEmails {

	/** E-mails that an automation might duplicate. */
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
