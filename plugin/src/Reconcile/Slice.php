<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Records\Digest;

/** Objects with consecutive IDs, and their records that belong in Ivorey. */
final class Slice {

	/**
	 * Objects in a part: few, so that little is listed for records that agree. A listed record takes four
	 * times the bytes of a part's digest.
	 */
	private const PART = 5;

	public readonly int $count;

	/** As Digest::combined() returns it. */
	public readonly string $digest;

	/** Whether one of them could not be read, which must be reported even if Ivorey has none of it. */
	public readonly bool $isBroken;

	/**
	 * @param list<int>           $ids
	 * @param array<string, LocalRecord> $local Their records that belong in Ivorey, or cannot be read.
	 */
	public function __construct(
		public readonly Range $range,
		public readonly array $ids,
		private readonly array $local
	) {
		$digests  = [];
		$isBroken = false;
		foreach ( $local as $wireId => $one ) {
			$isBroken = $isBroken || '' !== $one->error;
			if ( null !== $one->digest ) {
				$digests[ $wireId ] = $one->digest;
			}
		}
		$this->isBroken = $isBroken;
		$this->count    = count( $digests );
		$this->digest   = Digest::combined( $digests );
	}

	/** @return non-empty-list<self> The slice split into parts, in ascending order of ID. */
	public function parts(): array {
		$ids = $this->ids;
		sort( $ids );
		$chunks = array_chunk( $ids, self::PART );
		if ( count( $chunks ) < 2 ) {
			return [ $this ];
		}
		$local = [];
		foreach ( $this->local as $wireId => $one ) {
			$local[ $one->objectId ][ $wireId ] = $one;
		}
		$parts = [];
		$from  = $this->range->from;
		foreach ( $chunks as $index => $chunk ) {
			$next    = $chunks[ $index + 1 ][0] ?? null;
			$parts[] = new self(
				new Range( $from, null === $next ? $this->range->to : $next - 1 ),
				$chunk,
				array_replace( ...array_map( static fn ( int $id ): array => $local[ $id ] ?? [], $chunk ) )
			);
			$from    = $next ?? $from;
		}
		return $parts;
	}
}
