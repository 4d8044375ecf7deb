<?php
/**
 * Plugin Name: Random operations
 * Description: Does to the store what a test made up, in a request that knows the token, or in a script.
 *
 * @package Ivorey\Store
 */

use Automattic\WooCommerce\Internal\DataStores\Orders\OrdersTableDataStore;
use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Connection\SettingsNotSaved;
use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Schedule\Scheduler;

defined( 'ABSPATH' ) || exit;

/** Runs the made-up operations with WooCommerce's own functions. Objects are known by name, whatever ID they get. */
final class Ivorey_Random_Operations {

	/** @var array<string, int> IDs by name. */
	private array $ids = array();

	/** @param string $seed Names the file that keeps the IDs across requests, even if a request is killed. */
	public function __construct( private readonly string $seed ) {
		foreach ( is_file( $this->file() ) ? file( $this->file(), FILE_IGNORE_NEW_LINES ) : array() as $line ) {
			list( $ref, $id )  = explode( ' ', $line );
			$this->ids[ $ref ] = (int) $id;
		}
	}

	/**
	 * @param list<array<string, mixed>> $operations
	 * @param int|null                   $dies_after Number of operations.
	 * @param array<string, mixed>|null  $hurt       The disturbance by another plugin.
	 */
	public function run( array $operations, ?int $dies_after, ?array $hurt = null ): void {
		// As the administrator, because REST requires it.
		wp_set_current_user( 1 );
		foreach ( $operations as $number => $operation ) {
			if ( $number === $dies_after ) {
				posix_kill( getmypid(), SIGKILL );
			}
			if ( null !== $hurt && $number === $hurt['after'] ) {
				$this->hurt( $hurt, $operation );
			}
			$method = str_replace( '.', '_', $operation['do'] );
			try {
				$this->$method( $operation );
			} catch ( Throwable $error ) {
				if ( null === $hurt ) {
					throw $error;
				}
			}
		}
		if ( count( $operations ) === $dies_after ) {
			posix_kill( getmypid(), SIGKILL );
		}
	}

	/** Another plugin's callback that ends the caller, the first time it is called. */
	private function hurt( array $hurt, array $operation ): void {
		$is_done = false;
		add_action(
			$hurt['hook'],
			function ( $subject = null ) use ( $hurt, $operation, &$is_done ): void {
				if ( $is_done ) {
					return;
				}
				$is_done = true;
				if ( 'woocommerce_new_order' === $hurt['hook'] && 'order.create' === $operation['do'] && is_int( $subject ) ) {
					$this->remember( $operation['ref'], $subject );
				}
				if ( 'kill' === $hurt['how'] ) {
					posix_kill( getmypid(), SIGKILL );
				}
				if ( 'exit' === $hurt['how'] ) {
					exit;
				}
				throw new RuntimeException( 'Another plugin' );
			},
			$hurt['priority']
		);
	}

	/**
	 * R10: cash on delivery is paid when it is completed, although WooCommerce sets the date earlier if its
	 * gateway is not loaded.
	 */
	private static function isCashThere( WC_Order $order ): bool {
		return 'cod' !== $order->get_payment_method() || null !== $order->get_date_completed() || in_array( $order->get_status(), array( 'completed', 'refunded' ), true );
	}

	/** @return array<string, array<string, mixed>> The final state of each order, by name. */
	public function orders(): array {
		$orders = array();
		foreach ( $this->ids as $ref => $id ) {
			if ( str_starts_with( $ref, 'order' ) || str_starts_with( $ref, 'ghost' ) ) {
				$order          = wc_get_order( $id );
				$orders[ $ref ] = array(
					'id'     => $id,
					'status' => $order ? $order->get_status() : null,
					'paid'   => $order && null !== $order->get_date_paid() && $order->get_total() > 0 && self::isCashThere( $order ),
				);
			}
		}
		return $orders;
	}

