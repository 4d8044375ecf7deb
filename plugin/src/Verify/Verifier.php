<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

use Closure;
use Ivorey\WooCommerce\Import\Keys;
use Ivorey\WooCommerce\Import\Resources;
use Ivorey\WooCommerce\Import\SliceSize;
use Ivorey\WooCommerce\Log;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Mark;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\Reason;

/**
 * Compares store and Ivorey without sending what they hold: by ids downwards, some slices of objects
 * at a time, of each only its number and a digest. Where those differ, the digests of the slice's
 * records are compared one by one. Memory holds one step, however large the store.
 */
final class Verifier {

	/** Objects that are read together, at most. */
	private const OBJECTS = 200;

	/** Slices that are compared with one request. */
	private const SLICES = 10;

	private const ENDS_PHP = 'PHP ended each time when this was read.';

	/** Microseconds between two looks at what differs: what is changing just now is marked by then. */
	private const PAUSE = 1_000_000;

	/**
	 * @param Closure(Element): Keys  $keys
	 * @param Closure(Element): Judge $judge
	 * @param Closure(): void         $marked Called after something was marked.
	 */
	public function __construct(
		private readonly Closure $keys,
		private readonly StoreReader $store,
		private readonly IvoreyReader $ivorey,
		private readonly Ledger $ledger,
		private readonly OutboxTable $outbox,
		private readonly Closure $judge,
		private readonly Closure $marked,
		private readonly Resources $resources
	) {}

	/**
	 * The next slices.
	 *
	 * @throws Unanswered If Ivorey cannot be asked; the progress is as far as it was before.
	 */
	public function step( Progress $progress ): void {
		$element = $progress->element();
		if ( null === $element ) {
			return;
		}
		if ( $progress->isStuck() ) {
			$this->passOver( $element, $progress );
			return;
		}
		[ $slices, $below ] = $this->slices( $element, $progress );
		$sums               = $this->ivorey->sums( $element, array_map( static fn ( Slice $slice ): Range => $slice->range, $slices ) );

		$differing = [];
		$alike     = 0;
		foreach ( $slices as $index => $slice ) {
			if ( ! $slice->isBroken && [ $slice->count, $slice->digest ] === $sums[ $index ] ) {
				$alike += $slice->count;
			} else {
				$differing[] = $slice;
			}
		}
		$findings = [] === $differing ? [] : $this->look( $element, $differing, $progress->objects );

		$progress->count( Judgement::Alike, $alike );
		foreach ( $findings as $found ) {
			$progress->count( $found->finding->judgement );
			if ( $found->finding->judgement->isDifference() ) {
				$progress->add( $found );
			}
		}
		if ( $progress->repairs ) {
			$progress->repaired += $this->repair( $findings );
		}
		$this->fireMissedTriggers();
		$progress->below = $below;
		$progress->advanced();
		if ( 0 === $below ) {
			$progress->next();
		}
	}

	/** One process after the other ended when this object was read. It is put aside, for all to see. */
	private function passOver( Element $element, Progress $progress ): void {
		$id = ( $this->keys )( $element )->below( $progress->below, 1 )[0] ?? null;
		if ( null !== $id ) {
			$this->outbox->setAside( $element, $id, Reason::Repair, self::ENDS_PHP );
			$progress->count( Judgement::Rejected );
			$progress->add( new Difference( $element, (string) $id, $id, new Finding( Judgement::Rejected, self::ENDS_PHP ) ) );
			Log::error(
				'An object was passed over.',
				[
					'element' => $element->value,
					'id'      => $id,
					'why'     => 'ends-php',
				]
			);
		}
		$progress->below = $id ?? 0;
		$progress->advanced();
		if ( null === $id || $id <= 1 ) {
			$progress->next();
		}
	}

	/**
	 * @return array{non-empty-list<Slice>, int} In the order of their ids; and what is left: ids below this.
	 */
	private function slices( Element $element, Progress $progress ): array {
		$keys   = ( $this->keys )( $element );
		$below  = $progress->below;
		$size   = new SliceSize( 0, $progress->objects );
		$most   = $progress->isCareful() ? 1 : self::SLICES;
		$slices = [];
		$to     = PHP_INT_MAX === $below ? null : $below - 1;
		do {
			$limit    = min( self::OBJECTS, $size->current() );
			$ids      = $keys->below( $below, $limit );
			$isLast   = [] === $ids || count( $ids ) < $limit;
			$below    = $isLast ? 0 : min( $ids );
			$free     = $this->resources->free();
			$used     = memory_get_usage();
			$wanted   = $this->wanted( $element, $ids );
			$slices[] = new Slice( new Range( max( 1, $below ), $to ), $ids, $wanted );
			$to       = $below - 1;
			// However long it takes: a step has its time.
			$size->learn( count( $ids ), 0.0, max( 0, memory_get_usage() - $used ) / $free );
			Resources::release();
			--$most;
		} while ( $below > 1 && $most > 0 );
		$progress->objects = min( self::OBJECTS, $size->current() );
		return [ array_reverse( $slices ), $below > 1 ? $below : 0 ];
	}

	/**
	 * What is to be in Ivorey, and what cannot be read. What need be there only if it is there already: by
	 * the ledger, which is right as a rule, and is not relied on where it is not.
	 *
	 * @param list<int> $ids
	 * @return array<string, Ours> By wire id.
	 */
	private function wanted( Element $element, array $ids ): array {
		$ours        = array_filter( $this->read( $element, $ids ), static fn ( Ours $one ): bool => null !== $one->digest || '' !== $one->error );
		$conditional = array_map(
			static fn ( Ours $one ): string => $one->wireId,
			array_values( array_filter( $ours, static fn ( Ours $one ): bool => null !== $one->digest && ! $one->isDue() ) )
		);
		$known       = [] === $conditional ? [] : $this->ledger->find( [ $element->value => $conditional ] );
		return array_filter(
			$ours,
			static fn ( Ours $one ): bool => null === $one->digest || $one->isDue() || 0 < ( $known[ LedgerEntry::key( $element, $one->wireId ) ]->version ?? 0 )
		);
	}

