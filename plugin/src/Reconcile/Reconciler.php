<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Delivery\Resources;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Records\Orders\Triggers;

/** Compares single records on both sides, and marks the ones to resend. */
final class Reconciler {

	/** Objects marked per statement. */
	private const OBJECTS = 200;

	/**
	 * Microseconds between the two comparisons of a difference: a change that is just being made is marked by
	 * then.
	 */
	private const PAUSE = 1_000_000;

	private const ENDS_PHP = 'PHP stopped each time this record was read.';

	/**
	 * @param Closure(Element): Comparator $comparatorOf
	 * @param Closure(Element): bool  $isInSync Whether an element is kept in sync.
	 * @param Closure(): void         $marked   Called after something was marked.
	 */
	public function __construct(
		private readonly StoreReader $store,
		private readonly IvoreyReader $ivorey,
		private readonly Ledger $ledger,
		private readonly OutboxTable $outbox,
		private readonly Closure $comparatorOf,
		private readonly Closure $isInSync,
		private readonly Closure $marked
	) {}

	/**
	 * Resends records that differ if requested, and counts the step's records. Counting comes last: a step
	 * that is interrupted is repeated, and must not have counted anything.
	 *
	 * @param list<Difference> $findings
	 * @param int              $alike    Records that agree without having been compared one by one.
	 * @throws QueryFailed If the database refuses.
	 */
	public function settle( Progress $progress, array $findings, int $alike ): void {
		$this->fireMissedTriggers();
		if ( $progress->repairs ) {
			$progress->repaired += $this->repair( $findings );
		}
		$progress->count( Comparison::Alike, $alike );
		foreach ( $findings as $found ) {
			$progress->count( $found->finding->comparison );
			if ( $found->finding->comparison->isDifference() ) {
				$progress->add( $found );
			}
		}
	}

	/**
	 * Skips quarantined objects that end PHP.
	 *
	 * @param list<int> $ids
	 * @return array<string, LocalRecord> By wire ID.
	 */
	public function read( Element $element, array $ids ): array {
		$unreadable = $this->outbox->endingPhp( $element, $ids );
		$local      = $this->store->read( $element, array_values( array_diff( $ids, array_keys( $unreadable ) ) ) );
		$broken     = [];
		foreach ( $unreadable as $id => $error ) {
			$broken[] = new LocalRecord( (string) $id, $id, null, '', null, $error );
		}
		return $local + array_column( array_map( static fn ( LocalRecord $one ): array => [ $one->wireId, $one ], $broken ), 1, 0 );
	}

	/**
	 * Quarantines an object without reading it, visibly: several processes in a row died reading it.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function quarantine( Progress $progress, Element $element, string $wireId, int $id ): void {
		$this->outbox->quarantineObject( $element, $id, Reason::Repair, self::ENDS_PHP );
		$progress->count( Comparison::Rejected );
		$progress->add( new Difference( $element, $wireId, $id, new Finding( Comparison::Rejected, self::ENDS_PHP ) ) );
		Log::error(
			'An object was quarantined.',
			[
				'element' => $element->value,
				'id'      => $id,
				'why'     => 'ends-php',
			]
		);
	}

	/**
	 * Compares record by record. A record that seems to differ is compared again a moment later, because
	 * either side may change between the two reads.
	 *
	 * @param list<int>   $ids
	 * @param list<Range> $ranges  Ranges that contain the IDs.
	 * @param int         $objects Objects read together.
	 * @return list<Difference>
	 */
	public function look( Element $element, array $ids, array $ranges, int $objects ): array {
		$first = $this->compare( $element, $ids, $ranges, $objects );

		$doubtful = [];
		foreach ( $first as $found ) {
			if ( $found->finding->comparison->isDifference() && null !== $found->objectId ) {
				$doubtful[ $found->objectId ] = new Range( $found->objectId, $found->objectId );
			}
		}
		if ( [] === $doubtful ) {
			return array_values( $first );
		}
		usleep( self::PAUSE );
		ksort( $doubtful );
		$second = $this->compare( $element, array_keys( $doubtful ), array_values( $doubtful ), $objects );
		return array_values( $second + array_filter( $first, static fn ( Difference $found ): bool => ! isset( $doubtful[ (int) $found->objectId ] ) ) );
	}

