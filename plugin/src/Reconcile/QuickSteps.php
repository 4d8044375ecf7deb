<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;

/**
 * Compares the ledger with Ivorey, to find records that were delivered and are not there, or not in that version. Both databases sum up
 * slices of records by themselves; where those differ, so are their parts, and where those do, the versions one by one.
 * The Comparator looks at those that seem to differ, as in a full comparison: the ledger may be wrong.
 */
final class QuickSteps implements Steps {

	/** Records of a slice. */
	private const SLICE = 2_000;

	/** Records that are looked at in one step. */
	private const DOUBTFUL = 500;

	/** Objects that are read together. */
	private const OBJECTS = 50;

	/** @param Closure(non-empty-list<int>): array<int, int> $ordersOfRefunds The orders of refunds that the store knows, by refund. */
	public function __construct(
		private readonly LedgerVersions $ledger,
		private readonly VersionsReader $ivorey,
		private readonly Reconciler $comparator,
		private readonly Closure $ordersOfRefunds
	) {}

	/**
	 * The next slices, or as much of them as has few records in doubt.
	 *
	 * @throws Unanswered If Ivorey cannot be asked; the progress is as far as it was before.
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
			// One record by now.
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

	/** Slices of a step: their parts fit in one request. */
	private static function mostSlices(): int {
		return intdiv( Contract::VERSIONS_LIMITS['ranges'] * LedgerSlice::PART, self::SLICE );
	}

	/** @return non-empty-list<LedgerSlice> The next ones; the last of all has no end. */
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
	 * @return list<array{LedgerSlice, bool}> Those that are equal on both sides, and of the others their parts, in their order;
	 *                                        and whether it is equal.
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
	 * @return list<array{LedgerSlice, bool, VersionSum}> With whether it is equal, and Ivorey's sum.
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
	 * @param array<int|string, int> $held    As Ivorey has them.
	 * @return array<int|string, int> The object that each belongs to, by wire id. A record whose object neither side knows is not in it: it is on neither.
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
	 * @param non-empty-array<int|string, int> $objects  By wire id.
	 * @param int                              $together Objects that are read together.
	 * @return list<Difference> Those with these wire ids.
	 */
	private function look( Element $element, array $objects, int $together ): array {
		$ids = array_values( array_unique( $objects ) );
		sort( $ids );
		$found = $this->comparator->look( $element, $ids, array_map( static fn ( int $id ): Range => new Range( $id, $id ), $ids ), $together );
		return array_values( array_filter( $found, static fn ( Difference $one ): bool => isset( $objects[ $one->wireId ] ) ) );
	}
}
