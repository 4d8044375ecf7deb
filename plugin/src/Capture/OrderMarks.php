<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Mark;
use Ivorey\WooCommerce\Outbox\Reason;

/** Which marks a save of an order leaves behind. */
final class OrderMarks {

	/** The only order type that is an order: refunds, subscriptions and the like are none. */
	public const TYPE = 'shop_order';

	/**
	 * @param string $status     WooCommerce's status slug without `wc-`.
	 * @param int    $customerId 0 for a guest. Whether the user's role makes them a contact (R1) is
	 *                           looked up when the record is built, not while the shopper waits.
	 * @return list<Mark> The order first; nothing for a draft or what lies in the trash (R7, R16).
	 */
	public static function ofSave( ElementSwitch $elements, string $type, string $status, int $id, int $customerId, Reason $reason ): array {
		if (
			self::TYPE !== $type
			|| $id <= 0
			|| in_array( $status, Contract::UNPLACED_ORDER_STATUSES, true )
			|| ! $elements->isOn( Element::Orders )
		) {
			return [];
		}
		$marks = [ new Mark( Element::Orders, $id, $reason ) ];
		if ( $customerId > 0 && $elements->isOn( Element::Contacts ) ) {
			$marks[] = new Mark( Element::Contacts, $customerId, Reason::Changed );
		}
		return $marks;
	}
}
