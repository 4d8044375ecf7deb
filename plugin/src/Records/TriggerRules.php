<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Outbox\Reason;

/** Which recorded reasons the present state of an order confirms (R9, R10, R11). Times are seconds since 1970. Pure. */
final class TriggerRules {

	/**
	 * @param list<Reason> $reasons     With Placed among them.
	 * @param int|null     $createdAt
	 * @param int          $connectedAt
	 * @return string|null Null if it fires, else why not: a slug of Contract::EXCLUSION_REASONS.
	 */
	public static function refusalOfSubmitted( array $reasons, ?int $createdAt, int $connectedAt ): ?string {
		return self::isFromBefore( $reasons, $createdAt, $connectedAt ) ? 'before_connection' : null;
	}

	/**
	 * An order from before the connect that is paid since fires; one that was made since with an older
	 * date is a migration's, and paid in its past, whatever date of payment WooCommerce gave it.
	 *
	 * @param list<Reason> $reasons     With Paid among them.
	 * @param int|null     $createdAt
	 * @param int|null     $paidAt      Null where nothing was received (see PaymentRules).
	 * @param int          $connectedAt
	 * @return string|null Null if it fires, else why not: a slug of Contract::EXCLUSION_REASONS.
	 */
	public static function refusalOfPaid( array $reasons, ?int $createdAt, ?int $paidAt, int $connectedAt ): ?string {
		if ( null === $paidAt ) {
			return 'no_money_moved';
		}
		$isMigrated = in_array( Reason::Placed, $reasons, true ) && self::isFromBefore( $reasons, $createdAt, $connectedAt );
		return $isMigrated || $paidAt < $connectedAt ? 'before_connection' : null;
	}

	/** @param list<Reason> $reasons */
	private static function isFromBefore( array $reasons, ?int $createdAt, int $connectedAt ): bool {
		return null !== $createdAt && $createdAt < $connectedAt && ! in_array( Reason::Checkout, $reasons, true );
	}
}
