<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Mark;
use Ivorey\WooCommerce\Outbox\Reason;
use WC_Order;
use WC_Order_Refund;
use WeakMap;

/**
 * Marks orders, and the registered buyer with each. Nothing is read here: only what the object at
 * hand holds is looked at.
 *
 * Every way to change an order (checkouts, wp-admin and its bulk actions, REST, CLI, order items
 * edited one by one, an account that takes over guest orders, erasure of personal data) ends in a
 * save of the order, so that one hook is enough, but for what stands in `register()`. Trashing and
 * deleting leave no mark (R16).
 *
 * The parameters are untyped because other plugins call these hooks too, with whatever they have.
 */
final class OrderHooks {

	/** @var WeakMap<WC_Order, true> Orders in the middle of a save that sets the date of payment. */
	private WeakMap $paying;

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements
	) {
		$this->paying = new WeakMap();
	}

	public function register(): void {
		add_action( 'woocommerce_after_order_object_save', [ $this, 'saved' ] );
		add_action( 'woocommerce_new_order', [ $this, 'placed' ], 10, 2 );
		// After everybody who may still change the order.
		add_action( 'woocommerce_before_order_object_save', [ $this, 'saving' ], PHP_INT_MAX );

		// Products added in wp-admin are stored without a save of the order.
		add_action( 'woocommerce_ajax_order_items_added', [ $this, 'itemsAdded' ], 10, 2 );

		// Without HPOS an order comes back from the trash as a post, without a save.
		add_action( 'untrashed_post', [ $this, 'untrashed' ] );

		// A refund changes what is refunded of its order.
		add_action( 'woocommerce_after_order_refund_object_save', [ $this, 'refundSaved' ] );
		// The one hook that all ways to delete a refund have in common; it comes before the deletion.
		add_filter( 'woocommerce_pre_delete_order_refund', [ $this, 'deletingRefund' ], PHP_INT_MAX, 2 );
	}

	/** @internal Hook. */
	public function saving( mixed $order ): void {
		// After the save the object does not know any more what has changed.
		if ( $order instanceof WC_Order && isset( $order->get_changes()['date_paid'] ) ) {
			$this->paying[ $order ] = true;
		}
	}

	/** @internal Hook. */
	public function saved( mixed $order ): void {
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		$reason = isset( $this->paying[ $order ] ) ? Reason::Paid : Reason::Changed;
		unset( $this->paying[ $order ] );
		$marks = $this->marks( $order, $reason );
		if ( [] !== $marks ) {
			$this->buffer->mark( ...$marks );
		}
	}

	/**
	 * Comes in the middle of the save that places the order, before its items are stored: only the
	 * reason is noted, for the mark after the save (or the end of the request, should the save break off).
	 *
	 * @internal Hook.
	 */
	public function placed( mixed $id, mixed $order = null ): void {
		if ( $order instanceof WC_Order ) {
			$this->buffer->note( ...array_slice( $this->marks( $order, Reason::Placed ), 0, 1 ) );
		}
	}

	/** @internal Hook. */
	public function itemsAdded( mixed $items, mixed $order = null ): void {
		$this->saved( $order );
	}

	/** @internal Hook. */
	public function untrashed( mixed $id ): void {
		if ( is_numeric( $id ) && OrderMarks::TYPE === get_post_type( (int) $id ) ) {
			$this->markOrder( (int) $id );
		}
	}

	/** @internal Hook. */
	public function refundSaved( mixed $refund ): void {
		if ( $refund instanceof WC_Order_Refund ) {
			$this->markOrder( $refund->get_parent_id() );
		}
	}

	/**
	 * @internal Hook.
	 * @param mixed $deleted Not null when another plugin has prevented or replaced the deletion.
	 */
	public function deletingRefund( mixed $deleted, mixed $refund = null ): mixed {
		if ( null === $deleted && $refund instanceof WC_Order_Refund ) {
			$id = $refund->get_parent_id();
			$this->markOrder( $id );
			// And once more when it is gone: a delivery may read the order in between.
			if ( $id > 0 && $this->elements->isOn( Element::Orders ) ) {
				$this->buffer->note( new Mark( Element::Orders, $id, Reason::Changed ) );
			}
		}
		return $deleted;
	}

	private function markOrder( int $id ): void {
		if ( $id > 0 && $this->elements->isOn( Element::Orders ) ) {
			$this->buffer->mark( new Mark( Element::Orders, $id, Reason::Changed ) );
		}
	}

	/** @return list<Mark> */
	private function marks( WC_Order $order, Reason $reason ): array {
		return OrderMarks::ofSave(
			$this->elements,
			$order->get_type(),
			$order->get_status( 'edit' ),
			$order->get_id(),
			$order->get_customer_id( 'edit' ),
			$reason
		);
	}
}
