<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Reason;
use WC_Order;

/** R7: orders that are placed, with their triggers (R9, R10). What is gone or is no order any more counts as deleted. */
final class OrderBuilder implements RecordBuilder {

	public function __construct(
		private readonly OrderReader $reader = new OrderReader(),
		private readonly Triggers $triggers = new Triggers()
	) {}

	public function element(): Element {
		return Element::Orders;
	}

	/** {@inheritDoc} Throws what a filter of another plugin throws while an order is read. */
	public function build( array $ids ): array {
		$orders = $this->reader->read( array_keys( $ids ) );
		$built  = [];
		foreach ( $ids as $id => $reasons ) {
			$built[ $id ] = $this->of( $id, $orders[ $id ] ?? null, $reasons );
		}
		return $built;
	}

	/**
	 * The order and its triggers, so that one batch, and one transaction, has both.
	 *
	 * @param list<Reason> $reasons
	 * @return non-empty-list<WireRecord|Exclusion>
	 */
	private function of( int $id, ?WC_Order $order, array $reasons ): array {
		if ( null === $order ) {
			return [ new Exclusion( Element::Orders, (string) $id, 'deleted' ) ];
		}
		$status = OrderData::status( $order->get_status( 'edit' ) );
		return in_array( $status, Contract::UNPLACED_ORDER_STATUSES, true )
			? [ new Exclusion( Element::Orders, (string) $id, 'draft' ) ]
			: [ new WireRecord( Element::Orders, (string) $id, OrderData::of( $order ) ), ...$this->triggers->of( $order, $reasons ) ];
	}
}
