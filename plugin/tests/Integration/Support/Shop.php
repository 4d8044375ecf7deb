<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Automattic\WooCommerce\Utilities\OrderUtil;
use RuntimeException;
use WC_Order;
use WC_Order_Item_Product;
use WC_Order_Refund;
use WC_Product;
use WP_REST_Request;
use WP_REST_Response;

/** The actions of shoppers, owners and other programs in the store. */
final class Shop {

	public const BUYER = [
		'first_name' => 'Ada',
		'last_name'  => 'Buyer',
		'company'    => '',
		'address_1'  => '12 Garden Lane',
		'address_2'  => '',
		'city'       => 'Oakland',
		'state'      => 'CA',
		'postcode'   => '94607',
		'country'    => 'US',
		'phone'      => '+1 510 555 0100',
		'email'      => 'ada.buyer@example.com',
	];

	/** The ID of a product or a variation in the catalogue. */
	public static function product( string $sku ): int {
		$id = wc_get_product_id_by_sku( $sku );
		return $id > 0 ? $id : throw new RuntimeException( "There is no $sku in the catalogue." );
	}

	/** A product or a variation in the catalogue. */
	public static function found( string $sku ): WC_Product {
		$product = wc_get_product( self::product( $sku ) );
		return $product instanceof WC_Product ? $product : throw new RuntimeException( "There is no $sku in the catalogue." );
	}

	/** @return list<array{id: int, quantity: int}> */
	public static function items( string ...$skus ): array {
		return array_map(
			static fn ( string $sku ): array => [
				'id'       => self::product( $sku ),
				'quantity' => 1,
			],
			array_values( [] === $skus ? [ 'MUG' ] : $skus )
		);
	}

	/**
	 * Creates an order as a script or another plugin does, with wc_create_order().
	 *
	 * @param array<string, string>               $billing Overrides fields of the made-up buyer.
	 * @param list<array{id: int, quantity: int}> $items   Defaults to a mug.
	 */
	public static function cliOrder( string $status = 'pending', string $paymentMethod = 'cod', array $billing = [], int $customer = 0, array $items = [], string $coupon = '', string $note = '' ): int {
		$order = wc_create_order(
			[
				'customer_id' => $customer,
				'created_via' => 'cli',
			]
		);
		if ( ! $order instanceof WC_Order ) {
			throw new RuntimeException( 'No order was made.' );
		}
		foreach ( [] === $items ? self::items() : $items as $item ) {
			$product = wc_get_product( $item['id'] );
			$order->add_product( $product instanceof WC_Product ? $product : throw new RuntimeException( "There is no product {$item['id']}." ), $item['quantity'] );
		}
		$order->set_address( $billing + self::BUYER, 'billing' );
		$order->set_address( array_diff_key( $billing + self::BUYER, [ 'email' => true ] ), 'shipping' );
		$order->set_payment_method( WC()->payment_gateways()->payment_gateways()[ $paymentMethod ] );
		$order->set_customer_note( $note );
		if ( '' !== $coupon ) {
			$order->apply_coupon( $coupon );
		}
		$order->calculate_totals();
		$order->set_status( $status );
		return $order->save();
	}

	/**
	 * Creates an order as another program does, through WooCommerce's REST API.
	 *
	 * @param array<string, string>               $billing Overrides fields of the made-up buyer.
	 * @param list<array{id: int, quantity: int}> $items   Defaults to a mug.
	 */
	public static function restOrder( string $status = 'pending', bool $isPaid = false, string $paymentMethod = 'cod', array $billing = [], int $customer = 0, array $items = [], string $coupon = '', string $note = '' ): int {
		$lines = array_map(
			static function ( array $item ): array {
				$parent = wp_get_post_parent_id( $item['id'] );
				return ( $parent > 0 ? [
					'product_id'   => $parent,
					'variation_id' => $item['id'],
				] : [ 'product_id' => $item['id'] ] ) + [ 'quantity' => $item['quantity'] ];
			},
			[] === $items ? self::items() : $items
		);
		$order = self::rest(
			'POST',
			'/wc/v3/orders',
			[
				'status'         => $status,
				'set_paid'       => $isPaid,
				'customer_id'    => $customer,
				'payment_method' => $paymentMethod,
				'billing'        => $billing + self::BUYER,
				'shipping'       => array_diff_key( $billing + self::BUYER, [ 'email' => true ] ),
				'customer_note'  => $note,
				'line_items'     => $lines,
			] + ( '' === $coupon ? [] : [ 'coupon_lines' => [ [ 'code' => $coupon ] ] ] )
		);
		return is_int( $order['id'] ?? null ) ? $order['id'] : 0;
	}

