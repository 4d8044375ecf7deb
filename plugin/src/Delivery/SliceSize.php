<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** The number of objects to read together, adjusted to the time and memory that previous slices took. Pure. */
final class SliceSize {

	public const MOST = 500;

	/** Initial size. */
	private const FIRST = 100;

	private const SLOW_SECONDS  = 4.0;
	private const QUICK_SECONDS = 1.5;

	/** Shares of the memory that was free before the slice. */
	private const MUCH   = 0.4;
	private const LITTLE = 0.2;

	private int $size;

	/**
	 * @param int $breakdowns Runs that ended in the middle of a slice: each halves the size, until the object
	 *                        that ends them is alone.
	 * @param int $first      Size without breakdowns.
	 */
	public function __construct( int $breakdowns = 0, int $first = self::FIRST ) {
		$this->size = max( 1, $first >> min( $breakdowns, 30 ) );
	}

	public function current(): int {
		return $this->size;
	}

	/**
	 * @param int   $objects Objects in the slice.
	 * @param float $seconds Duration of the read.
	 * @param float $memory  Share of the free memory that the read used, between 0 and 1.
	 */
	public function learn( int $objects, float $seconds, float $memory ): void {
		if ( $seconds > self::SLOW_SECONDS || $memory > self::MUCH ) {
			$this->size = max( 1, intdiv( min( $objects, $this->size ), 2 ) );
		} elseif ( $objects >= $this->size && $seconds < self::QUICK_SECONDS && $memory < self::LITTLE ) {
			$this->size = min( self::MOST, 2 * $this->size );
		}
	}
}