	/**
	 * What ends PHP when it is read, and is put aside for it, is not read.
	 *
	 * @param list<int> $ids
	 * @return array<string, Ours> By wire id.
	 */
	private function read( Element $element, array $ids ): array {
		$unreadable = $this->outbox->endingPhp( $element, $ids );
		$ours       = $this->store->read( $element, array_values( array_diff( $ids, array_keys( $unreadable ) ) ) );
		$broken     = [];
		foreach ( $unreadable as $id => $error ) {
			$broken[] = new Ours( (string) $id, $id, null, '', null, $error );
		}
		return $ours + array_column( array_map( static fn ( Ours $one ): array => [ $one->wireId, $one ], $broken ), 1, 0 );
	}

	/**
	 * Compares record by record. What seems to differ is looked at once more a moment later, because
	 * both sides may change between one look and the other.
	 *
	 * @param non-empty-list<Slice> $slices
	 * @param int                   $objects That are read together.
	 * @return list<Difference>
	 */
	private function look( Element $element, array $slices, int $objects ): array {
		$ids   = array_merge( ...array_map( static fn ( Slice $slice ): array => $slice->ids, $slices ) );
		$first = $this->compare( $element, $ids, array_map( static fn ( Slice $slice ): Range => $slice->range, $slices ), $objects );

		$doubtful = [];
		foreach ( $first as $found ) {
			if ( $found->finding->judgement->isDifference() && null !== $found->objectId ) {
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
		// In this order: what is marked after it was read differs, and what was delivered before is there. What the
		// import has not left to read has been answered, or is in the outbox.
		$ours   = [];
		$untold = [];
		foreach ( array_chunk( $ids, max( 1, $objects ) ) as $chunk ) {
			$ours += $this->read( $element, $chunk );
			Resources::release();
		}
		$judge  = ( $this->judge )( $element );
		$rows   = $this->outbox->find( $element, $ids );
		$theirs = $this->ivorey->records( $element, $ranges );

		$wireIds = array_map( strval( ... ), array_keys( $ours + $theirs ) );
		$known   = [] === $wireIds ? [] : $this->ledger->find( [ $element->value => $wireIds ] );
		$found   = [];
		foreach ( $wireIds as $wireId ) {
			$one      = $ours[ $wireId ] ?? null;
			$objectId = $one->objectId ?? self::objectId( $wireId );
			$finding  = $judge->judge(
				$one,
				$theirs[ $wireId ] ?? null,
				null === $one ? null : $rows[ $one->objectId ] ?? null,
				$known[ LedgerEntry::key( $element, $wireId ) ] ?? null
			);
			if ( null === $objectId && Judgement::Untraced === $finding->judgement ) {
				// A payment or a refund goes with its order, which is compared by itself.
				$finding = new Finding( Judgement::Kept );
			}
			$held = $theirs[ $wireId ] ?? null;
			if ( Element::Orders === $element && null !== $held && null !== $objectId && Judgement::Kept === $finding->judgement && self::isUntold( $one, $held ) ) {
				$untold[] = ( new Mark( $element, $objectId, Reason::Repair ) )->newerThan( $held->version );
			}
			$found[ $wireId ] = new Difference( $element, $wireId, $objectId, $finding, $theirs[ $wireId ]->version ?? 0 );
		}
		$this->markMissed( ...$untold );
		return $found;
	}

	/** R43: whether Ivorey has not heard that the store does not have an order any more, or has it in the trash: where it has, it names no digest. */
	private static function isUntold( ?Ours $ours, Theirs $theirs ): bool {
		return '' !== $theirs->digest && ( null === $ours || $ours->isGone );
	}

	/** What waits already is left as it is. */
	private function markMissed( Mark ...$marks ): void {
		if ( $this->outbox->markIfClean( ...$marks ) > 0 ) {
			( $this->marked )();
		}
	}

	/** @return int|null Of what the store does not have: null where its wire id does not tell. */
	private static function objectId( string $wireId ): ?int {
		return ctype_digit( $wireId ) ? (int) $wireId : null;
	}

	/** R9, R10: what an order has earned, and no hook has told of, fires when the order is looked at. */
	private function fireMissedTriggers(): void {
		$earned = $this->store->takeEarnedTriggers();
		if ( [] === $earned ) {
			return;
		}
		$ids   = array_keys( $earned );
		$known = $this->ledger->find( [ Element::Triggers->value => $ids ] );
		$marks = [];
		foreach ( $earned as $wireId => $order ) {
			if ( 0 === ( $known[ LedgerEntry::key( Element::Triggers, $wireId ) ]->version ?? 0 ) ) {
				$marks[ $order ] = new Mark( Element::Orders, $order, Reason::Changed );
			}
		}
		$this->markMissed( ...$marks );
	}

	/**
	 * What is sent is newer than what Ivorey has, whatever clock that version came from, and whether or not the ledger
	 * remembers it.
	 *
	 * @param list<Difference> $findings
	 * @return int Objects that were marked.
	 */
	private function repair( array $findings ): int {
		$marks = [];
		foreach ( $findings as $found ) {
			if ( null !== $found->objectId && $found->finding->judgement->isDifference() ) {
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
