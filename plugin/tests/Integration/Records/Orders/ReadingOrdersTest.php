<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Records\Orders\OrderBuilder;
use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * Orders are read in their current state, and many of them in few queries.
 *
 * @group order-storage
 */
final class ReadingOrdersTest extends StoreTestCase {

	/** Written past WooCommerce, so that everything this process has cached is stale. */
	public function test_an_order_that_another_process_changed_meanwhile_is_read_anew(): void {
		global $wpdb;
		$id     = Shop::cliOrder( 'processing' );
		$refund = Shop::refund( $id, '5' );
		Built::order( $id );
		Shop::order( $id )->get_items();
		Shop::order( $id )->get_total_refunded();

		if ( self::isHpos() ) {
			$wpdb->update( "{$wpdb->prefix}wc_orders", [ 'status' => 'wc-completed' ], [ 'id' => $id ] );
			$wpdb->update( "{$wpdb->prefix}wc_orders", [ 'total_amount' => '-2' ], [ 'id' => $refund ] );
			$wpdb->update( "{$wpdb->prefix}wc_order_addresses", [ 'city' => 'Elsewhere' ], [ 'order_id' => $id ] );
		} else {
			$wpdb->update( $wpdb->posts, [ 'post_status' => 'wc-completed' ], [ 'ID' => $id ] );
			self::writeMeta( $refund, '_refund_amount', '2' );
			self::writeMeta( $id, '_billing_city', 'Elsewhere' );
		}
		$wpdb->update( "{$wpdb->prefix}woocommerce_order_items", [ 'order_item_name' => 'Another mug' ], [ 'order_item_id' => Shop::line( $id )->get_id() ] );

		$order = Built::order( $id );
		self::assertSame(
			[ 'completed', 'Elsewhere', 'Another mug', '2.00' ],
			[ $order['status'], $order['billing']['city'], $order['line_items'][0]['name'], $order['totals']['refunded'] ]
		);
		// The same if WooCommerce is asked for the lines.
		$wpdb->update( "{$wpdb->prefix}woocommerce_order_items", [ 'order_item_name' => 'A third one' ], [ 'order_item_id' => Shop::line( $id )->get_id() ] );
		add_filter( 'woocommerce_order_get_items', static fn ( array $items ): array => $items );
		self::assertSame( 'A third one', Built::order( $id )['line_items'][0]['name'] );
	}

	/** @return array<string, array{list<string>}> */
	public function linesFrom(): array {
		return [
			'their rows'            => [ [] ],
			// The sizes of shirts are shown.
			'WooCommerce’s objects' => [ [ 'SHIRT-LARGE' ] ],
		];
	}

	/**
	 * @dataProvider linesFrom
	 * @param list<string> $more Additional items of each order.
	 */
	public function test_many_orders_take_no_more_queries_than_a_few( array $more ): void {
		$ids = [];
		foreach ( [ 'MUG', 'POSTER', 'CAP', 'CALENDAR', 'EBOOK', 'STICKER' ] as $sku ) {
			$ids[] = Shop::cliOrder( items: Shop::items( $sku, ...$more ) );
		}
		self::queries( ...$ids );
		$few = self::queries( ...array_slice( $ids, 0, 2 ) );
		self::assertSame( $few, self::queries( ...$ids ) );
	}

	private static function queries( int ...$ids ): int {
		global $wpdb;
		$before = $wpdb->num_queries;
		( new OrderBuilder() )->build( array_fill_keys( $ids, [] ) );
		return $wpdb->num_queries - $before;
	}

	private static function writeMeta( int $post, string $key, string $value ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE $wpdb->postmeta SET meta_value = %s WHERE post_id = %d AND meta_key = %s", $value, $post, $key ) );
	}
}
