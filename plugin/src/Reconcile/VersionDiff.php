<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Which records of some ranges both sides do not have in the same version, as many as are looked at in one step. Pure. */
final class VersionDiff {

	/**
	 * @param int          $alike    Records that both sides have in the same version.
	 * @param list<string> $doubtful Wire ids of the others, in their order.
	 * @param string|null  $until    The wire id up to which all was compared; null for the end.
	 * @param bool         $isWhole  Whether these are all of the ranges.
	 */
	private function __construct(
		public readonly int $alike,
		public readonly array $doubtful,
		public readonly ?string $until,
		public readonly bool $isWhole
	) {}

	/**
	 * @param list<array{LedgerSlice, bool}> $parts In their order, with whether both sides have the same of it; where they
	 *                                              have not, the slice has its versions.
	 * @param array<int|string, int>         $held  The versions that Ivorey has in those, by wire id and in their order.
	 * @param string|null                    $last  The wire id behind which Ivorey has listed no more; null if it listed all.
	 * @param int                            $most  Records that may be doubtful; at least one.
	 */
	public static function of( array $parts, array $held, ?string $last, int $most ): self {
		$alike    = 0;
		$doubtful = [];
		$reached  = null;
		foreach ( $parts as [ $part, $isEqual ] ) {
			if ( count( $doubtful ) >= $most ) {
				return new self( $alike, $doubtful, $reached, false );
			}
			$after   = $part->range->after;
			$reached = $part->range->until;
			if ( $isEqual ) {
				$alike += $part->sum->count;
				continue;
			}
			$isCut = null !== $last && ( null === $reached || strcmp( $last, $reached ) < 0 );
			if ( $isCut ) {
				$reached = strcmp( $last, $after ) > 0 ? $last : $after;
			}
			[ $remote, $held ] = self::divide( $held, $reached );
			[ $local ]         = self::divide( $part->versions ?? [], $reached );
			$unlike            = self::unlike( $local, $remote );
			$left              = $most - count( $doubtful );
			if ( count( $unlike ) > $left ) {
				$isCut     = true;
				$unlike    = array_slice( $unlike, 0, $left );
				$reached   = $unlike[ $left - 1 ];
				[ $local ] = self::divide( $local, $reached );
			}
			$alike += count( array_intersect_assoc( $local, $remote ) );
			array_push( $doubtful, ...$unlike );
			if ( $isCut ) {
				return new self( $alike, $doubtful, $reached, false );
			}
		}
		return new self( $alike, $doubtful, $reached, true );
	}

	/**
	 * @param array<int|string, int> $local
	 * @param array<int|string, int> $remote
	 * @return list<string> Wire ids, in their order.
	 */
	private static function unlike( array $local, array $remote ): array {
		$ids = array_map( strval( ... ), array_keys( array_diff_assoc( $local, $remote ) + array_diff_assoc( $remote, $local ) ) );
		sort( $ids, SORT_STRING );
		return $ids;
	}

	/**
	 * @param array<int|string, int> $versions By wire id and in their order.
	 * @param string|null            $until    Null for the end.
	 * @return array{array<int|string, int>, array<int|string, int>} Those up to there, and the rest.
	 */
	private static function divide( array $versions, ?string $until ): array {
		$number = 0;
		foreach ( $versions as $id => $version ) {
			if ( null !== $until && strcmp( (string) $id, $until ) > 0 ) {
				break;
			}
			++$number;
		}
		return [ array_slice( $versions, 0, $number, true ), array_slice( $versions, $number, null, true ) ];
	}
}
