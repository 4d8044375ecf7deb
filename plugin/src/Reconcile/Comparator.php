<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;

/** Compares what both sides have of one record. Pure. */
final class Comparator {

	/** Why there is none: an exclusion's slug. */
	private const DELETED = 'deleted';

	/** Why it is pending: the import that is under way has still to read it. */
	private const IMPORTING = 'importing';

	/**
	 * @param int|null                                  $importedSince Seconds since 1970: what is older was never to be
	 *                                                                 sent, unless it changes; null where everything was.
	 * @param int                                       $importsBelow  An import has still to read the objects with lower
	 *                                                                 ids than this.
	 * @param (Closure(int|null, int): (int|null))|null $offUntil      As SyncHistory::offUntil() has it, of the element that is compared.
	 * @param int|null                                  $imported      As ImportedSince::evenIfOffBefore() has it.
	 */
	public function __construct(
		private readonly ?int $importedSince,
		private readonly int $importsBelow = 0,
		private readonly ?Closure $offUntil = null,
		private readonly ?int $imported = null
	) {}

	/**
	 * @param LocalRecord|null        $ours   Null if the store does not have it at all.
	 * @param RowView|null     $row    Of its object in the outbox.
	 * @param LedgerEntry|null $known  What the store thinks that Ivorey has.
	 */
	public function judge( ?LocalRecord $ours, ?RemoteRecord $theirs, ?RowView $row, ?LedgerEntry $known ): Finding {
		if ( null === $ours || ( null === $ours->digest && '' === $ours->error ) ) {
			$reason = $ours->reason ?? self::DELETED;
			return match ( true ) {
				null === $theirs                              => self::found( Comparison::Unwanted, $reason ),
				null !== $known || self::DELETED !== $reason => self::found( Comparison::Kept, $reason ),
				null !== $row                                 => self::found( Comparison::Pending, $row->state->value ),
				default                                       => self::found( Comparison::Untraced ),
			};
		}
		if ( null !== $ours->digest && $ours->digest === $theirs?->digest ) {
			return self::found( Comparison::Alike );
		}
		if ( null === $theirs && '' !== $ours->reason ) {
			return self::found( Comparison::Unwanted, $ours->reason );
		}
		if ( RowState::Quarantined === $row?->state ) {
			return self::found( Comparison::Rejected, $row->error ?? '' );
		}
		if ( null !== $row ) {
			return self::found( Comparison::Pending, $row->state->value );
		}
		if ( '' !== $ours->error ) {
			return self::found( Comparison::Rejected, $ours->error );
		}
		if ( 'rejected' === $known?->outcome ) {
			return self::found( Comparison::Rejected );
		}
		if ( $ours->objectId < $this->importsBelow ) {
			return self::found( Comparison::Pending, self::IMPORTING );
		}
		if ( null !== $theirs ) {
			return self::found( Comparison::Older );
		}
		if ( 'excluded' === $known?->outcome ) {
			return self::found( Comparison::Excluded, $known->reason );
		}
		return self::found( null === $known && ( $this->isFromBefore( $ours ) || $this->wasMadeWhileOff( $ours ) ) ? Comparison::NotImported : Comparison::Missing );
	}

	/** R25: what was made while its switch was off is not to be there, but by an import since. */
	private function wasMadeWhileOff( LocalRecord $ours ): bool {
		$until = null === $this->offUntil ? null : ( $this->offUntil )( $ours->createdAt, $ours->objectId );
		return null !== $until && ( null === $this->imported || $this->imported <= ( $ours->createdAt ?? $until - 1 ) );
	}

	private function isFromBefore( LocalRecord $ours ): bool {
		return null !== $this->importedSince && ( null === $ours->createdAt || $ours->createdAt < $this->importedSince );
	}

	private static function found( Comparison $judgement, string $why = '' ): Finding {
		return new Finding( $judgement, $why );
	}
}