	/** R25, from the store's side. */
	private function switch( array $op ): void {
		for ( $attempt = 1; ; $attempt++ ) {
			try {
				Plugin::instance()->connecting->settings->change( array(), array( $op['element'] => $op['on'] ) );
				return;
			} catch ( SettingsNotSaved $error ) {
				// Ivorey may be restarting.
				if ( 10 === $attempt ) {
					throw $error;
				}
				usleep( 500_000 );
			}
		}
	}

	private function order_create( array $op ): void {
		if ( 'rest' === $op['way'] ) {
			$request = new WP_REST_Request( 'POST', '/wc/v3/orders' );
			$request->set_body_params(
				array(
					'status'         => $op['status'],
					'customer_id'    => $this->id( $op['user'] ) ?? 0,
					'currency'       => $op['currency'],
					'payment_method' => $op['method'],
					'billing'        => array(
						'first_name' => $op['name'],
						'email'      => $op['email'],
					),
					'fee_lines'      => $op['free'] ? array() : array( array( 'name' => 'Service', 'total' => '12.34' ) ),
				)
			);
			$response = rest_do_request( $request );
			if ( $response->is_error() ) {
				throw new RuntimeException( wp_json_encode( $response->get_data() ) );
			}
			$this->remember( $op['ref'], $response->get_data()['id'] );
			return;
		}
		$order = 'object' === $op['way'] ? new WC_Order() : wc_create_order( array( 'status' => 'draft' === $op['way'] ? 'checkout-draft' : 'pending' ) );
		if ( 'slow' === $op['way'] ) {
			// Other processes deliver in the meantime.
			usleep( 300_000 );
		}
		$order->set_created_via( 'random' );
		$order->set_customer_id( $this->id( $op['user'] ) ?? 0 );
		$order->set_billing_email( $op['email'] );
		$order->set_billing_first_name( $op['name'] );
		$order->set_currency( $op['currency'] );
		$order->set_payment_method( $op['method'] );
		$product = null === $op['product'] ? null : wc_get_product( $this->id( $op['product'] ) );
		if ( $product ) {
			$order->add_product( $product, $op['quantity'] );
		}
		if ( ! $op['free'] ) {
			$fee = new WC_Order_Item_Fee();
			$fee->set_name( 'Service' );
			$fee->set_total( '12.34' );
			$order->add_item( $fee );
		}
		$order->calculate_totals();
		$order->set_status( $op['status'] );
		$order->save();
		$this->remember( $op['ref'], $order->get_id() );
	}

	/** Rolls back the transaction that created an order. */
	private function order_rolledBack( array $op ): void {
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		$order = new WC_Order();
		$order->set_billing_email( 'ghost@example.com' );
		$order->set_status( 'processing' );
		$order->save();
		$wpdb->query( 'ROLLBACK' );
		wp_cache_flush();
		$this->remember( $op['ref'], $order->get_id() );
	}

	private function order_status( array $op ): void {
		$this->order( $op )?->update_status( $op['status'] );
	}

	private function order_note( array $op ): void {
		$order = $this->order( $op );
		$order?->set_customer_note( $op['note'] );
		$order?->save();
	}

	private function order_pay( array $op ): void {
		$this->order( $op )?->payment_complete( 'txn-' . $op['ref'] );
	}

	private function order_assign( array $op ): void {
		$order = $this->order( $op );
		$order?->set_customer_id( $this->id( $op['user'] ) ?? 0 );
		$order?->save();
	}

	private function order_refund( array $op ): void {
		$order = $this->order( $op );
		$left  = $order ? (float) $order->get_remaining_refund_amount() : 0.0;
		if ( $left <= 0 ) {
			return;
		}
		$refund = wc_create_refund(
			array(
				'order_id' => $order->get_id(),
				'amount'   => 'all' === $op['amount'] ? $left : min( $left, (float) $op['amount'] ),
				'reason'   => 'random',
			)
		);
		if ( ! is_wp_error( $refund ) ) {
			$this->remember( $op['refund'], $refund->get_id() );
		}
	}

	private function order_unrefund( array $op ): void {
		$refund = wc_get_order( $this->id( $op['ref'] ) ?? 0 );
		if ( $refund instanceof WC_Order_Refund ) {
			$refund->delete( true );
		}
	}

