<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Records\FreshRead;
use Ivorey\WooCommerce\Records\SyncOnRead;
use WC_Order;

/** Reads any number of orders in few queries. */
final class OrderReader {

	private const TYPE = 'shop_order';

	/** @var array<int, WC_Order> The orders read last, for the next builder. */
	private array $atHand = [];

	/** @var list<int> The IDs of that read. */
	private array $asked = [];

	/** The FreshRead::together() of that read. */
	private ?object $during = null;

	public function __construct( private readonly Database $database = new Database() ) {}

	/**
	 * @param list<int> $ids
	 * @return array<int, WC_Order> By ID; refunds, other order types and missing orders are left out.
	 */
	public function read( array $ids ): array {
		$this->atHand = [];
		$orders       = $this->readAfresh( $ids );
		$this->atHand = $orders;
		$this->asked  = $ids;
		$this->during = FreshRead::current();
		( new RefundTotalCache( $this->database ) )->prime( array_keys( $orders ) );
		return $orders;
	}

	/**
	 * For callers that need neither the lines nor the refunded total.
	 *
	 * @param list<int> $ids
	 * @return array<int, WC_Order> As read().
	 */
	public function readWithoutItems( array $ids ): array {
		$atHand       = $this->atHand;
		$this->atHand = [];
		return null !== $this->during && FreshRead::current() === $this->during && $ids === $this->asked
			? $atHand
			: $this->readAfresh( $ids );
	}

	/**
	 * @param list<int> $ids
	 * @return array<int, WC_Order>
	 */
	private function readAfresh( array $ids ): array {
		return [] === $ids ? [] : SyncOnRead::off( static fn (): array => self::find( $ids ) );
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return array<int, WC_Order>
	 */
	private static function find( array $ids ): array {
		FreshRead::ofOrders( $ids );
		$orders = self::query( $ids );
		foreach ( array_diff( $ids, array_keys( $orders ) ) as $id ) {
			// Orders that the query leaves out because a plugin filters it, or because WordPress hides their
			// status.
			$order = wc_get_order( $id );
			if ( $order instanceof WC_Order && self::TYPE === $order->get_type() ) {
				$orders[ $id ] = $order;
			}
		}
		return $orders;
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return array<int, WC_Order>
	 */
	private static function query( array $ids ): array {
		$found  = wc_get_orders(
			[
				'type'     => self::TYPE,
				// Every status, registered or not, including drafts and the trash.
				'status'   => 'all',
				'post__in' => $ids,
				'limit'    => count( $ids ),
				'orderby'  => 'none',
			]
		);
		$orders = [];
		foreach ( is_array( $found ) ? $found : [] as $order ) {
			if ( self::TYPE === $order->get_type() && in_array( $order->get_id(), $ids, true ) ) {
				$orders[ $order->get_id() ] = $order;
			}
		}
		return $orders;
	}
}
