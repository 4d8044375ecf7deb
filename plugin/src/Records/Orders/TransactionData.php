<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Decimal;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\Timestamp;
use WC_Order;
use WC_Order_Refund;

/** R8: a movement of money in the contract's form (plugin/contract/transaction.json), or null if no money moved. */
final class TransactionData {

	/** @return array<string, mixed>|null */
	public static function ofPayment( WC_Order $order ): ?array {
		$date = Timestamp::of( $order->get_date_paid( 'edit' ) );
		if ( null === $date || ! self::isReceived( $order ) ) {
			return null;
		}
		return self::of( 'payment', $order, Decimal::money( $order->get_total( 'edit' ) ), $date, $order->get_transaction_id( 'edit' ), '' );
	}

	public static function isReceived( WC_Order $order ): bool {
		return PaymentRules::isReceived(
			null !== $order->get_date_paid( 'edit' ),
			$order->get_total( 'edit' ),
			$order->get_payment_method( 'edit' ),
			OrderData::status( $order->get_status( 'edit' ) ),
			null !== $order->get_date_completed( 'edit' )
		);
	}

	/** @return array<string, mixed>|null */
	public static function ofRefund( WC_Order_Refund $refund, WC_Order $order ): ?array {
		$amount = Decimal::money( $refund->get_amount( 'edit' ) );
		if ( ! Decimal::isPositive( $amount ) ) {
			return null;
		}
		$date = Timestamp::of( $refund->get_date_created( 'edit' ) ) ?? Timestamp::of( $refund->get_date_modified( 'edit' ) ) ?? OrderData::NEVER;
		// WooCommerce stores no gateway ID for a refund.
		return self::of( 'refund', $order, $amount, $date, '', $refund->get_reason( 'edit' ) );
	}

	/**
	 * For a transaction whose money did not move, or no longer counts as moved.
	 *
	 * @return array<string, mixed>
	 */
	public static function voided( int $orderId ): array {
		return [
			'order_id' => (string) $orderId,
			'type'     => 'voided',
		];
	}

	/** @return array<string, mixed> */
	private static function of( string $type, WC_Order $order, string $amount, string $date, string $transactionId, string $reason ): array {
		return [
			'amount'               => $amount,
			'currency'             => OrderData::currency( $order ),
			'date'                 => $date,
			'order_id'             => (string) $order->get_id(),
			'payment_method'       => Text::plain( $order->get_payment_method( 'edit' ), 200 ),
			'payment_method_title' => Text::ofHtml( $order->get_payment_method_title( 'edit' ), Contract::MAX_NAME ),
			'reason'               => Text::plain( $reason, Contract::MAX_TEXT ),
			'transaction_id'       => Text::plain( $transactionId, Contract::MAX_NAME ),
			'type'                 => $type,
			'voided'               => false,
		];
	}
}
