<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Element;

/**
 * Which of the rows that are due are taken together. Those whose process ended without a word come
 * after all others, and in ever smaller groups, so that what ends PHP is soon alone and keeps nobody
 * else waiting. Pure.
 */
final class LeaseChoice {

	/** The part of a group whose process ended that goes together the next time: four deaths find one among five hundred. */
	private const PART = 4;

	/**
	 * @param list<Candidate> $rows    At least one.
	 * @param bool            $isTrial One row alone, because its process ended, perhaps through it.
	 */
	private function __construct(
		public readonly array $rows,
		public readonly bool $isTrial
	) {}

	/**
	 * @param non-empty-list<Candidate>     $candidates The longest due first.
	 * @param array<value-of<Element>, int> $limits     Of these elements only so many rows go together.
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
