<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use WC_Order;

/** Payment Received if orders are not kept in sync; otherwise it goes with its order (OrderBuilder). */
final class TriggerBuilder implements RecordBuilder {

	public function __construct(
		private readonly OrderReader $orders = new OrderReader(),
		private readonly Triggers $triggers = new Triggers()
	) {}

	public function element(): Element {
		return Element::Triggers;
	}

	public function build( array $ids ): array {
		$orders = $this->orders->readWithoutItems( array_keys( $ids ) );
		$built  = [];
		foreach ( $ids as $id => $reasons ) {
			$built[ $id ] = [ $this->one( $id, $orders[ $id ] ?? null, $reasons ) ];
		}
		return $built;
	}

	/** @param list<Reason> $reasons */
	private function one( int $id, ?WC_Order $order, array $reasons ): WireRecord|Exclusion {
		$wireId = Triggers::PAYMENT_RECEIVED . ":$id";
		if ( null === $order ) {
			return new Exclusion( Element::Triggers, $wireId, 'deleted' );
		}
		if ( in_array( OrderData::status( $order->get_status( 'edit' ) ), Contract::UNPLACED_ORDER_STATUSES, true ) ) {
			return new Exclusion( Element::Triggers, $wireId, Triggers::HELD );
		}
		foreach ( $this->triggers->of( $order, $reasons ) as $trigger ) {
			// Order Submitted depends on order sync, which is off here.
			if ( $trigger->id === $wireId ) {
				return $trigger;
			}
		}
		return new Exclusion( Element::Triggers, $wireId, TransactionData::isReceived( $order ) ? 'before_connection' : 'no_money_moved' );
	}
}
