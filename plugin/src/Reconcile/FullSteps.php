<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Delivery\Resources;
use Ivorey\WooCommerce\Delivery\SliceSize;
use Ivorey\WooCommerce\Import\Keys;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;

/**
 * Compares store and Ivorey without sending what they hold: by ids downwards, some slices of objects
 * at a time, by the digest of each. If those differ, so are the parts of the slice, and
 * if theirs do, the digests of the records one by one. Memory holds one step, however large the store.
 */
final class FullSteps implements Steps {

	/** Objects that are read together, at most. */
	private const OBJECTS = 200;

	/** Slices that are compared with one request; fewer where reading them takes long. */
	private const SLICES = 10;

	/** @param Closure(Element): Keys $keys */
	public function __construct(
		private readonly Closure $keys,
		private readonly Reconciler $comparator,
		private readonly IvoreyReader $ivorey,
		private readonly Ledger $ledger,
		private readonly Resources $resources,
		private readonly Clock $clock
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
			$this->quarantine( $element, $progress );
			return;
		}
		$begun              = $this->clock->microseconds();
		[ $slices, $below ] = $this->slices( $element, $progress );

		$differing = $this->differing( $element, $slices );
		$alike     = self::records( $slices ) - self::records( $differing );
		if ( [] !== $differing ) {
			$parts     = array_merge( ...array_map( static fn ( Slice $slice ): array => $slice->parts(), $differing ) );
			$differing = $this->differing( $element, $parts );
			$alike    += self::records( $parts ) - self::records( $differing );
		}
		$this->comparator->settle(
			$progress,
			[] === $differing ? [] : $this->comparator->look(
				$element,
				array_merge( ...array_map( static fn ( Slice $slice ): array => $slice->ids, $differing ) ),
				array_map( static fn ( Slice $slice ): Range => $slice->range, $differing ),
				$progress->objects
			),
			$alike
		);
		$progress->learn( $this->clock->microseconds() - $begun, self::SLICES );
		$progress->below = $below;
		$progress->advanced();
		if ( 0 === $below ) {
			$progress->next();
		}
	}

	/**
	 * @param non-empty-list<Slice> $slices In the order of their ids.
	 * @return list<Slice> Those that the two sides do not have alike.
	 * @throws Unanswered If Ivorey cannot be asked.
	 */
	private function differing( Element $element, array $slices ): array {
		$sums      = $this->ivorey->sums( $element, array_map( static fn ( Slice $slice ): Range => $slice->range, $slices ) );
		$differing = [];
		foreach ( $slices as $index => $slice ) {
			if ( $slice->isBroken || $slice->digest !== $sums[ $index ] ) {
				$differing[] = $slice;
			}
		}
		return $differing;
	}

	/** @param list<Slice> $slices */
	private static function records( array $slices ): int {
		return array_sum( array_map( static fn ( Slice $slice ): int => $slice->count, $slices ) );
	}

	/** The next object is the one that one process after the other ended at. */
	private function quarantine( Element $element, Progress $progress ): void {
		$id = ( $this->keys )( $element )->below( $progress->below, 1 )[0] ?? null;
		if ( null !== $id ) {
			$this->comparator->quarantine( $progress, $element, (string) $id, $id );
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
		$most   = $progress->isCareful() ? 1 : min( self::SLICES, $progress->slices );
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
	 * The records that are to be in Ivorey, and those that cannot be read. Whether a record is there that need be there only
	 * if it is there already is told by the ledger: it is right as a rule, and not relied on where it is not.
	 *
	 * @param list<int> $ids
	 * @return array<string, LocalRecord> By wire id.
	 */
	private function wanted( Element $element, array $ids ): array {
		$local       = array_filter( $this->comparator->read( $element, $ids ), static fn ( LocalRecord $one ): bool => null !== $one->digest || '' !== $one->error );
		$conditional = array_map(
			static fn ( LocalRecord $one ): string => $one->wireId,
			array_values( array_filter( $local, static fn ( LocalRecord $one ): bool => null !== $one->digest && ! $one->isDue() ) )
		);
		$known       = [] === $conditional ? [] : $this->ledger->find( [ $element->value => $conditional ] );
		return array_filter(
			$local,
			static fn ( LocalRecord $one ): bool => null === $one->digest || $one->isDue() || 0 < ( $known[ LedgerEntry::key( $element, $one->wireId ) ]->version ?? 0 )
		);
	}
}
