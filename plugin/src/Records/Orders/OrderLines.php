<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Database\Database;
use WC_Order;

/**
 * The lines of many orders: from their database rows if those are sufficient, otherwise from WooCommerce's
 * objects, which cost many times as much.
 */
final class OrderLines {

	public function __construct( private readonly Database $database = new Database() ) {}

	/**
	 * @param array<int, WC_Order> $orders By ID.
	 * @return array<int, array{
	 *     line_items: list<array<string, mixed>>,
	 *     shipping_lines: list<array<string, mixed>>,
	 *     fee_lines: list<array<string, mixed>>,
	 *     coupon_lines: list<array<string, mixed>>,
	 * }> By order ID, for every order.
	 */
	public function of( array $orders ): array {
		$lines = ( new StoredLines( $this->database ) )->of( $orders );
		$rest  = array_diff_key( $orders, $lines );
		( new OrderItemCache( $this->database ) )->prime( array_keys( $rest ) );
		foreach ( $rest as $id => $order ) {
			$lines[ $id ] = OrderItems::of( $order );
		}
		return $lines;
	}
}
