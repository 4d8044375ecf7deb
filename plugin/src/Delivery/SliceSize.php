<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/**
 * How many objects are read together: as many as go well with the time and the memory that a slice was
 * seen to take. Pure.
 */
final class SliceSize {

	public const MOST = 500;

	/** Where nothing is known yet. */
	private const FIRST = 100;

	private const SLOW_SECONDS  = 4.0;
	private const QUICK_SECONDS = 1.5;

	/** Shares of the memory that was free before. */
	private const MUCH   = 0.4;
	private const LITTLE = 0.2;

	private int $size;

	/**
	 * @param int $breakdowns Runs that ended in the middle of a slice: half of it each time, until the object that ends them is alone.
	 * @param int $first      Without any.
	 */
	public function __construct( int $breakdowns = 0, int $first = self::FIRST ) {
		$this->size = max( 1, $first >> min( $breakdowns, 30 ) );
	}

	public function current(): int {
		return $this->size;
	}

	/**
	 * @param int   $objects In the slice.
	 * @param float $seconds That reading it took.
	 * @param float $memory  What it took of the memory that was free, between 0 and 1.
	 */
	public function learn( int $objects, float $seconds, float $memory ): void {
		if ( $seconds > self::SLOW_SECONDS || $memory > self::MUCH ) {
			$this->size = max( 1, intdiv( min( $objects, $this->size ), 2 ) );
		} elseif ( $objects >= $this->size && $seconds < self::QUICK_SECONDS && $memory < self::LITTLE ) {
			$this->size = min( self::MOST, 2 * $this->size );
		}
	}
}