	/**
	 * @param list<int>   $ids
	 * @param list<Range> $ranges  Ranges that contain the IDs.
	 * @param int         $objects Objects read together.
	 * @return array<string, Difference> By wire ID, including records that agree.
	 */
	private function compare( Element $element, array $ids, array $ranges, int $objects ): array {
		// The order of these reads matters: a record that is marked after it was read counts as waiting, and
		// a record that was delivered before Ivorey is asked is there. A record that the import has already
		// read has been answered, or is in the outbox.
		$local   = [];
		$untold  = [];
		$learned = [];
		$ahead   = [];
		foreach ( array_chunk( $ids, max( 1, $objects ) ) as $chunk ) {
			$local += $this->read( $element, $chunk );
			Resources::release();
		}
		$comparator = ( $this->comparatorOf )( $element );
		$rows       = $this->outbox->find( $element, $ids );
		$remote     = $this->ivorey->records( $element, $ranges );

		$wireIds = array_map( strval( ... ), array_keys( $local + $remote ) );
		$known   = [] === $wireIds ? [] : $this->ledger->find( [ $element->value => $wireIds ] );
		$found   = [];
		foreach ( $wireIds as $wireId ) {
			$one      = $local[ $wireId ] ?? null;
			$held     = $remote[ $wireId ] ?? null;
			$entry    = $known[ LedgerEntry::key( $element, $wireId ) ] ?? null;
			$objectId = $one->objectId ?? self::objectId( $wireId );
			$finding  = $comparator->compare( $one, $held, null === $one ? null : $rows[ $one->objectId ] ?? null, $entry );
			if ( null === $objectId && Comparison::Untraced === $finding->comparison ) {
				// A payment or a refund belongs to its order, which is compared separately.
				$finding = new Finding( Comparison::Kept );
			}
			if ( null !== $held && ! isset( $rows[ (int) $objectId ] ) && self::isSettled( $finding, $entry ) ) {
				if ( ( $entry->version ?? 0 ) < $held->version ) {
					$learned[] = self::learned( $element, $held, $one, $entry );
				} elseif ( null !== $entry && $entry->version > $held->version && self::isOfRecord( $held ) ) {
					$ahead[] = [ $entry, $held->version ];
				}
			}
			if ( Element::Orders === $element && null !== $held && null !== $objectId && Comparison::Kept === $finding->comparison && self::isUntold( $one, $held ) ) {
				$untold[] = ( new Mark( $element, $objectId, Reason::Repair ) )->newerThan( $held->version );
			}
			$found[ $wireId ] = new Difference( $element, $wireId, $objectId, $finding, $held->version ?? 0 );
		}
		$this->ledger->write( ...$learned );
		$this->ledger->lower( ...$ahead );
		$this->markMissed( ...$untold );
		return $found;
	}

	/**
	 * Whether Ivorey's copy is as it should be, so that the ledger takes its version. The ledger may be
	 * behind (the store's database was restored) or ahead (Ivorey's was), and would otherwise differ every
	 * hour.
	 */
	private static function isSettled( Finding $finding, ?LedgerEntry $known ): bool {
		return Comparison::Alike === $finding->comparison || ( Comparison::Kept === $finding->comparison && null !== $known );
	}

	/** Whether the ledger should have this version: a notice that an order was trashed has a version of its own. */
	private static function isOfRecord( RemoteRecord $remote ): bool {
		return '' !== $remote->digest;
	}

	private static function learned( Element $element, RemoteRecord $remote, ?LocalRecord $local, ?LedgerEntry $known ): LedgerEntry {
		$reason = $known->reason ?? $local->reason ?? '';
		return new LedgerEntry( $element, $remote->wireId, $remote->version, '', $known->outcome ?? ( '' === $reason ? 'applied' : 'excluded' ), $reason, leftOut: $known->leftOut ?? 0 );
	}

	/**
	 * R43: whether Ivorey has not been notified that an order is deleted or in the trash. Once notified, it
	 * returns no digest.
	 */
	private static function isUntold( ?LocalRecord $local, RemoteRecord $remote ): bool {
		return '' !== $remote->digest && ( null === $local || $local->isGone );
	}

	/** Existing marks stay as they are; elements that are switched off get no marks (R25). */
	private function markMissed( Mark ...$marks ): void {
		$wanted = array_filter( $marks, fn ( Mark $mark ): bool => ( $this->isInSync )( $mark->element ) );
		if ( $this->outbox->markIfClean( ...array_values( $wanted ) ) > 0 ) {
			( $this->marked )();
		}
	}

	/** @return int|null The object of a record that the store does not have; null if the wire ID does not tell. */
	private static function objectId( string $wireId ): ?int {
		return ctype_digit( $wireId ) ? (int) $wireId : null;
	}

	/**
	 * R9, R10: fires a trigger that an order has earned but no hook reported, when the order is compared. If
	 * orders are not kept in sync, Payment Received goes alone, and Order Submitted not at all
	 * (TriggerBuilder).
	 */
	private function fireMissedTriggers(): void {
		$earned = $this->store->takeEarnedTriggers();
		if ( [] === $earned ) {
			return;
		}
		$ids     = array_keys( $earned );
		$known   = $this->ledger->find( [ Element::Triggers->value => $ids ] );
		$element = ( $this->isInSync )( Element::Orders ) ? Element::Orders : Element::Triggers;
		$marks   = [];
		foreach ( $earned as $wireId => $order ) {
			$goes = Element::Orders === $element || str_starts_with( $wireId, Triggers::PAYMENT_RECEIVED . ':' );
			if ( $goes && 0 === ( $known[ LedgerEntry::key( Element::Triggers, $wireId ) ]->version ?? 0 ) ) {
				$marks[ $order ] = new Mark( $element, $order, Reason::Changed );
			}
		}
		$this->markMissed( ...$marks );
	}

	/**
	 * Marks records to be sent in a newer version than Ivorey's, whichever clock that version came from, and
	 * whether or not the ledger remembers it.
	 *
	 * @param list<Difference> $findings
	 * @return int Number of marked objects.
	 */
	private function repair( array $findings ): int {
		$marks = [];
		foreach ( $findings as $found ) {
			if ( null !== $found->objectId && $found->finding->comparison->isDifference() ) {
				$mark = ( new Mark( $found->element, $found->objectId, Reason::Repair ) )->newerThan( $found->version );

				$marks[ $found->objectId ] = isset( $marks[ $found->objectId ] ) ? $mark->merge( $marks[ $found->objectId ] ) : $mark;
			}
		}
		foreach ( array_chunk( $marks, self::OBJECTS ) as $chunk ) {
			$this->outbox->mark( ...$chunk );
			( $this->marked )();
		}
		return count( $marks );
	}
}
