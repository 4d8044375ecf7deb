<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/**
 * The number of rows to send together: as many as fit, until a batch fails because of its content. Each
 * further failure halves the number, so that ten deliveries find the bad row among five hundred. Pure.
 */
final class BatchSize {

	private const NO_LIMIT = 1_000_000;

	/**
	 * After this many failures it begins with one row: to go easy on an Ivorey that is recovering, and
	 * because a record may break the connection itself and must not hold back the others.
	 */
	private const FAILURES_TO_BEGIN_SMALL = 3;

	private int $cap = self::NO_LIMIT;

	private int $limit;

	/** @param int $failures The highest failure count among the rows to send. */
	public function __construct( int $failures = 0 ) {
		$this->limit = self::isSuspicious( $failures ) ? 1 : self::NO_LIMIT;
	}

	/**
	 * Whether a row that failed this often may itself be the cause.
	 *
	 * @param int $failures Failures in a row.
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
	 * One of the rows may be the cause. Once it is found, the others can be sent together again.
	 *
	 * @param int $packedRows Number of rows sent together; more than one.
	 */
	public function failed( int $packedRows ): void {
		$this->limit = intdiv( $packedRows, 2 );
	}

	/**
	 * Lowers the limit for good: a batch that was too large stays too large.
	 *
	 * @param int $packedRows Number of rows sent together; more than one.
	 */
	public function tooLarge( int $packedRows ): void {
		$this->cap   = intdiv( $packedRows, 2 );
		$this->limit = $this->cap;
	}
}
