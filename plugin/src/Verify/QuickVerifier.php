<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

use Closure;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\LedgerVersions;
use Ivorey\WooCommerce\Outbox\VersionRange;
use Ivorey\WooCommerce\Outbox\VersionSum;

/**
 * Compares the ledger with Ivorey: what was delivered, and is not there, or not in that version. Both databases sum up
 * slices of records by themselves; where those differ, so are their parts, and where those do, the versions one by one.
 * What seems to differ is looked at by the Comparator, as in a full comparison: the ledger may be what is wrong.
 */
final class QuickVerifier implements Steps {

	/** Records of a slice. */
	private const SLICE = 2_000;

	/** Slices of a step: their parts fit in one request. */
	private const SLICES = 16;

	/** Records that are looked at in one step, about. */
	private const DOUBTFUL = 500;

	/** Objects that are read together. */
	private const OBJECTS = 50;

	/** Of the next step: fewer where much differs. */
	private int $slices = self::SLICES;

	/** @param Closure(non-empty-list<int>): array<int, int> $ordersOfRefunds Of those that the store knows, by refund. */
	public function __construct(
		private readonly LedgerVersions $ledger,
		private readonly VersionsReader $ivorey,
		private readonly Comparator $comparator,
		private readonly Closure $ordersOfRefunds
	) {}

	public function step( Progress $progress ): void {
		$element = $progress->element();
		if ( null === $element ) {
			return;
		}
		$parts   = $this->parts( $element, $this->slices( $element, $progress->after ) );
		$unequal = array_values( array_map( static fn ( array $part ): VersionRange => $part[0]->range, array_filter( $parts, static fn ( array $part ): bool => ! $part[1] ) ) );
		$theirs  = [] === $unequal ? new HeldVersions( [], [], null ) : $this->ivorey->list( $element, $unequal );
		$found   = $this->examine( $element, $parts, $theirs );

		$findings = [] === $found->objects ? [] : $this->look( $element, $found->objects );
		$this->comparator->settle( $progress, $findings, $found->alike );
		$this->slices = $found->isWhole ? min( self::SLICES, 2 * $this->slices ) : max( 1, intdiv( $this->slices, 4 ) );
		if ( null === $found->until ) {
			$progress->next();
		} else {
			$progress->after = $found->until;
		}
	}

	/**
	 * Compares versions one by one, of as many parts as go into one step.
	 *
	 * @param list<array{LedgerSlice, bool}> $parts With whether it is equal.
	 */
	private function examine( Element $element, array $parts, HeldVersions $theirs ): Examined {
		$listed  = array_map( strval( ... ), array_keys( $theirs->versions ) );
		$next    = 0;
		$objects = [];
		$alike   = 0;
		$reached = '';
		$hasMany = false;
		foreach ( $parts as [ $part, $isEqual ] ) {
			if ( $hasMany ) {
				return new Examined( $alike, $objects, $reached, false );
			}
			$reached = $part->range->until;
			if ( $isEqual ) {
				$alike += $part->sum->count;
				continue;
			}
			$isCut   = null !== $theirs->last && ( null === $reached || strcmp( $theirs->last, $reached ) < 0 );
			$reached = $isCut ? $theirs->last : $reached;
			$held    = [];
			while ( isset( $listed[ $next ] ) && ( null === $reached || strcmp( $listed[ $next ], $reached ) <= 0 ) ) {
				$held[ $listed[ $next ] ] = $theirs->versions[ $listed[ $next ] ];
				++$next;
			}
			$ours     = $isCut || null === $part->versions ? $this->ledger->in( $element, new VersionRange( $part->range->after, $reached ) ) : $part->versions;
			$doubtful = array_diff_assoc( $ours, $held ) + array_diff_assoc( $held, $ours );
			$alike   += count( $ours ) - count( array_diff_assoc( $ours, $held ) );
			$objects += $this->objectsOf( $element, array_map( strval( ... ), array_keys( $doubtful ) ), $theirs );
			$hasMany  = count( $objects ) >= self::DOUBTFUL;
			if ( $isCut ) {
				return new Examined( $alike, $objects, $reached, false );
			}
		}
		return new Examined( $alike, $objects, $reached, true );
	}

	/** @return non-empty-list<LedgerSlice> The next ones; the last of all has no end. */
	private function slices( Element $element, string $after ): array {
		$slices = [];
		$left   = $this->slices;
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
			if ( ! $isEqual && $sum->count > 0 ) {
				$divided[ $index ] = $slice->parts( $this->ledger->in( $element, $slice->range ) );
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
	 * @param list<string> $wireIds
	 * @return array<int|string, int> What each belongs to, by wire id. What neither side knows is not in it: it is on neither.
	 */
	private function objectsOf( Element $element, array $wireIds, HeldVersions $theirs ): array {
		$objects = [];
		$refunds = [];
		foreach ( $wireIds as $wireId ) {
			[ $kind, $id ] = Element::Transactions === $element ? explode( ':', $wireId, 2 ) + [ '', '' ] : [ '', $wireId ];
			if ( isset( $theirs->objects[ $wireId ] ) ) {
				$objects[ $wireId ] = $theirs->objects[ $wireId ];
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
	 * @param non-empty-array<int|string, int> $objects By wire id.
	 * @return list<Difference> Of these wire ids.
	 */
	private function look( Element $element, array $objects ): array {
		$ids = array_values( array_unique( $objects ) );
		sort( $ids );
		$found = $this->comparator->look( $element, $ids, array_map( static fn ( int $id ): Range => new Range( $id, $id ), $ids ), self::OBJECTS );
		return array_values( array_filter( $found, static fn ( Difference $one ): bool => isset( $objects[ $one->wireId ] ) ) );
	}
}
