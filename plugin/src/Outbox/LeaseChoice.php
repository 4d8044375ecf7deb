<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Element;

/**
 * Chooses which due rows are leased together. Rows whose process died come after all others, in ever smaller
 * groups, so that a row that ends PHP is soon alone and delays no others. Pure.
 */
final class LeaseChoice {

	/**
	 * The share of a group that is leased together after its process died: four deaths find one row among
	 * five hundred.
	 */
	private const PART = 4;

	/**
	 * @param list<Candidate> $rows    At least one.
	 * @param bool            $isTrial Whether it is a single row whose process died, perhaps because of it.
	 */
	private function __construct(
		public readonly array $rows,
		public readonly bool $isTrial
	) {}

	/**
	 * @param non-empty-list<Candidate>     $candidates Longest due first.
	 * @param array<value-of<Element>, int> $limits     Maximum number of rows of these elements in one lease.
	 */
	public static function of( array $candidates, array $limits ): self {
		$sound = array_values( array_filter( $candidates, static fn ( Candidate $row ): bool => ! $row->isSuspect() ) );
		if ( [] !== $sound ) {
			return new self( self::within( $sound, $limits ), false );
		}
		$first = $candidates[0];
		if ( '' === $first->lease ) {
			return new self( [ $first ], true );
		}
		$together = array_values( array_filter( $candidates, static fn ( Candidate $row ): bool => $row->lease === $first->lease ) );
		$size     = max( 1, intdiv( count( $together ), self::PART ) );
		return new self( self::within( array_slice( $together, 0, $size ), $limits ), 1 === $size );
	}

	/**
	 * @param list<Candidate>               $rows   At least one.
	 * @param array<value-of<Element>, int> $limits
	 * @return list<Candidate> At least one.
	 */
	private static function within( array $rows, array $limits ): array {
		$taken = [];
		return array_values(
			array_filter(
				$rows,
				static function ( Candidate $row ) use ( $limits, &$taken ): bool {
					$taken[ $row->element ] = ( $taken[ $row->element ] ?? 0 ) + 1;
					return $taken[ $row->element ] <= max( 1, $limits[ $row->element ] ?? PHP_INT_MAX );
				}
			)
		);
	}
}
