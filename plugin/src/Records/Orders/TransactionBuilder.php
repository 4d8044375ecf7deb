<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use WC_Order;
use WC_Order_Refund;

/**
 * R8: each order's payment and refunds. If an order's payment is taken back, it is voided if Ivorey has it.
 * Transactions of an order that is deleted or in the trash stay unchanged in Ivorey (R16).
 */
final class TransactionBuilder implements RecordBuilder {

	public function __construct(
		private readonly OrderReader $orders = new OrderReader(),
		private readonly RefundReader $refunds = new RefundReader(),
		private readonly DeletedRefunds $deleted = new DeletedRefunds()
	) {}

	public function element(): Element {
		return Element::Transactions;
	}

	public function build( array $ids ): array {
		$orderIds = array_keys( $ids );
		$orders   = $this->orders->readWithoutItems( $orderIds );
		$refunds  = $this->refunds->read( $orderIds );
		$deleted  = $this->deleted->ofOrders( $orderIds );
		$built    = [];
		foreach ( $orderIds as $id ) {
			$built[ $id ] = self::of( $id, $orders[ $id ] ?? null, $refunds[ $id ] ?? [], $deleted[ $id ] ?? [] );
		}
		return $built;
	}

	/**
	 * @param array<int, WC_Order_Refund>      $refunds
	 * @param array<int, array<string, mixed>> $deleted
	 * @return non-empty-list<WireRecord|Exclusion>
	 */
	private static function of( int $id, ?WC_Order $order, array $refunds, array $deleted ): array {
		if ( null === $order ) {
			return [ self::excluded( "payment:$id", 'deleted' ) ];
		}
		if ( in_array( OrderData::status( $order->get_status( 'edit' ) ), Contract::UNPLACED_ORDER_STATUSES, true ) ) {
			return [ self::excluded( "payment:$id", 'draft' ) ];
		}
		$built = [ self::recordOf( "payment:$id", $id, TransactionData::ofPayment( $order ) ) ];
		foreach ( $refunds as $refundId => $refund ) {
			$built[] = self::recordOf( "refund:$refundId", $id, TransactionData::ofRefund( $refund, $order ) );
		}
		// A deletion is noted before it happens, and may have failed.
		foreach ( array_diff_key( $deleted, $refunds ) as $refundId => $data ) {
			$built[] = new WireRecord(
				Element::Transactions,
				"refund:$refundId",
				[
					...$data,
					'voided' => true,
				],
				'deleted'
			);
		}
		return $built;
	}

	/** @param array<string, mixed>|null $data */
	private static function recordOf( string $wireId, int $orderId, ?array $data ): WireRecord {
		return null === $data
			? new WireRecord( Element::Transactions, $wireId, TransactionData::voided( $orderId ), 'no_money_moved' )
			: new WireRecord( Element::Transactions, $wireId, $data );
	}

	private static function excluded( string $wireId, string $reason ): Exclusion {
		return new Exclusion( Element::Transactions, $wireId, $reason );
	}
}
