<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

use Ivorey\WooCommerce\Records\Digest;

/** Some objects that follow each other by their ids, and what is to be in Ivorey of them. */
final class Slice {

	public readonly int $count;

	/** As Digest::combined() makes it. */
	public readonly string $digest;

	/** Whether one of them could not be read, which is to be said though Ivorey may have nothing of it. */
	public readonly bool $isBroken;

	/**
	 * @param list<int>           $ids
	 * @param array<string, Ours> $ours What is to be in Ivorey of them, or cannot be read; not kept.
	 */
	public function __construct(
		public readonly Range $range,
		public readonly array $ids,
		array $ours
	) {
		$digests  = [];
		$isBroken = false;
		foreach ( $ours as $wireId => $one ) {
			$isBroken = $isBroken || '' !== $one->error;
			if ( null !== $one->digest ) {
				$digests[ $wireId ] = $one->digest;
			}
		}
		$this->isBroken = $isBroken;
		$this->count    = count( $digests );
		$this->digest   = Digest::combined( $digests );
	}
}
