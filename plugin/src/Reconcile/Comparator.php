<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;

/** Compares one record on both sides. Pure. */
final class Comparator {

	/** Why there is no local record: an exclusion's slug. */
	private const DELETED = 'deleted';

	/** Why it is pending: the running import has not read it yet. */
	private const IMPORTING = 'importing';

	/**
	 * @param int|null                                  $importedSince Seconds since 1970: older objects were
	 *        never to be sent, unless they change; null if all were.
	 * @param int                                       $importsBelow  An import still has to read the objects
	 *        with lower IDs than this.
	 * @param (Closure(int|null, int): (int|null))|null $offUntil      SyncHistory::offUntil() for the compared element.
	 * @param int|null                                  $imported      As ImportedSince::evenIfOffBefore() returns it.
	 */
	public function __construct(
		private readonly ?int $importedSince,
		private readonly int $importsBelow = 0,
		private readonly ?Closure $offUntil = null,
		private readonly ?int $imported = null
	) {}

	/**
	 * @param LocalRecord|null        $local   Null if the store does not have it at all.
	 * @param RowView|null     $row    The outbox row of its object.
	 * @param LedgerEntry|null $known  Ivorey's version according to the store.
	 */
	public function compare( ?LocalRecord $local, ?RemoteRecord $remote, ?RowView $row, ?LedgerEntry $known ): Finding {
		if ( null === $local || ( null === $local->digest && '' === $local->error ) ) {
			$reason = $local->reason ?? self::DELETED;
			return match ( true ) {
				null === $remote                              => self::found( Comparison::Unwanted, $reason ),
				null !== $known || self::DELETED !== $reason => self::found( Comparison::Kept, $reason ),
				null !== $row                                 => self::found( Comparison::Pending, $row->state->value ),
				default                                       => self::found( Comparison::Untraced ),
			};
		}
		if ( null !== $local->digest && $local->digest === $remote?->digest ) {
			return self::found( Comparison::Alike );
		}
		if ( null === $remote && '' !== $local->reason ) {
			return self::found( Comparison::Unwanted, $local->reason );
		}
		if ( RowState::Quarantined === $row?->state ) {
			return self::found( Comparison::Rejected, $row->error ?? '' );
		}
		if ( null !== $row ) {
			return self::found( Comparison::Pending, $row->state->value );
		}
		if ( '' !== $local->error ) {
			return self::found( Comparison::Rejected, $local->error );
		}
		if ( 'rejected' === $known?->outcome ) {
			return self::found( Comparison::Rejected );
		}
		if ( $local->objectId < $this->importsBelow ) {
			return self::found( Comparison::Pending, self::IMPORTING );
		}
		if ( null !== $remote ) {
			return self::found( Comparison::Older );
		}
		if ( 'excluded' === $known?->outcome ) {
			return self::found( Comparison::Excluded, $known->reason );
		}
		return self::found( null === $known && ( $this->isFromBefore( $local ) || $this->wasMadeWhileOff( $local ) ) ? Comparison::NotImported : Comparison::Missing );
	}

	/**
	 * R25: an object created while its switch was off does not belong in Ivorey, unless an import has covered
	 * it since.
	 */
	private function wasMadeWhileOff( LocalRecord $local ): bool {
		$until = null === $this->offUntil ? null : ( $this->offUntil )( $local->createdAt, $local->objectId );
		return null !== $until && ( null === $this->imported || $this->imported <= ( $local->createdAt ?? $until - 1 ) );
	}

	private function isFromBefore( LocalRecord $local ): bool {
		return null !== $this->importedSince && ( null === $local->createdAt || $local->createdAt < $this->importedSince );
	}

	private static function found( Comparison $comparison, string $why = '' ): Finding {
		return new Finding( $comparison, $why );
	}
}
