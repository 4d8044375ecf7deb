<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderState;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderStates;
use Ivorey\WooCommerce\Diagnostics\Explain\Words;
use WC_Abstract_Order;
use WP_Post;
use WP_Query;

/** The "Ivorey" column in the list of orders, with and without HPOS. It costs one query a page. */
final class OrderColumn {

	private const ID = 'ivorey';

	private const CAPABILITY = 'manage_woocommerce';

	/** @var list<int> The orders on the page. */
	private array $page = [];

	/** @var array<int, array{OrderState, bool}> By order, as OrderStates returns them. */
	private array $states = [];

	public function __construct(
		private readonly Connection $connection,
		private readonly OrderStates $orders
	) {}

	public function register(): void {
		// With HPOS.
		add_filter( 'manage_woocommerce_page_wc-orders_columns', [ $this, 'add' ] );
		add_filter( 'woocommerce_shop_order_list_table_prepare_items_query_args', [ $this, 'onQuery' ] );
		add_action( 'manage_woocommerce_page_wc-orders_custom_column', [ $this, 'show' ], 10, 2 );
		// Without HPOS.
		add_filter( 'manage_edit-shop_order_columns', [ $this, 'add' ] );
		add_action( 'manage_shop_order_posts_custom_column', [ $this, 'show' ], 10, 2 );
	}

	/** @internal Hook. */
	public function add( mixed $columns ): mixed {
		return is_array( $columns ) && current_user_can( self::CAPABILITY ) && State::Disconnected !== $this->connection->current()->state
			? $columns + [ self::ID => __( 'Ivorey', 'ivorey-for-woocommerce' ) ]
			: $columns;
	}

	/**
	 * The next query is the one for the list.
	 *
	 * @internal Hook.
	 */
	public function onQuery( mixed $args ): mixed {
		add_filter( 'woocommerce_order_query', [ $this, 'onOrders' ] );
		return $args;
	}

	/** @internal Hook. */
	public function onOrders( mixed $found ): mixed {
		remove_filter( 'woocommerce_order_query', [ $this, 'onOrders' ] );
		$orders     = is_object( $found ) && isset( $found->orders ) && is_array( $found->orders ) ? $found->orders : [];
		$this->page = self::ids( $orders );
		return $found;
	}

	/** @internal Hook. */
	public function show( mixed $column, mixed $order ): void {
		$id = self::ids( [ $order ] )[0] ?? 0;
		if ( self::ID !== $column || 0 === $id || ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		try {
			[ $state, $isInIvorey ] = $this->stateOf( $id );
			if ( $isInIvorey ) {
				printf(
					'<a class="ivorey-order-%s" href="%s" aria-label="%s">%s</a>',
					esc_attr( $state->value ),
					esc_url( $this->connection->current()->orderUrl( $id ) ),
					/* translators: %s: how an order stands, such as "In Ivorey" or "Waiting". */
					esc_attr( sprintf( __( '%s: open the order in Ivorey', 'ivorey-for-woocommerce' ), Words::state( $state ) ) ),
					esc_html( Words::state( $state ) )
				);
				return;
			}
			printf( '<span class="ivorey-order-%s">%s</span>', esc_attr( $state->value ), esc_html( Words::state( $state ) ) );
		} catch ( QueryFailed ) {
			echo '&ndash;';
		}
	}

	/**
	 * @return array{OrderState, bool}
	 * @throws QueryFailed If the database refuses.
	 */
	private function stateOf( int $id ): array {
		if ( ! isset( $this->states[ $id ] ) ) {
			$query        = $GLOBALS['wp_query'] ?? null;
			$page         = [] === $this->page && $query instanceof WP_Query ? self::ids( $query->posts ?? [] ) : $this->page;
			$this->states = $this->orders->of( array_values( array_unique( [ $id, ...$page ] ) ) ) + $this->states;
		}
		return $this->states[ $id ] ?? [ OrderState::Unknown, false ];
	}

	/**
	 * @param array<mixed> $orders
	 * @return list<int>
	 */
	private static function ids( array $orders ): array {
		$ids = array_map(
			static fn ( mixed $order ): int => match ( true ) {
				$order instanceof WC_Abstract_Order => $order->get_id(),
				$order instanceof WP_Post           => $order->ID,
				is_numeric( $order )                => (int) $order,
				default                             => 0,
			},
			$orders
		);
		return array_values( array_filter( $ids, static fn ( int $id ): bool => $id > 0 ) );
	}
}
