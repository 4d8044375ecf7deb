<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Orders\GoneOrder;

/** Which marks a save of an order leaves behind. */
final class OrderMarks {

	/** The only order type that is an order: refunds, subscriptions and the like are none. */
	public const TYPE = 'shop_order';

	/** Reasons of Payment Received alone. */
	private const OF_PAYMENT = [ Reason::Paid, Reason::Placed, Reason::Checkout ];

	/**
	 * @param string       $status     WooCommerce's status slug without `wc-`.
	 * @param int          $customerId 0 for a guest. Whether the user's role makes them a contact (R1) is
	 *                                 looked up when the record is built, not while the shopper waits.
	 * @param list<Reason> $reasons
	 * @return list<Mark> Those of the order first; nothing for a draft or what lies in the trash (R7, R16).
	 */
	public static function ofSave( ElementSwitch $elements, string $type, string $status, int $id, int $customerId, array $reasons ): array {
		if ( ! self::isOrder( $type, $id ) || in_array( $status, Contract::UNPLACED_ORDER_STATUSES, true ) ) {
			return [];
		}
		$marks = self::ofOrder( $elements, $id, $reasons );
		// The buyer goes with the order (R2, R3).
		if ( $customerId > 0 && $elements->isOn( Element::Orders ) && $elements->isOn( Element::Contacts ) ) {
			$marks[] = new Mark( Element::Contacts, $customerId, Reason::Changed );
		}
		return $marks;
	}

	/**
	 * The marks of an order that goes to the trash, or is deleted: Ivorey keeps its copy (R16), and is told (R43).
	 *
	 * @param string $status As for ofSave(), before it goes or when it is in the trash.
	 * @return list<Mark> Nothing for a draft (R7).
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
			// R10 where order sync is off; Order Submitted goes with order sync (R9).
			$marks[] = new Mark( Element::Triggers, $id, ...array_filter( $reasons, static fn ( Reason $reason ): bool => in_array( $reason, self::OF_PAYMENT, true ) ) );
		}
		if ( $elements->isOn( Element::Transactions ) ) {
			// With the reasons, so that the payment comes with its trigger.
			$marks[] = new Mark( Element::Transactions, $id, ...$reasons );
		}
		return $marks;
	}

	private static function isOrder( string $type, int $id ): bool {
		return self::TYPE === $type && $id > 0;
	}
}
