<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Model\Sites;
use Ivorey\WooCommerce\Records\Orders\OrderReader;
use WC_Abstract_Order;

/**
 * Marks orders whose items are saved on their own: by "Add shipping" in wp-admin, and by plugins that call
 * wc_update_order_item_meta() and similar functions. Usually a save of the order follows and covers the
 * change, so the remaining orders are only checked at the end.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class OrderItemHooks {

	/** Before the marks of the request are written. */
	private const EARLIEST = 1;

	/** IDs per query. */
	private const AT_ONCE = 100;

	/** @var array<int, array<int, true>> Orders not saved since one of their items was saved, by site. */
	private array $orders = [];

	/** @var array<int, array<int, true>> Items of which only the meta was written, by site. */
	private array $items = [];

	/** @var bool Whether the request is ending. */
	private bool $isLate = false;

	/** @var array<int, array<int, bool>> Orders saved in this process and whether they are placed, by site. */
	private array $saved = [];

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements,
		private readonly Database $database,
		private readonly OrderReader $reader = new OrderReader()
	) {}

	public function register(): void {
		add_action( 'woocommerce_new_order_item', [ $this, 'itemSaved' ], 10, 3 );
		add_action( 'woocommerce_update_order_item', [ $this, 'itemSaved' ], 10, 3 );
		add_action( 'woocommerce_before_delete_order_item', [ $this, 'deletingItem' ] );
		foreach ( [ 'added', 'updated', 'deleted' ] as $change ) {
			add_action( "{$change}_order_item_meta", [ $this, 'metaChanged' ], 10, 2 );
		}
		add_action( 'woocommerce_after_order_object_save', [ $this, 'orderSaved' ] );
		add_action( 'woocommerce_after_order_refund_object_save', [ $this, 'orderSaved' ] );
		add_action( 'shutdown', [ $this, 'ask' ], self::EARLIEST );
	}

	/**
	 * @internal Hook.
	 * @param mixed $itemId
	 * @param mixed $item    The written row if wc_update_order_item() calls the hook.
	 * @param mixed $orderId Missing in that case.
	 */
	public function itemSaved( mixed $itemId, mixed $item = null, mixed $orderId = null ): void {
		$site = get_current_blog_id();
		if ( ! is_numeric( $orderId ) || (int) $orderId <= 0 ) {
			$this->metaChanged( null, $itemId );
			return;
		}
		if ( is_numeric( $itemId ) ) {
			unset( $this->items[ $site ][ (int) $itemId ] );
		}
		$this->orderChanged( (int) $orderId );
	}

	/** @internal Hook. */
	public function deletingItem( mixed $itemId ): void {
		if ( is_numeric( $itemId ) && $this->elements->isOn( Element::Orders ) ) {
			// After the deletion the item's order can no longer be found.
			$this->orderChanged( wc_get_order_id_by_order_item_id( (int) $itemId ) );
		}
	}

	/**
	 * @internal Hook.
	 * @param mixed $metaId One ID or several.
	 */
	public function metaChanged( mixed $metaId, mixed $itemId = null ): void {
		if ( is_numeric( $itemId ) && (int) $itemId > 0 && $this->elements->isOn( Element::Orders ) ) {
			$this->items[ get_current_blog_id() ][ (int) $itemId ] = true;
			$this->askIfLate();
		}
	}

	/** @internal Hook. */
	public function orderSaved( mixed $order ): void {
		if ( ! $order instanceof WC_Abstract_Order ) {
			return;
		}
		$site = get_current_blog_id();
		unset( $this->orders[ $site ][ $order->get_id() ] );
		$this->saved[ $site ][ $order->get_id() ] = [] !== $this->marksOf( $order );
	}

	/** @internal Hook. */
	public function ask(): void {
		$this->isLate = true;
		foreach ( array_keys( $this->orders + $this->items ) as $site ) {
			$orders = array_keys( $this->orders[ $site ] ?? [] );
			$items  = array_keys( $this->items[ $site ] ?? [] );
			if ( [] !== $orders || [] !== $items ) {
				Sites::in( $site, fn () => $this->buffer->ask( fn (): array => $this->marks( $orders, $items ) ) );
			}
		}
		$this->orders = [];
		$this->items  = [];
	}

	/** No save of the order follows any more. */
	private function askIfLate(): void {
		if ( $this->isLate ) {
			$this->ask();
		}
	}

	private function orderChanged( int $order ): void {
		if ( $order <= 0 || ! $this->elements->isOn( Element::Orders ) ) {
			return;
		}
		$site     = get_current_blog_id();
		$isPlaced = $this->saved[ $site ][ $order ] ?? null;
		if ( null !== $isPlaced ) {
			$this->buffer->collect( ...( $isPlaced ? OrderMarks::ofOrder( $this->elements, $order, [ Reason::Changed ] ) : [] ) );
			return;
		}
		$this->orders[ $site ][ $order ] = true;
		$this->askIfLate();
	}

	/**
	 * @param list<int> $orders
	 * @param list<int> $items
	 * @return list<Mark>
	 */
	private function marks( array $orders, array $items ): array {
		$marks = [];
		$ids   = array_values( array_unique( [ ...$orders, ...$this->ordersOf( $items ) ] ) );
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $some ) {
			foreach ( $this->reader->readWithoutItems( $some ) as $order ) {
				array_push( $marks, ...$this->marksOf( $order ) );
			}
		}
		return $marks;
	}

	/** @return list<Mark> */
	private function marksOf( WC_Abstract_Order $order ): array {
		return OrderMarks::ofSave( $this->elements, $order->get_type(), $order->get_status( 'edit' ), $order->get_id(), 0, [ Reason::Changed ] );
	}

	/**
	 * @param list<int> $items
	 * @return list<int>
	 */
	private function ordersOf( array $items ): array {
		$orders = [];
		foreach ( array_chunk( $items, self::AT_ONCE ) as $some ) {
			$in = Database::placeholders( '%d', count( $some ) );
			foreach (
				$this->database->select(
					"SELECT DISTINCT order_id FROM %i WHERE order_item_id IN ($in)",
					[ $this->database->shopTable( 'woocommerce_order_items' ), ...$some ]
				) as $row
			) {
				$orders[] = (int) $row['order_id'];
			}
		}
		return $orders;
	}
}