	private function order_trash( array $op ): void {
		$this->order( $op )?->delete( false );
	}

	private function order_untrash( array $op ): void {
		$order = wc_get_order( $this->id( $op['ref'] ) ?? 0 );
		if ( $order && 'trash' === $order->get_status() ) {
			if ( OrderUtil::custom_orders_table_usage_is_enabled() ) {
				wc_get_container()->get( OrdersTableDataStore::class )->untrash_order( $order );
			} else {
				wp_untrash_post( $order->get_id() );
			}
		}
	}

	private function order_delete( array $op ): void {
		$this->order( $op )?->delete( true );
	}

	private function user_create( array $op ): void {
		$login = $this->seed . $op['ref'];
		$id    = wp_insert_user(
			array(
				'user_login' => $login,
				'user_email' => "$login@example.com",
				'user_pass'  => 'correct horse battery',
				'first_name' => $op['name'],
				'role'       => $op['role'],
			)
		);
		if ( is_wp_error( $id ) ) {
			// PHP ended after the user was created, and the request is repeated.
			$id = username_exists( $login ) ?: throw new RuntimeException( "$login: {$id->get_error_code()}" );
		}
		$this->remember( $op['ref'], $id );
	}

	private function user_role( array $op ): void {
		$this->user( $op )?->set_role( $op['role'] );
	}

	private function user_addRole( array $op ): void {
		$this->user( $op )?->add_role( $op['role'] );
	}

	private function user_removeRole( array $op ): void {
		$this->user( $op )?->remove_role( $op['role'] );
	}

	private function user_name( array $op ): void {
		$this->update_user( $op, array( 'first_name' => $op['name'], 'display_name' => $op['name'] ) );
	}

	private function user_email( array $op ): void {
		$this->update_user( $op, array( 'user_email' => "{$this->seed}{$op['ref']}.{$op['number']}@example.com" ) );
	}

	private function user_address( array $op ): void {
		$user = $this->user( $op );
		if ( $user ) {
			$customer = new WC_Customer( $user->ID );
			$customer->set_billing_city( $op['city'] );
			$customer->save();
		}
	}

