<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Orders\DeletedRefunds;
use Ivorey\WooCommerce\Records\Orders\GoneOrder;
use Ivorey\WooCommerce\Records\Orders\TransactionData;
use Ivorey\WooCommerce\Records\SyncOnRead;
use Throwable;
use WC_Order;
use WC_Order_Refund;
use WeakMap;

/**
 * Marks orders, their transactions, and each order's registered buyer. It reads nothing from the database; it
 * only uses the object at hand.
 *
 * Every way to change an order (checkouts, wp-admin and its bulk actions, REST, CLI, an account that takes
 * over guest orders, erasure of personal data) ends in a save of the order. One hook is therefore enough,
 * except for the cases in `register()` and for items saved on their own (OrderItemHooks). Orders that are
 * trashed or deleted stay in Ivorey (R16), which is notified (R43).
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class OrderHooks {

	/**
	 * @var WeakMap<WC_Order, true> Orders that became paid in this request. They are kept after that save:
	 *                              without HPOS, another request that read the order earlier can remove the
	 *                              date, and a later save of this one restores it. A delivery in between finds
	 *                              no payment.
	 */
	private WeakMap $paying;

	/** @var WeakMap<WC_Order, true> Orders in the middle of a save that ends a draft. */
	private WeakMap $drafts;

	/** @var WeakMap<WC_Order, list<Reason>> Orders placed in this request. */
	private WeakMap $placed;

	/** @var array<int, array<int, list<Mark>>> Marks of orders that are being trashed or deleted, by site and ID. */
	private array $going = [];

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements,
		private readonly UnfiredTriggers $unfired,
		private readonly DeletedRefunds $deletedRefunds = new DeletedRefunds()
	) {
		$this->paying = new WeakMap();
		$this->drafts = new WeakMap();
		$this->placed = new WeakMap();
	}

	public function register(): void {
		add_action( 'woocommerce_after_order_object_save', [ $this, 'saved' ] );
		add_action( 'woocommerce_new_order', [ $this, 'placed' ], 10, 2 );
		// After every other callback that may still change the order.
		add_action( 'woocommerce_before_order_object_save', [ $this, 'saving' ], PHP_INT_MAX );

		// Products added in wp-admin are stored without a save of the order.
		add_action( 'woocommerce_ajax_order_items_added', [ $this, 'itemsAdded' ], 10, 2 );

		// Without HPOS an order is restored from the trash as a post, without a save; with HPOS this hook
		// fires before the save.
		add_action( 'untrashed_post', [ $this, 'untrashed' ] );
		add_action( 'woocommerce_untrash_order', [ $this, 'untrashing' ] );

		// With HPOS neither trashing nor deleting an order is a save.
		foreach ( [ 'trash', 'delete' ] as $way ) {
			add_action( "woocommerce_before_{$way}_order", [ $this, 'going' ], 10, 2 );
			add_action( "woocommerce_{$way}_order", [ $this, 'gone' ] );
		}

		// A refund moves money and changes the refunded amount of its order.
		add_action( 'woocommerce_after_order_refund_object_save', [ $this, 'refundSaved' ] );
		// The only hook that every way to delete a refund fires; it fires before the deletion.
		add_filter( 'woocommerce_pre_delete_order_refund', [ $this, 'deletingRefund' ], PHP_INT_MAX, 2 );
	}

	/** @internal Hook. */
	public function saving( mixed $order ): void {
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		// After the save the object no longer knows its changes.
		$changes = $order->get_changes();
		if ( [] === $changes ) {
			return;
		}
		$change = new OrderChange( $order->get_id() > 0 ? self::stored( $order ) : [], $changes );
		if ( $change->endsDraft() ) {
			$this->drafts[ $order ] = true;
		}
		if ( $change->leavesTrash() ) {
			$this->untrashing( $order->get_id() );
		}
		if ( $change->entersTrash() ) {
			$this->buffer->note( ...OrderMarks::ofGone( $this->elements, $order->get_type(), GoneOrder::STATUS, $order->get_id() ) );
		}
		if ( $change->isPayment() ) {
			$this->paying[ $order ] = true;
		}
		// WooCommerce catches exceptions that other plugins throw during a save, and data stored by then
		// stays.
		$this->buffer->note( ...$this->marksOf( $order, 0, [ Reason::Changed ] ) );
	}

	/** @internal Hook. */
	public function saved( mixed $order ): void {
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		unset( $this->drafts[ $order ] );
		$marks = $this->marksOf( $order, $order->get_customer_id( 'edit' ), [ Reason::Changed ] );
		if ( [] !== $marks ) {
			$this->buffer->mark( ...$marks );
		}
	}

	/**
	 * Fires in the middle of the save that places the order, before its items are stored. Only the reason is
	 * noted, for the mark after the save (or at the end of the request, if the save fails).
	 *
	 * @internal Hook.
	 */
	public function placed( mixed $id, mixed $order = null ): void {
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		$this->placed[ $order ] = isset( $this->drafts[ $order ] ) ? [ Reason::Placed, Reason::Checkout ] : [ Reason::Placed ];
		$this->buffer->note( ...$this->marksOf( $order, 0, $this->placed[ $order ] ) );
	}

	/** @internal Hook. */
	public function itemsAdded( mixed $items, mixed $order = null ): void {
		$this->saved( $order );
	}

	/** @internal Hook. */
	public function untrashed( mixed $id ): void {
		if ( is_numeric( $id ) && OrderMarks::TYPE === get_post_type( (int) $id ) ) {
			$this->untrashing( $id );
			$this->markOrder( (int) $id );
		}
	}

	/**
	 * An order that was in the trash when it was due to be sent has not fired yet.
	 *
	 * @internal Hook.
	 */
	public function untrashing( mixed $id ): void {
		$reasons = is_numeric( $id ) && (int) $id > 0 ? $this->unfired->of( (int) $id ) : [];
		if ( [] !== $reasons ) {
			$this->buffer->note( ...OrderMarks::ofOrder( $this->elements, (int) $id, $reasons ) );
		}
	}

	/**
	 * Its type can no longer be read after the deletion.
	 *
	 * @internal Hook.
	 */
	public function going( mixed $id, mixed $order = null ): void {
		$marks = $order instanceof WC_Order ? OrderMarks::ofGone( $this->elements, $order->get_type(), $order->get_status( 'edit' ), $order->get_id() ) : [];
		if ( $order instanceof WC_Order && [] !== $marks ) {
			$this->going[ get_current_blog_id() ][ $order->get_id() ] = $marks;
			// Another plugin may end the request before the order is gone.
			$this->buffer->note( ...$marks );
		}
	}

	/** @internal Hook. */
	public function gone( mixed $id ): void {
		$site  = get_current_blog_id();
		$marks = is_numeric( $id ) ? $this->going[ $site ][ (int) $id ] ?? [] : [];
		if ( [] !== $marks ) {
			unset( $this->going[ $site ][ (int) $id ] );
			$this->buffer->mark( ...$marks );
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
	 * @param mixed $deleted Not null if another plugin prevented or replaced the deletion.
	 */
	public function deletingRefund( mixed $deleted, mixed $refund = null ): mixed {
		if ( null === $deleted && $refund instanceof WC_Order_Refund ) {
			$this->remember( $refund );
			$this->markOrder( $refund->get_parent_id() );
			// Mark again after the deletion: a delivery may read the order in between.
			$this->buffer->note( ...$this->ofChange( $refund->get_parent_id() ) );
		}
		return $deleted;
	}

	/**
	 * The properties before the changes that are about to be saved. get_data() would read the lines from the
	 * database; no other method returns them.
	 *
	 * @return array<mixed>
	 */
	private static function stored( WC_Order $order ): array {
		$data = ( (array) $order )["\0*\0data"] ?? null;
		return is_array( $data ) ? $data : [];
	}

	/** An error here must not stop the deletion of the refund. */
	private function remember( WC_Order_Refund $refund ): void {
		if ( ! $this->elements->isOn( Element::Transactions ) || $refund->get_id() <= 0 ) {
			return;
		}
		try {
			$order = SyncOnRead::off( static fn (): mixed => wc_get_order( $refund->get_parent_id() ) );
			$data  = $order instanceof WC_Order ? TransactionData::ofRefund( $refund, $order ) : null;
			if ( null !== $data ) {
				$this->deletedRefunds->remember( $refund->get_id(), $refund->get_parent_id(), $data );
			}
		} catch ( Throwable $error ) {
			Log::error( 'A deleted refund could not be recorded.', [ 'error' => $error->getMessage() ] );
		}
	}

	/**
	 * The marks of a save. TriggerRules judges a payment together with the way the order was created.
	 *
	 * @param int          $customerId 0 to leave the buyer out.
	 * @param list<Reason> $otherwise  The reasons if the save is not a payment.
	 * @return list<Mark>
	 */
	private function marksOf( WC_Order $order, int $customerId, array $otherwise ): array {
		return OrderMarks::ofSave(
			$this->elements,
			$order->get_type(),
			$order->get_status( 'edit' ),
			$order->get_id(),
			$customerId,
			isset( $this->paying[ $order ] ) ? [ Reason::Paid, ...( $this->placed[ $order ] ?? [] ) ] : $otherwise
		);
	}

	private function markOrder( int $id ): void {
		$marks = $this->ofChange( $id );
		if ( [] !== $marks ) {
			$this->buffer->mark( ...$marks );
		}
	}

	/** @return list<Mark> */
	private function ofChange( int $id ): array {
		return $id > 0 ? OrderMarks::ofOrder( $this->elements, $id, [ Reason::Changed ] ) : [];
	}
}
