<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Outbox\Element;
use WC_Order;

/** R7: orders that are placed. What is gone or is no order any more counts as deleted. */
final class OrderBuilder implements RecordBuilder {

	public function __construct( private readonly OrderReader $reader = new OrderReader() ) {}

	public function element(): Element {
		return Element::Orders;
	}

	/** {@inheritDoc} Throws what a filter of another plugin throws while an order is read. */
	public function build( array $ids ): array {
		$orders = $this->reader->read( array_keys( $ids ) );
		$built  = [];
		foreach ( array_keys( $ids ) as $id ) {
			$built[ $id ] = [ self::one( $id, $orders[ $id ] ?? null ) ];
		}
		return $built;
	}

	private static function one( int $id, ?WC_Order $order ): WireRecord|Exclusion {
		if ( null === $order ) {
			return new Exclusion( Element::Orders, (string) $id, 'deleted' );
		}
		$status = OrderData::status( $order->get_status( 'edit' ) );
		return in_array( $status, Contract::UNPLACED_ORDER_STATUSES, true )
			? new Exclusion( Element::Orders, (string) $id, 'draft' )
			: new WireRecord( Element::Orders, (string) $id, OrderData::of( $order ) );
	}
}