	private function user_delete( array $op ): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$user = $this->user( $op );
		if ( $user ) {
			wp_delete_user( $user->ID );
		}
	}

	private function product_create( array $op ): void {
		$class   = WC_Product_Factory::get_classname_from_product_type( $op['type'] );
		$product = new $class();
		$product->set_name( $op['name'] );
		$product->set_status( $op['status'] );
		if ( 'variable' === $op['type'] ) {
			$size = new WC_Product_Attribute();
			$size->set_name( 'Size' );
			$size->set_options( array( 'S', 'M', 'L' ) );
			$size->set_variation( true );
			$product->set_attributes( array( $size ) );
		} elseif ( 'grouped' !== $op['type'] ) {
			$product->set_regular_price( $op['price'] );
		}
		$category = $this->id( $op['category'] );
		if ( null !== $category ) {
			$product->set_category_ids( array( $category ) );
		}
		$this->remember( $op['ref'], $product->save() );
	}

	private function product_update( array $op ): void {
		$product = $this->product( $op );
		if ( ! $product ) {
			return;
		}
		if ( isset( $op['price'] ) && ! $product->is_type( array( 'variable', 'grouped' ) ) ) {
			$product->set_regular_price( $op['price'] );
		}
		if ( isset( $op['name'] ) ) {
			$product->set_name( $op['name'] );
		}
		if ( isset( $op['status'] ) ) {
			$product->set_status( $op['status'] );
		}
		$product->save();
	}

	private function product_stock( array $op ): void {
		$product = $this->product( $op );
		if ( $product && $product->is_type( array( 'simple', 'variable' ) ) ) {
			if ( ! $product->get_manage_stock() ) {
				$product->set_manage_stock( true );
				$product->save();
			}
			wc_update_product_stock( $product, $op['stock'] );
		}
	}

	private function product_password( array $op ): void {
		$product = $this->product( $op );
		if ( $product ) {
			wp_update_post( array( 'ID' => $product->get_id(), 'post_password' => $op['password'] ) );
		}
	}

	private function product_categorise( array $op ): void {
		$product = $this->product( $op );
		if ( $product ) {
			wp_set_object_terms( $product->get_id(), array_values( array_filter( array_map( $this->id( ... ), $op['categories'] ) ) ), 'product_cat' );
		}
	}

	private function product_trash( array $op ): void {
		$this->product( $op )?->delete( false );
	}

	private function product_untrash( array $op ): void {
		$id = $this->id( $op['ref'] );
		if ( null !== $id && 'trash' === get_post_status( $id ) ) {
			wp_untrash_post( $id );
		}
	}

	private function product_delete( array $op ): void {
		$this->product( $op )?->delete( true );
	}

	private function variation_create( array $op ): void {
		$parent = wc_get_product( $this->id( $op['product'] ) ?? 0 );
		if ( ! $parent || ! $parent->is_type( 'variable' ) ) {
			return;
		}
		$variation = new WC_Product_Variation();
		$variation->set_parent_id( $parent->get_id() );
		$variation->set_attributes( array( 'size' => array( 'S', 'M', 'L' )[ crc32( $op['ref'] ) % 3 ] ) );
		$variation->set_regular_price( $op['price'] );
		$this->remember( $op['ref'], $variation->save() );
	}

	private function variation_update( array $op ): void {
		$variation = $this->product( $op );
		if ( $variation ) {
			$variation->set_regular_price( $op['price'] );
			$variation->set_manage_stock( true );
			$variation->set_stock_quantity( $op['stock'] );
			$variation->save();
		}
	}

	private function variation_delete( array $op ): void {
		$this->product( $op )?->delete( true );
	}

	private function category_create( array $op ): void {
		$term = wp_insert_term( $op['name'] . ' ' . $this->seed . $op['ref'], 'product_cat', array( 'parent' => $this->id( $op['parent'] ) ?? 0 ) );
		if ( ! is_wp_error( $term ) ) {
			$this->remember( $op['ref'], $term['term_id'] );
		}
	}

	private function category_rename( array $op ): void {
		$this->update_category( $op, array( 'name' => $op['name'] . ' ' . $this->seed . $op['ref'] ) );
	}

	private function category_move( array $op ): void {
		$this->update_category( $op, array( 'parent' => $op['parent'] === $op['ref'] ? 0 : $this->id( $op['parent'] ) ?? 0 ) );
	}

	private function category_delete( array $op ): void {
		$id = $this->id( $op['ref'] );
		if ( null !== $id ) {
			wp_delete_term( $id, 'product_cat' );
		}
	}

	private function update_category( array $op, array $changes ): void {
		$id = $this->id( $op['ref'] );
		if ( null !== $id && term_exists( $id, 'product_cat' ) ) {
			wp_update_term( $id, 'product_cat', $changes );
		}
	}

	private function update_user( array $op, array $changes ): void {
		$user = $this->user( $op );
		if ( $user ) {
			wp_update_user( array( 'ID' => $user->ID ) + $changes );
		}
	}

	/** Null if it is deleted, in the trash, or was never created. */
	private function order( array $op ): ?WC_Order {
		$order = wc_get_order( $this->id( $op['ref'] ) ?? 0 );
		return $order instanceof WC_Order && 'trash' !== $order->get_status() ? $order : null;
	}

	private function product( array $op ): ?WC_Product {
		$product = wc_get_product( $this->id( $op['ref'] ) ?? 0 );
		return $product && 'trash' !== $product->get_status() ? $product : null;
	}

	private function user( array $op ): ?WP_User {
		$user = get_userdata( $this->id( $op['ref'] ) ?? 0 );
		return false === $user ? null : $user;
	}

	private function id( ?string $ref ): ?int {
		return null === $ref ? null : $this->ids[ $ref ] ?? null;
	}

	/** Written at once, in case the process is killed. */
	private function remember( string $ref, int $id ): void {
		$this->ids[ $ref ] = $id;
		file_put_contents( $this->file(), "$ref $id\n", FILE_APPEND | LOCK_EX );
	}

	private function file(): string {
		return STORE_FILES . "/random-{$this->seed}.txt";
	}
}

