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
 * Compares the store with Ivorey without sending the data. It walks down the IDs, several slices of objects
 * at a time, and compares one digest per slice. If a slice differs, its parts are compared, and if a part
 * differs, the digests of its records. Memory holds one step, however large the store is.
 */
final class FullSteps implements Steps {

	/** Maximum number of objects read together. */
	private const OBJECTS = 200;

	/** Slices compared with one request; fewer if reading them is slow. */
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
	 * Compares the next slices.
	 *
	 * @throws Unanswered If Ivorey cannot be asked; the progress is unchanged.
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
	 * @param non-empty-list<Slice> $slices In ascending order of ID.
	 * @return list<Slice> The slices that differ.
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

	/** The next object is the one at which several processes in a row died. */
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
	 * @return array{non-empty-list<Slice>, int} Slices in ascending order of ID; and the bound of the rest: IDs
	 *                                           below it.
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
			// Time is ignored here: it is limited per step.
			$size->learn( count( $ids ), 0.0, max( 0, memory_get_usage() - $used ) / $free );
			Resources::release();
			--$most;
		} while ( $below > 1 && $most > 0 );
		$progress->objects = min( self::OBJECTS, $size->current() );
		return [ array_reverse( $slices ), $below > 1 ? $below : 0 ];
	}

	/**
	 * The records that belong in Ivorey, and those that cannot be read. For a record that is wanted only if
	 * Ivorey already has it, the ledger tells whether Ivorey has it. The ledger is usually right; if it is
	 * wrong, the digests differ and the records are compared one by one.
	 *
	 * @param list<int> $ids
	 * @return array<string, LocalRecord> By wire ID.
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
