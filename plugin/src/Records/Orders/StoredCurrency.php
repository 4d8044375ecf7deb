<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use WC_Order;
use wpdb;

/**
 * The currency of an order as it is stored. WooCommerce reads an order without one when it does
 * not know the code (any more: a plugin added it and is gone), and then takes it for the store's.
 */
final class StoredCurrency {

	public static function of( WC_Order $order ): string {
		if ( OrderUtil::custom_orders_table_usage_is_enabled() ) {
			/** @var wpdb $wpdb */
			global $wpdb;
			$rows = ( new Database() )->select( 'SELECT currency FROM %i WHERE id = %d', [ $wpdb->prefix . 'wc_orders', $order->get_id() ] );
			return $rows[0]['currency'] ?? '';
		}
		$currency = get_post_meta( $order->get_id(), '_order_currency', true );
		return is_string( $currency ) ? $currency : '';
	}
}
