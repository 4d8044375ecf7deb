<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/**
 * How many rows go together: as many as fit, until a batch fails through what is in it. Then half
 * of it, and half again, so that ten deliveries find the one to blame among five hundred. Pure.
 */
final class BatchSize {

	private const NO_LIMIT = 1_000_000;

	/**
	 * After so many failures it begins with one: to spare an Ivorey that is coming back, and because
	 * there may be a record that breaks the way itself, which must not keep the others back for ever.
	 */
	private const FAILURES_TO_BEGIN_SMALL = 3;

	private int $cap = self::NO_LIMIT;

	private int $limit;

	/** @param int $failures Of what is to be sent: the most that a row has seen. */
	public function __construct( int $failures = 0 ) {
		$this->limit = self::isSuspicious( $failures ) ? 1 : self::NO_LIMIT;
	}

	/**
	 * Whether what failed so often may itself be the cause.
	 *
	 * @param int $failures In a row.
	 */
	public static function isSuspicious( int $failures ): bool {
		return $failures >= self::FAILURES_TO_BEGIN_SMALL;
	}

	public function limit(): int {
		return $this->limit;
	}

	public function worked(): void {
		$this->limit = min( 2 * $this->limit, $this->cap );
	}

	/**
	 * One of them may be to blame. Once it is found, the others can go together again.
	 *
	 * @param int $packedRows How many went together; more than one.
	 */
	public function failed( int $packedRows ): void {
		$this->limit = intdiv( $packedRows, 2 );
	}

	/**
	 * A batch that was too large stays too large.
	 *
	 * @param int $packedRows How many went together; more than one.
	 */
	public function tooLarge( int $packedRows ): void {
		$this->cap   = intdiv( $packedRows, 2 );
		$this->limit = $this->cap;
	}
}
