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

/** Compares single records of both sides, and marks what is to be sent again. */
final class Reconciler {

	/** Objects that are marked with one statement. */
	private const OBJECTS = 200;

	/** Microseconds between two looks at what differs: what is changing just now is marked by then. */
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
	 * Sends again the records that differ where that is asked for, and counts those of the step. Counting comes last:
	 * a step that breaks off is repeated, and must have counted nothing.
	 *
	 * @param list<Difference> $findings
	 * @param int              $alike    Records that were found alike without a look at each.
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
	 * Quarantined objects, which end PHP, are not read.
	 *
	 * @param list<int> $ids
	 * @return array<string, LocalRecord> By wire id.
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
	 * Quarantines an object without reading it, for all to see: one process after the other ended when it was read.
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
	 * Compares record by record. A record that seems to differ is looked at once more a moment later, because
	 * both sides may change between one look and the other.
	 *
	 * @param list<int>   $ids
	 * @param list<Range> $ranges  That hold them.
	 * @param int         $objects That are read together.
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
	 * @param list<Range> $ranges  That hold them.
	 * @param int         $objects That are read together.
	 * @return array<string, Difference> By wire id, alike ones included.
	 */
	private function compare( Element $element, array $ids, array $ranges, int $objects ): array {
		// In this order: a record that is marked after it was read differs, and one that was delivered before is there. One
		// that the import has read already has been answered, or is in the outbox.
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
				// A payment or a refund goes with its order, which is compared by itself.
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
	 * Whether Ivorey's copy is as it should be, so that its version is the one for the ledger. The ledger may be behind (the
	 * store's database was restored) or ahead (Ivorey's was), and would be found different each hour.
	 */
	private static function isSettled( Finding $finding, ?LedgerEntry $known ): bool {
		return Comparison::Alike === $finding->comparison || ( Comparison::Kept === $finding->comparison && null !== $known );
	}

	/** Whether the version is the one that the ledger has to have: that an order went to the trash came with a version of its own. */
	private static function isOfRecord( RemoteRecord $remote ): bool {
		return '' !== $remote->digest;
	}

	private static function learned( Element $element, RemoteRecord $remote, ?LocalRecord $local, ?LedgerEntry $known ): LedgerEntry {
		$reason = $known->reason ?? $local->reason ?? '';
		return new LedgerEntry( $element, $remote->wireId, $remote->version, '', $known->outcome ?? ( '' === $reason ? 'applied' : 'excluded' ), $reason, leftOut: $known->leftOut ?? 0 );
	}

	/** R43: whether Ivorey has not heard that the store does not have an order any more, or has it in the trash: where it has, it names no digest. */
	private static function isUntold( ?LocalRecord $local, RemoteRecord $remote ): bool {
		return '' !== $remote->digest && ( null === $local || $local->isGone );
	}

	/** Marks that wait already stay as they are; those of an element that is switched off are not made (R25). */
	private function markMissed( Mark ...$marks ): void {
		$wanted = array_filter( $marks, fn ( Mark $mark ): bool => ( $this->isInSync )( $mark->element ) );
		if ( $this->outbox->markIfClean( ...array_values( $wanted ) ) > 0 ) {
			( $this->marked )();
		}
	}

	/** @return int|null The object of a record that the store does not have; null where the wire id does not tell. */
	private static function objectId( string $wireId ): ?int {
		return ctype_digit( $wireId ) ? (int) $wireId : null;
	}

	/**
	 * R9, R10: a trigger that an order has earned, and no hook has told of, fires when the order is looked at. Where orders
	 * are not kept in sync, Payment Received goes by itself, and Order Submitted not at all (TriggerBuilder).
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
	 * The record is sent in a newer version than Ivorey's, whatever clock that one came from, and whether or not the ledger
	 * remembers it.
	 *
	 * @param list<Difference> $findings
	 * @return int Objects that were marked.
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
