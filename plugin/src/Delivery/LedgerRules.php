<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;

/** Rules about Ivorey's copy of a record, before and after a delivery. Pure. */
final class LedgerRules {

	/** The version rises with each change, even if the clock goes back; a retry of the same row keeps it. */
	public static function version( Row $row, ?LedgerEntry $known ): int {
		return null === $known ? $row->seq : max( $row->seq, $known->version + 1 );
	}

	/**
	 * Whether Ivorey certainly has this already. A repair is sent whatever the ledger says. A trigger is an
	 * event: once sent, it is never sent again, whatever happens to the order later.
	 */
	public static function isKnown( Row $row, ?LedgerEntry $known, string $hash ): bool {
		if ( null === $known || $row->uncertain ) {
			return false;
		}
		return self::hasFired( $known ) || ( $known->hash === $hash && ! $row->hasReason( Reason::Repair ) );
	}

	public static function hasFired( LedgerEntry $known ): bool {
		return Element::Triggers === $known->element && $known->version > 0;
	}

	/**
	 * Whether the ledger learned this after the import began to read: the import's data may then be older,
	 * and must not be sent with a newer version. The version alone proves nothing: it may come from a clock
	 * that was ahead.
	 */
	public static function isOvertaken( Row $row, LedgerEntry $known ): bool {
		return $known->settledAt >= $row->seq;
	}

	/**
	 * Whether Ivorey has some version of this, as far as the store knows; if the store does not know,
	 * Ivorey's answer tells.
	 */
	public static function mayBeThere( Row $row, ?LedgerEntry $known ): bool {
		if ( self::canBeAsked( $row ) ) {
			return null !== $known && $known->version > 0;
		}
		return $row->uncertain || $row->hasReason( Reason::Repair ) || ( null !== $known && $known->version > 0 );
	}

	/**
	 * Whether to ask Ivorey if it has this product. After connecting to another account, or after an
	 * uninstall, the ledger does not know what an earlier connection sent; an import resolves that (R26).
	 * Neither does it know after a delivery without an answer.
	 */
	public static function isToBeAsked( Row $row, ?LedgerEntry $known ): bool {
		return self::canBeAsked( $row )
			&& ( $row->uncertain || $row->hasReason( Reason::Repair ) || ( null === $known && $row->hasReason( Reason::Import ) ) );
	}

	/** Whether Ivorey can be asked without disclosing anything (R14). */
	private static function canBeAsked( Row $row ): bool {
		return Element::Products === $row->element;
	}

	/** Whether Ivorey has the product it was asked about: the record itself must then follow. */
	public static function isToFollow( WireItem $item, Outcome $outcome ): bool {
		return $item->isQuestion && OutcomeKind::Applied === $outcome->kind;
	}

	public static function afterReceipt( WireItem $item, Outcome $outcome ): LedgerEntry {
		$known = $item->known;
		return match ( $outcome->kind ) {
			OutcomeKind::Applied  => self::there( $item, $item->hash, 'applied' ),
			// Ivorey may have this very version, whose answer was lost, or a newer one: its content is not
			// certain.
			OutcomeKind::Stale    => self::there( $item, '', 'stale' ),
			OutcomeKind::Excluded => self::notTaken( $item, self::reason( $item, $outcome ) ),
			OutcomeKind::Rejected => new LedgerEntry( $item->element, $item->wireId, $known->version ?? 0, $known->hash ?? '', 'rejected' ),
		};
	}

	/** A record that Ivorey keeps only because it had it before counts as excluded, with its reason (R18). */
	private static function there( WireItem $item, string $hash, string $outcome ): LedgerEntry {
		return null === $item->onlyIfKnown
			? new LedgerEntry( $item->element, $item->wireId, $item->version, $hash, $outcome, leftOut: $item->leftOut )
			: new LedgerEntry( $item->element, $item->wireId, $item->version, $hash, 'excluded', $item->onlyIfKnown );
	}

	/** Ivorey does not apply a notice. The ledger still records its version, so that whatever follows is newer. */
	private static function notTaken( WireItem $item, string $reason ): LedgerEntry {
		return $item->isNotice && 'element_off' !== $reason && ( $item->known->version ?? 0 ) > 0
			? new LedgerEntry( $item->element, $item->wireId, $item->version, $item->hash, 'excluded', $reason )
			: self::excluded( $item->element, $item->wireId, $reason, $item->known );
	}

	/** Ivorey answers that it does not know the record; the store knows the reason. */
	private static function reason( WireItem $item, Outcome $outcome ): string {
		return 'element_off' === $outcome->reason ? $outcome->reason : $item->onlyIfKnown ?? $outcome->reason;
	}

	/** An excluded record leaves Ivorey's copy as it was (R16). */
	public static function excluded( Element $element, string $wireId, string $reason, ?LedgerEntry $known ): LedgerEntry {
		return new LedgerEntry( $element, $wireId, $known->version ?? 0, $known->hash ?? '', 'excluded', $reason );
	}

	/**
	 * The entry of a record that was not sent because Ivorey has it; null if the ledger already says so.
	 *
	 * @param string|null $onlyIfKnown As in WireRecord.
	 */
	public static function confirmed( LedgerEntry $known, int $leftOut = 0, ?string $onlyIfKnown = null ): ?LedgerEntry {
		[ $outcome, $reason, $number ] = null === $onlyIfKnown ? [ 'applied', '', $leftOut ] : [ 'excluded', $onlyIfKnown, 0 ];
		$isNoted                       = $known->outcome === $outcome && $known->reason === $reason && $known->leftOut === $number;
		return $isNoted || self::hasFired( $known )
			? null
			: new LedgerEntry( $known->element, $known->wireId, $known->version, $known->hash, $outcome, $reason, leftOut: $number );
	}
}