	/** Sets a status through WooCommerce's REST API. */
	public static function setStatus( int $order, string $status ): void {
		self::rest( 'PUT', "/wc/v3/orders/$order", [ 'status' => $status ] );
	}

	/**
	 * Places an order as the checkout block does, through the Store API.
	 *
	 * @param array<string, string>               $billing Overrides fields of the made-up buyer.
	 * @param list<array{id: int, quantity: int}> $items   Defaults to a mug.
	 * @param array<string, mixed>                $fields  More fields of the request.
	 */
	public static function blockCheckout( string $paymentMethod = 'cod', array $billing = [], array $items = [], string $note = '', int $customer = 0, string $coupon = '', array $fields = [] ): int {
		self::fillCart( $items, $customer, $coupon );
		$placed = self::storeApi(
			'POST',
			'/checkout',
			$fields + [
				'billing_address'  => $billing + self::BUYER,
				'shipping_address' => array_diff_key( $billing + self::BUYER, [ 'email' => true ] ),
				'payment_method'   => $paymentMethod,
				'customer_note'    => $note,
			]
		);
		return is_int( $placed['order_id'] ?? null ) ? $placed['order_id'] : 0;
	}

	/** Creates the draft that the checkout block creates as soon as it is shown. */
	public static function blockCheckoutDraft(): int {
		self::fillCart( [], 0, '' );
		$draft = self::storeApi( 'GET', '/checkout' );
		return is_int( $draft['order_id'] ?? null ) ? $draft['order_id'] : 0;
	}

	/**
	 * Places an order as the classic checkout form does.
	 *
	 * @param array<string, string>               $billing Overrides fields of the made-up buyer.
	 * @param list<array{id: int, quantity: int}> $items   Defaults to a mug.
	 * @param array<string, mixed>                $fields  More fields of the form.
	 */
	public static function classicCheckout( string $paymentMethod = 'cod', array $billing = [], array $items = [], string $note = '', int $customer = 0, string $coupon = '', array $fields = [] ): int {
		self::fillCart( $items, $customer, $coupon );
		$fields += [
			'payment_method'                     => $paymentMethod,
			'order_comments'                     => $note,
			'woocommerce-process-checkout-nonce' => wp_create_nonce( 'woocommerce-process_checkout' ),
		];
		foreach ( $billing + self::BUYER as $name => $value ) {
			$fields[ "billing_$name" ] = $value;
		}
		$_POST    = wp_slash( $fields );
		$_REQUEST = $_POST;
		wc_maybe_define_constant( 'WOOCOMMERCE_CHECKOUT', true );
		add_filter( 'wp_doing_ajax', '__return_true' );
		add_filter( 'wp_die_ajax_handler', static fn (): callable => static fn () => throw new Answered() );
		ob_start();
		try {
			WC()->checkout()->process_checkout();
		} catch ( Answered ) {
			$answer = json_decode( (string) ob_get_contents(), true );
		} finally {
			ob_end_clean();
			remove_all_filters( 'wp_doing_ajax' );
			remove_all_filters( 'wp_die_ajax_handler' );
		}
		if ( ! is_array( $answer ?? null ) || 'success' !== ( $answer['result'] ?? null ) || ! is_int( $answer['order_id'] ?? null ) ) {
			throw new RuntimeException( 'The checkout failed: ' . wp_json_encode( $answer ?? null ) );
		}
		return $answer['order_id'];
	}

	/** Refunds part of an order. */
	public static function refund( int $order, string $amount, string $reason = '' ): int {
		$refund = wc_create_refund(
			[
				'order_id' => $order,
				'amount'   => $amount,
				'reason'   => $reason,
			]
		);
		return $refund instanceof WC_Order_Refund ? $refund->get_id() : throw new RuntimeException( $refund->get_error_message() );
	}

	public static function deleteRefund( int $id ): void {
		$refund = wc_get_order( $id );
		if ( ! $refund instanceof WC_Order_Refund ) {
			throw new RuntimeException( "There is no refund $id." );
		}
		$refund->delete( true );
	}

