<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Records\Digest;

/** Some objects that follow each other by their ids, and what is to be in Ivorey of them. */
final class Slice {

	/** Objects of a part: few, so that little is listed of what is alike. A record of a list takes four times as much as the digest of a part. */
	private const PART = 5;

	public readonly int $count;

	/** As Digest::combined() makes it. */
	public readonly string $digest;

	/** Whether one of them could not be read, which is to be said though Ivorey may have nothing of it. */
	public readonly bool $isBroken;

	/**
	 * @param list<int>           $ids
	 * @param array<string, LocalRecord> $local What is to be in Ivorey of them, or cannot be read.
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

	/** @return non-empty-list<self> The same in several, in the order of their ids. */
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
