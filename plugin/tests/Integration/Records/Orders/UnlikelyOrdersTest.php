<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Records\Orders\OrderBuilder;
use Ivorey\WooCommerce\Tests\Integration\Support\Built;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order_Item_Product;

/**
 * Orders that other programs wrote, and posts that are not orders.
 *
 * @group order-storage
 */
final class UnlikelyOrdersTest extends StoreTestCase {

	public function test_invalid_data_that_was_written_past_WooCommerce_is_cut_dropped_or_corrected(): void {
		$id = Shop::cliOrder();
		add_filter( 'sanitize_text_field', static fn ( string $text, string $raw ): string => $raw, 10, 2 );
		$order = Shop::order( $id );
		$order->set_billing_city( str_repeat( 'é', 600 ) );
		$order->set_billing_country( 'Germany' );
		$order->set_customer_note( str_repeat( '😀', 20001 ) );
		$order->set_payment_method( str_repeat( 'x', 90 ) );
		$order->save();
		$line = Shop::line( $id );
		$line->set_name( str_repeat( '東', 900 ) );
		$line->save();
		remove_all_filters( 'sanitize_text_field' );
		self::write(
			$id,
			[
				'billing_email'    => 'no address',
				'currency'         => 'points',
				'date_created_gmt' => null,
				'status'           => 'wc-Shipped by Owl',
			]
		);

		$built = Built::order( $id );
		self::assertNull( $built['billing_email'] );
		self::assertSame( '', $built['billing']['country'] );
		self::assertSame( str_repeat( 'é', 500 ), $built['billing']['city'] );
		self::assertSame( str_repeat( '東', 500 ), $built['line_items'][0]['name'] );
		self::assertSame( self::isHpos() ? 'shippedbyowl' : 'owl', $built['status'] );
		// Not the store's currency: the payment was not in dollars.
		self::assertSame( 'POINTS', $built['currency'] );
		self::assertNotSame( '1970-01-01T00:00:00Z', $built['date_created'] );
	}

	public function test_an_impossible_currency_becomes_that_of_the_store_or_XXX_if_that_is_impossible_too(): void {
		$id = Shop::cliOrder();
		self::write( $id, [ 'currency' => 'a coin' ] );
		self::assertSame( 'USD', Built::order( $id )['currency'] );
		add_filter( 'woocommerce_currency', static fn (): string => '¤' );
		self::assertSame( 'XXX', Built::order( $id )['currency'] );
	}

	public function test_a_record_takes_other_plugins_order_numbers_but_no_display_values_or_invalid_items(): void {
		$id = Shop::cliOrder();
		add_filter( 'woocommerce_order_number', static fn ( int|string $number ): string => "SO&#8209;2026/$number" );
		add_filter( 'woocommerce_order_get_billing_first_name', static fn (): string => 'display only' );
		add_filter( 'woocommerce_order_get_items', static fn ( array $items ): array => [ new WC_Order_Item_Product() ] + $items + [ 'x' => null ] );
		add_filter(
			'woocommerce_order_item_get_formatted_meta_data',
			static fn (): array => [
				(object) [
					'display_key'   => 'A',
					'display_value' => null,
				],
				'no object',
			]
		);
		add_filter( 'woocommerce_order_query', '__return_empty_array' );

		$built = Built::order( $id );
		self::assertSame( [ "SO‑2026/$id", 'Ada' ], [ $built['number'], $built['billing']['first_name'] ] );
		self::assertSame(
			[
				[
					[
						'name'  => 'A',
						'value' => '',
					],
				],
			],
			array_column( $built['line_items'], 'attributes' )
		);
	}

	public function test_an_order_whose_number_a_plugin_empties_has_its_id_as_its_number(): void {
		$id = Shop::cliOrder();
		add_filter( 'woocommerce_order_number', static fn (): string => '<b></b>' );
		self::assertSame( (string) $id, Built::order( $id )['number'] );
	}

	public function test_R5_a_custom_status_is_read_even_if_its_plugin_is_gone(): void {
		add_filter( 'wc_order_statuses', static fn ( array $all ): array => $all + [ 'wc-packed' => 'Packed' ] );
		register_post_status( 'wc-packed' );
		$order = Shop::order( Shop::cliOrder() );
		$order->set_status( 'packed' );
		$id = $order->save();
		self::assertSame( 'packed', Built::order( $id )['status'] );
		unset( $GLOBALS['wp_post_statuses']['wc-packed'] );
		self::assertSame( 'packed', $this->request( static fn (): array => Built::order( $id ) )['status'] );
	}

	public function test_R7_R16_drafts_trashed_orders_deleted_orders_and_non_orders_are_excluded(): void {
		$trashed = Shop::cliOrder( 'processing' );
		Shop::order( $trashed )->delete();
		$deleted = Shop::cliOrder( 'processing' );
		Shop::order( $deleted )->delete( true );
		$expected = [
			Shop::cliOrder( 'checkout-draft' ) => 'draft',
			Shop::cliOrder( 'auto-draft' )     => 'draft',
			$trashed                           => 'draft',
			$deleted                           => 'deleted',
			Shop::refund( Shop::cliOrder( 'processing' ), '1' ) => 'deleted',
			Shop::product( 'MUG' )             => 'deleted',
			987654321                          => 'deleted',
		];
		self::assertSame( $expected, Built::all( new OrderBuilder(), ...array_keys( $expected ) ) );
	}

	/**
	 * Columns of wc_orders, or the equivalent of a post.
	 *
	 * @param array<string, string|null> $values
	 */
	private static function write( int $order, array $values ): void {
		global $wpdb;
		if ( self::isHpos() ) {
			$wpdb->update( "{$wpdb->prefix}wc_orders", $values, [ 'id' => $order ] );
			if ( isset( $values['billing_email'] ) ) {
				$wpdb->update( "{$wpdb->prefix}wc_order_addresses", [ 'email' => $values['billing_email'] ], [ 'order_id' => $order ] );
			}
			return;
		}
		if ( isset( $values['status'] ) ) {
			// A post's status has room for twenty bytes, without capitals and spaces.
			$wpdb->update( $wpdb->posts, [ 'post_status' => 'wc-owl' ], [ 'ID' => $order ] );
		}
		foreach (
			[
				'billing_email' => '_billing_email',
				'currency'      => '_order_currency',
			] as $column => $key
		) {
			if ( isset( $values[ $column ] ) ) {
				// phpcs:ignore WordPress.DB.SlowDBQuery
				$wpdb->update(
					$wpdb->postmeta,
					[ 'meta_value' => $values[ $column ] ],
					[
						'post_id'  => $order,
						'meta_key' => $key,
					]
				);
			}
		}
	}
}
