<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Orders\GoneOrder;

/** Decides which marks a save of an order makes. */
final class OrderMarks {

	/** The only order type that is an order; refunds, subscriptions and similar types are not. */
	public const TYPE = 'shop_order';

	/** Reasons that only Payment Received uses. */
	private const OF_PAYMENT = [ Reason::Paid, Reason::Placed, Reason::Checkout ];

	/**
	 * @param string       $status     WooCommerce's status slug without `wc-`.
	 * @param int          $customerId 0 for a guest. Whether the user's role makes them a contact (R1) is
	 *                                 decided when the record is built, not while the shopper waits.
	 * @param list<Reason> $reasons
	 * @return list<Mark> The order's marks first; empty for a draft or a trashed order (R7, R16).
	 */
	public static function ofSave( ElementSwitch $elements, string $type, string $status, int $id, int $customerId, array $reasons ): array {
		if ( ! self::isOrder( $type, $id ) || in_array( $status, Contract::UNPLACED_ORDER_STATUSES, true ) ) {
			return [];
		}
		$marks = self::ofOrder( $elements, $id, $reasons );
		// The buyer is marked with the order (R2, R3).
		if ( $customerId > 0 && $elements->isOn( Element::Orders ) && $elements->isOn( Element::Contacts ) ) {
			$marks[] = new Mark( Element::Contacts, $customerId, Reason::Changed );
		}
		return $marks;
	}

	/**
	 * The marks of an order that is trashed or deleted: Ivorey keeps its copy (R16) and is notified (R43).
	 *
	 * @param string $status As for ofSave(): the status before the order goes, or in the trash.
	 * @return list<Mark> Empty for a draft (R7).
	 */
	public static function ofGone( ElementSwitch $elements, string $type, string $status, int $id ): array {
		$isDraft = GoneOrder::STATUS !== $status && in_array( $status, Contract::UNPLACED_ORDER_STATUSES, true );
		return self::isOrder( $type, $id ) && ! $isDraft && $elements->isOn( Element::Orders ) ? [ new Mark( Element::Orders, $id, Reason::Changed ) ] : [];
	}

	/**
	 * @param list<Reason> $reasons
	 * @return list<Mark> One for each element that is kept in sync and read from the order.
	 */
	public static function ofOrder( ElementSwitch $elements, int $id, array $reasons ): array {
		$marks = [];
		if ( in_array( Reason::Paid, $reasons, true ) && ! $elements->isOn( Element::Triggers ) ) {
			$reasons = array_values( array_filter( $reasons, static fn ( Reason $reason ): bool => Reason::Paid !== $reason ) );
			$reasons = [] === $reasons ? [ Reason::Changed ] : $reasons;
		}
		if ( $elements->isOn( Element::Orders ) ) {
			$marks[] = new Mark( Element::Orders, $id, ...$reasons );
		} elseif ( in_array( Reason::Paid, $reasons, true ) ) {
			// R10 if order sync is off; Order Submitted depends on order sync (R9).
			$marks[] = new Mark( Element::Triggers, $id, ...array_filter( $reasons, static fn ( Reason $reason ): bool => in_array( $reason, self::OF_PAYMENT, true ) ) );
		}
		if ( $elements->isOn( Element::Transactions ) ) {
			// With the reasons, so that the payment is sent with its trigger.
			$marks[] = new Mark( Element::Transactions, $id, ...$reasons );
		}
		return $marks;
	}

	private static function isOrder( string $type, int $id ): bool {
		return self::TYPE === $type && $id > 0;
	}
}
