<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use WC_Order;
use wpdb;

/**
 * The stored currency of an order. If WooCommerce does not know the code (for example because the plugin that
 * added it is gone), it reads the order without a currency and then uses the store's.
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