	/**
	 * The answer of wp-admin's admin-ajax.php, as the administrator.
	 *
	 * @param callable(): void     $action The callback that WordPress calls for it.
	 * @param array<string, mixed> $fields
	 */
	public static function adminAjax( callable $action, string $nonce, array $fields ): mixed {
		wp_set_current_user( 1 );
		$_POST    = wp_slash( [ 'security' => wp_create_nonce( $nonce ) ] + $fields );
		$_REQUEST = $_POST;
		add_filter( 'wp_doing_ajax', '__return_true' );
		add_filter( 'wp_die_ajax_handler', static fn (): callable => static fn () => throw new Answered() );
		ob_start();
		try {
			$action();
		} catch ( Answered ) {
			return json_decode( (string) ob_get_contents(), true );
		} finally {
			ob_end_clean();
			remove_all_filters( 'wp_doing_ajax' );
			remove_all_filters( 'wp_die_ajax_handler' );
		}
		throw new RuntimeException( 'There was no answer.' );
	}

	/** Restores an order from the trash, as wp-admin does. */
	public static function untrash( int $order ): void {
		$isBack = OrderUtil::custom_orders_table_usage_is_enabled()
			? self::order( $order )->untrash()
			: false !== wp_untrash_post( $order );
		if ( ! $isBack ) {
			throw new RuntimeException( "Order $order stays in the trash." );
		}
	}

	/** Registers a customer's account. */
	public static function register( string $email ): int {
		$id = wc_create_new_customer( $email, '', 'correct horse battery' );
		return is_int( $id ) ? $id : throw new RuntimeException( $id->get_error_message() );
	}

	/** An order in the state in which wc_create_order() first saves it: without buyer or lines. */
	public static function emptyOrder(): WC_Order {
		$order = wc_create_order();
		return $order instanceof WC_Order ? $order : throw new RuntimeException( 'No order was made.' );
	}

	public static function order( int $id ): WC_Order {
		$order = wc_get_order( $id );
		return $order instanceof WC_Order ? $order : throw new RuntimeException( "There is no order $id." );
	}

	public static function line( int $order ): WC_Order_Item_Product {
		$items = self::order( $order )->get_items();
		$line  = reset( $items );
		return $line instanceof WC_Order_Item_Product ? $line : throw new RuntimeException( "Order $order has no line." );
	}

	/**
	 * Calls WooCommerce's REST API as the administrator.
	 *
	 * @param array<string, mixed>  $body
	 * @param array<string, string> $query
	 * @return array<mixed>
	 */
	public static function rest( string $method, string $route, array $body = [], array $query = [] ): array {
		$before = get_current_user_id();
		wp_set_current_user( 1 );
		try {
			return self::dispatch( $method, $route, $body, query: $query );
		} finally {
			wp_set_current_user( $before );
		}
	}

	/**
	 * @param array<string, mixed> $body
	 * @return array<mixed>
	 */
	public static function storeApi( string $method, string $path, array $body = [] ): array {
		return self::dispatch( $method, "/wc/store/v1$path", $body, [ 'Nonce' => wp_create_nonce( 'wc_store_api' ) ] );
	}

	/** @param list<array{id: int, quantity: int}> $items */
	private static function fillCart( array $items, int $customer, string $coupon ): void {
		wp_set_current_user( $customer );
		WC()->initialize_session();
		WC()->initialize_cart();
		WC()->cart->empty_cart();
		foreach ( [] === $items ? self::items() : $items as $item ) {
			if ( false === WC()->cart->add_to_cart( $item['id'], $item['quantity'] ) ) {
				throw new RuntimeException( "Product {$item['id']} cannot be bought." );
			}
		}
		if ( '' !== $coupon ) {
			WC()->cart->apply_coupon( $coupon );
		}
		WC()->cart->calculate_totals();
	}

	/**
	 * @param array<string, mixed>  $body
	 * @param array<string, string> $headers
	 * @param array<string, string> $query
	 * @return array<mixed>
	 */
	private static function dispatch( string $method, string $route, array $body, array $headers = [], array $query = [] ): array {
		$request = new WP_REST_Request( $method, $route );
		$request->set_query_params( $query );
		if ( [] !== $body ) {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( (string) wp_json_encode( $body ) );
		}
		foreach ( $headers as $name => $value ) {
			$request->set_header( $name, $value );
		}
		/** @var WP_REST_Response $response */
		$response = rest_do_request( $request );
		if ( $response->get_status() >= 300 ) {
			throw new RuntimeException( "$method $route: " . wp_json_encode( $response->get_data() ) );
		}
		return rest_get_server()->response_to_data( $response, false );
	}
}
