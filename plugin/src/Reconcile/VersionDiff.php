<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** The records of some ranges whose versions differ, as many as one step checks. Pure. */
final class VersionDiff {

	/**
	 * @param int          $alike    Records with the same version on both sides.
	 * @param list<string> $doubtful Wire IDs of the others, in order.
	 * @param string|null  $until    The wire ID up to which everything was compared; null for the end.
	 * @param bool         $isWhole  Whether the ranges were compared completely.
	 */
	private function __construct(
		public readonly int $alike,
		public readonly array $doubtful,
		public readonly ?string $until,
		public readonly bool $isWhole
	) {}

	/**
	 * @param list<array{LedgerSlice, bool}> $parts In order, each with whether both sides agree; a slice that
	 *                                              differs has its versions loaded.
	 * @param array<int|string, int>         $held  Ivorey's versions in those, by wire ID, in order.
	 * @param string|null                    $last  The wire ID after which Ivorey listed no more; null if it
	 *                                              listed all.
	 * @param int                            $most  Maximum number of doubtful records; at least one.
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
	 * @return list<string> Wire IDs, in order.
	 */
	private static function unlike( array $local, array $remote ): array {
		$ids = array_map( strval( ... ), array_keys( array_diff_assoc( $local, $remote ) + array_diff_assoc( $remote, $local ) ) );
		sort( $ids, SORT_STRING );
		return $ids;
	}

	/**
	 * @param array<int|string, int> $versions By wire ID, in order.
	 * @param string|null            $until    Null for the end.
	 * @return array{array<int|string, int>, array<int|string, int>} The ones up to there, and the rest.
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
