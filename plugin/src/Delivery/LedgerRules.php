<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;

/** Rules on Ivorey's copy of a record, before and after a delivery. Pure. */
final class LedgerRules {

	/** Rises with each change, whatever the clock does; the same again for a retry of the same row. */
	public static function version( Row $row, ?LedgerEntry $known ): int {
		return null === $known ? $row->seq : max( $row->seq, $known->version + 1 );
	}

	/**
	 * Whether Ivorey has this already, for certain. A repair asks to be sent whatever we think. A trigger is an event:
	 * whatever the order has become since, it was told, and is not told again.
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
	 * Whether this became known after the import had begun to read: then what the import has read may be
	 * older, and is not to go with a newer version. Its version says nothing: it may come from a clock that was ahead.
	 */
	public static function isOvertaken( Row $row, LedgerEntry $known ): bool {
		return $known->settledAt >= $row->seq;
	}

	/** Whether Ivorey has some version of this, as far as we can tell; where we cannot, it tells us itself. */
	public static function mayBeThere( Row $row, ?LedgerEntry $known ): bool {
		if ( self::canBeAsked( $row ) ) {
			return null !== $known && $known->version > 0;
		}
		return $row->uncertain || $row->hasReason( Reason::Repair ) || ( null !== $known && $known->version > 0 );
	}

	/**
	 * Whether Ivorey is to be asked if it has this product. After a connection to another account, or an
	 * uninstallation, the ledger does not know what an earlier connection brought; an import settles it (R26).
	 * Nor does it after a delivery without an answer.
	 */
	public static function isToBeAsked( Row $row, ?LedgerEntry $known ): bool {
		return self::canBeAsked( $row )
			&& ( $row->uncertain || $row->hasReason( Reason::Repair ) || ( null === $known && $row->hasReason( Reason::Import ) ) );
	}

	/** Whether there is a way to ask without telling anything (R14). */
	private static function canBeAsked( Row $row ): bool {
		return Element::Products === $row->element;
	}

	/** Whether Ivorey has what it was asked for: then the record itself is to follow. */
	public static function isToFollow( WireItem $item, Outcome $outcome ): bool {
		return $item->isQuestion && OutcomeKind::Applied === $outcome->kind;
	}

	public static function afterReceipt( WireItem $item, Outcome $outcome ): LedgerEntry {
		$known = $item->known;
		return match ( $outcome->kind ) {
			OutcomeKind::Applied  => self::there( $item, $item->hash, 'applied' ),
			// Perhaps this very version, whose answer was lost; perhaps a newer one: what it holds is not certain.
			OutcomeKind::Stale    => self::there( $item, '', 'stale' ),
			OutcomeKind::Excluded => self::notTaken( $item, self::reason( $item, $outcome ) ),
			OutcomeKind::Rejected => new LedgerEntry( $item->element, $item->wireId, $known->version ?? 0, $known->hash ?? '', 'rejected' ),
		};
	}

	/** A record that is there only because it was there before counts as excluded, by its reason (R18). */
	private static function there( WireItem $item, string $hash, string $outcome ): LedgerEntry {
		return null === $item->onlyIfKnown
			? new LedgerEntry( $item->element, $item->wireId, $item->version, $hash, $outcome, leftOut: $item->leftOut )
			: new LedgerEntry( $item->element, $item->wireId, $item->version, $hash, 'excluded', $item->onlyIfKnown );
	}

	/** A notice is not to be taken. That Ivorey has heard it is remembered as if it were, so that what follows it is newer. */
	private static function notTaken( WireItem $item, string $reason ): LedgerEntry {
		return $item->isNotice && 'element_off' !== $reason && ( $item->known->version ?? 0 ) > 0
			? new LedgerEntry( $item->element, $item->wireId, $item->version, $item->hash, 'excluded', $reason )
			: self::excluded( $item->element, $item->wireId, $reason, $item->known );
	}

	/** Ivorey says that it does not know it; the store knows why that is right. */
	private static function reason( WireItem $item, Outcome $outcome ): string {
		return 'element_off' === $outcome->reason ? $outcome->reason : $item->onlyIfKnown ?? $outcome->reason;
	}

	/** An excluded record leaves Ivorey's copy as it was (R16). */
	public static function excluded( Element $element, string $wireId, string $reason, ?LedgerEntry $known ): LedgerEntry {
		return new LedgerEntry( $element, $wireId, $known->version ?? 0, $known->hash ?? '', 'excluded', $reason );
	}

	/**
	 * Nothing was sent, because Ivorey has it; null if the ledger says so already.
	 *
	 * @param string|null $onlyIfKnown As WireRecord has it.
	 */
	public static function confirmed( LedgerEntry $known, int $leftOut = 0, ?string $onlyIfKnown = null ): ?LedgerEntry {
		[ $outcome, $reason, $number ] = null === $onlyIfKnown ? [ 'applied', '', $leftOut ] : [ 'excluded', $onlyIfKnown, 0 ];
		$isNoted                       = $known->outcome === $outcome && $known->reason === $reason && $known->leftOut === $number;
		return $isNoted || self::hasFired( $known )
			? null
			: new LedgerEntry( $known->element, $known->wireId, $known->version, $known->hash, $outcome, $reason, leftOut: $number );
	}
}
