<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\MarketingConsent;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use WC_Order;

/**
 * R7: placed orders with their triggers (R9, R10). An order that is deleted, or no longer an order, counts as
 * deleted; Ivorey is notified of that, and of the trash (R43).
 */
final class OrderBuilder implements RecordBuilder {

	/**
	 * @param Closure( string ): bool $takes Whether Ivorey accepts one of Contract::OPTIONAL_FIELDS; none by default.
	 */
	public function __construct(
		private readonly OrderReader $reader = new OrderReader(),
		private readonly Triggers $triggers = new Triggers(),
		private readonly OrderLines $lines = new OrderLines(),
		private readonly ?Closure $takes = null
	) {}

	public function element(): Element {
		return Element::Orders;
	}

	/** {@inheritDoc} Throws what another plugin's filter throws while an order is read. */
	public function build( array $ids ): array {
		$orders  = $this->reader->read( array_keys( $ids ) );
		$lines   = $this->lines->of( array_filter( $orders, self::isPlaced( ... ) ) );
		$consent = null !== $this->takes && ( $this->takes )( 'marketing_consent' );
		$built   = [];
		foreach ( $ids as $id => $reasons ) {
			$order        = $orders[ $id ] ?? null;
			$built[ $id ] = match ( true ) {
				null === $order         => [ new Exclusion( Element::Orders, (string) $id, 'deleted', GoneOrder::data( $id ) ) ],
				! isset( $lines[ $id ] ) => [
					new Exclusion( Element::Orders, (string) $id, 'draft', self::isTrashed( $order ) ? GoneOrder::data( $id ) : null ),
					...Triggers::held( $id, $reasons ),
				],
				// The order and its triggers together, so that they are in one batch and one transaction.
				default                 => [
					new WireRecord( Element::Orders, (string) $id, OrderData::of( $order, $lines[ $id ], $consent ? MarketingConsent::ofOrder( $order ) : null ) ),
					...$this->triggers->of( $order, $reasons ),
				],
			};
		}
		return $built;
	}

	private static function isTrashed( WC_Order $order ): bool {
		return GoneOrder::STATUS === OrderData::status( $order->get_status( 'edit' ) );
	}

	private static function isPlaced( WC_Order $order ): bool {
		return ! in_array( OrderData::status( $order->get_status( 'edit' ) ), Contract::UNPLACED_ORDER_STATUSES, true );
	}
}
