<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;

/**
 * Compares the ledger with Ivorey to find delivered records that Ivorey lacks or has in another version. Both
 * databases sum up slices of records. If a slice differs, its parts are compared, and if a part differs, the
 * single versions. The Comparator then checks the records that seem to differ, as in a full reconcile,
 * because the ledger may be wrong.
 */
final class QuickSteps implements Steps {

	/** Records in a slice. */
	private const SLICE = 2_000;

	/** Maximum number of doubtful records checked in one step. */
	private const DOUBTFUL = 500;

	/** Objects read together. */
	private const OBJECTS = 50;

	/**
	 * @param Closure(non-empty-list<int>): array<int, int> $ordersOfRefunds Order IDs of the refunds that the
	 *        store knows, by refund.
	 */
	public function __construct(
		private readonly LedgerVersions $ledger,
		private readonly VersionsReader $ivorey,
		private readonly Reconciler $comparator,
		private readonly Closure $ordersOfRefunds
	) {}

	/**
	 * Compares the next slices, or as much of them as has few doubtful records.
	 *
	 * @throws Unanswered If Ivorey cannot be asked; the progress is unchanged.
	 */
	public function step( Progress $progress ): void {
		$element = $progress->element();
		if ( null === $element ) {
			return;
		}
		$parts   = $this->parts( $element, $this->slices( $element, $progress ) );
		$unequal = array_values( array_map( static fn ( array $part ): VersionRange => $part[0]->range, array_filter( $parts, static fn ( array $part ): bool => ! $part[1] ) ) );

		[ $held, $objects, $last ] = [] === $unequal ? [ [], [], null ] : $this->ivorey->list( $element, $unequal );

		$found    = VersionDiff::of( $parts, $held, $last, $progress->isCareful() ? $progress->objects : self::DOUBTFUL );
		$doubtful = $this->objectsOf( $element, $found->doubtful, $objects );
		if ( $progress->isStuck() ) {
			// Only one record is left by now.
			foreach ( $doubtful as $wireId => $id ) {
				$this->comparator->quarantine( $progress, $element, (string) $wireId, $id );
			}
			$doubtful = [];
		}
		$this->comparator->settle( $progress, [] === $doubtful ? [] : $this->look( $element, $doubtful, min( self::OBJECTS, $progress->objects ) ), $found->alike );
		$progress->advanced();
		$progress->objects = min( self::OBJECTS, 2 * $progress->objects );
		if ( $found->isWhole ) {
			$progress->grow( self::mostSlices() );
		} else {
			$progress->shrink( 4 );
		}
		if ( null === $found->until ) {
			$progress->next();
		} else {
			$progress->after = $found->until;
		}
	}

	/** Maximum number of slices in a step: their parts must fit in one request. */
	private static function mostSlices(): int {
		return intdiv( Contract::VERSIONS_LIMITS['ranges'] * LedgerSlice::PART, self::SLICE );
	}

	/** @return non-empty-list<LedgerSlice> The next slices; the very last one has no end. */
	private function slices( Element $element, Progress $progress ): array {
		$slices = [];
		$after  = $progress->after;
		$left   = $progress->isCareful() ? 1 : min( self::mostSlices(), $progress->slices );
		do {
			$range    = new VersionRange( $after, $this->ledger->bound( $element, $after, self::SLICE ) );
			$slices[] = new LedgerSlice( $range, $this->ledger->sum( $element, $range ) );
			$after    = (string) $range->until;
			--$left;
		} while ( null !== $range->until && $left > 0 );
		return $slices;
	}

	/**
	 * @param non-empty-list<LedgerSlice> $slices
	 * @return list<array{LedgerSlice, bool}> In order: slices that agree, and the parts of those that do not,
	 *                                        each with whether it agrees.
	 */
	private function parts( Element $element, array $slices ): array {
		$compared = $this->compared( $element, $slices );
		$divided  = [];
		foreach ( $compared as $index => [ $slice, $isEqual, $sum ] ) {
			if ( ! $isEqual ) {
				$slice = new LedgerSlice( $slice->range, $slice->sum, $this->ledger->in( $element, $slice->range ) );

				$compared[ $index ][0] = $slice;
				if ( $sum->count > 0 ) {
					$divided[ $index ] = $slice->parts();
				}
			}
		}
		$parts = [] === $divided ? [] : $this->compared( $element, array_merge( ...array_values( $divided ) ) );
		$found = [];
		foreach ( $compared as $index => $one ) {
			$own = isset( $divided[ $index ] ) ? array_splice( $parts, 0, count( $divided[ $index ] ) ) : [ $one ];
			foreach ( $own as [ $part, $isEqual ] ) {
				$found[] = [ $part, $isEqual ];
			}
		}
		return $found;
	}

	/**
	 * @param non-empty-list<LedgerSlice> $slices
	 * @return list<array{LedgerSlice, bool, VersionSum}> Each with whether it agrees, and Ivorey's sum.
	 */
	private function compared( Element $element, array $slices ): array {
		return array_map(
			static fn ( LedgerSlice $slice, VersionSum $sum ): array => [ $slice, $slice->sum->equals( $sum ), $sum ],
			$slices,
			$this->ivorey->sums( $element, array_map( static fn ( LedgerSlice $slice ): VersionRange => $slice->range, $slices ) )
		);
	}

	/**
	 * @param list<string>           $wireIds
	 * @param array<int|string, int> $held    The records' objects according to Ivorey.
	 * @return array<int|string, int> Object IDs by wire ID. A record whose object neither side knows is
	 *                                missing: it exists on neither side.
	 */
	private function objectsOf( Element $element, array $wireIds, array $held ): array {
		$objects = [];
		$refunds = [];
		foreach ( $wireIds as $wireId ) {
			[ $kind, $id ] = Element::Transactions === $element ? explode( ':', $wireId, 2 ) + [ '', '' ] : [ '', $wireId ];
			if ( isset( $held[ $wireId ] ) ) {
				$objects[ $wireId ] = $held[ $wireId ];
			} elseif ( 'refund' === $kind ) {
				$refunds[ $wireId ] = (int) $id;
			} else {
				$objects[ $wireId ] = (int) $id;
			}
		}
		$orders = [] === $refunds ? [] : ( $this->ordersOfRefunds )( array_values( $refunds ) );
		foreach ( $refunds as $wireId => $id ) {
			if ( isset( $orders[ $id ] ) ) {
				$objects[ $wireId ] = $orders[ $id ];
			}
		}
		return $objects;
	}

	/**
	 * @param non-empty-array<int|string, int> $objects  By wire ID.
	 * @param int                              $together Objects read together.
	 * @return list<Difference> The results for these wire IDs.
	 */
	private function look( Element $element, array $objects, int $together ): array {
		$ids = array_values( array_unique( $objects ) );
		sort( $ids );
		$found = $this->comparator->look( $element, $ids, array_map( static fn ( int $id ): Range => new Range( $id, $id ), $ids ), $together );
		return array_values( array_filter( $found, static fn ( Difference $one ): bool => isset( $objects[ $one->wireId ] ) ) );
	}
}