/** The plugin's side of a test: passing time, and the final state. */
final class Ivorey_Random_Store {

	/** Attempts to send everything that waits. */
	private const ATTEMPTS = 20;

	/** As if every backoff, and every lease that a killed process left, were over. */
	public static function let_time_pass(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = 0 WHERE quarantined_at = 0" );
		$link = get_option( CircuitOption::OPTION );
		if ( is_array( $link ) ) {
			update_option( CircuitOption::OPTION, array( 'retry_at' => 0 ) + $link, false );
		}
	}

	/** Sends everything that waits, and compares both sides. */
	public static function settle( Ivorey_Random_Operations $operations, bool $repairs ): array {
		$plugin = Plugin::instance();
		// Two minutes: the second sweep finds orders that no hook reported.
		do_action( Scheduler::SWEEP );
		do_action( Scheduler::SWEEP );
		if ( $repairs ) {
			self::deliver();
			$plugin->reconciling->full->run( null, true );
		}
		self::deliver();
		// Before the reconcile, which finds triggers that have not fired.
		$waiting  = self::waiting();
		$progress = $plugin->reconciling->full->run( null, false );
		return array(
			'waiting'     => $waiting,
			'state'       => $plugin->connecting->connection->current()->state->value,
			'outbox'      => $plugin->core->outbox->counts(),
			'counts'      => (object) $progress->counts,
			'differences' => array_map( static fn( Difference $difference ) => $difference->toArray(), $progress->differences ),
			'orders'      => (object) $operations->orders(),
		);
	}

	private static function deliver(): void {
		for ( $attempt = 0; $attempt < self::ATTEMPTS && self::waiting() > 0; $attempt++ ) {
			self::let_time_pass();
			Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 20 ) );
		}
	}

	private static function waiting(): int {
		$counts = Plugin::instance()->core->outbox->counts();
		return array_sum( $counts ) - $counts['quarantined'];
	}
}

add_filter( 'wc_order_statuses', static fn( array $statuses ): array => $statuses + array( 'wc-random-made' => 'Random made' ) );
add_filter(
	'woocommerce_register_shop_order_post_statuses',
	static fn( array $statuses ): array => $statuses + array( 'wc-random-made' => array( 'label' => 'Random made' ) )
);

if ( defined( 'IVOREY_RANDOM_TOKEN' ) && hash_equals( IVOREY_RANDOM_TOKEN, $_SERVER['HTTP_X_IVOREY_RANDOM'] ?? '' ) ) {
	add_action(
		'wp_loaded',
		static function (): void {
			$input      = json_decode( (string) file_get_contents( 'php://input' ), true, 512, JSON_THROW_ON_ERROR );
			$operations = new Ivorey_Random_Operations( $input['seed'] );
			if ( $input['time_passes'] ?? false ) {
				Ivorey_Random_Store::let_time_pass();
			}
			if ( isset( $input['active'] ) ) {
				require_once ABSPATH . 'wp-admin/includes/plugin.php';
				$plugin = 'ivorey-for-woocommerce/ivorey-for-woocommerce.php';
				$input['active'] ? activate_plugin( $plugin ) : deactivate_plugins( $plugin );
			}
			try {
				$operations->run( $input['operations'], $input['dies_after'] ?? null, $input['hurt'] ?? null );
				$answer = ( $input['settle'] ?? false ) ? Ivorey_Random_Store::settle( $operations, $input['repairs'] ?? false ) : array( 'done' => true );
			} catch ( Throwable $error ) {
				$answer = array( 'error' => (string) $error );
			}
			header( 'Content-Type: application/json' );
			echo wp_json_encode( $answer );
			exit;
		},
		PHP_INT_MAX
	);
}
