<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Records\Timestamp;

/** A time in which the plugin did not run, though the store was connected: what happened then was seen by nobody. */
final class Absence {

	/** Microseconds since 1970. */
	public function __construct(
		public readonly int $from,
		public readonly int $to
	) {}

	/** @return array{from: string, to: string} */
	public function toArray(): array {
		return [
			'from' => Timestamp::ofMicroseconds( $this->from ),
			'to'   => Timestamp::ofMicroseconds( $this->to ),
		];
	}

	/** @return array{from: int, to: int} */
	public function toOption(): array {
		return [
			'from' => $this->from,
			'to'   => $this->to,
		];
	}

	/** @param mixed $value As toOption() made it; null if it is anything else. */
	public static function fromOption( mixed $value ): ?self {
		$from = is_array( $value ) ? $value['from'] ?? null : null;
		$to   = is_array( $value ) ? $value['to'] ?? null : null;
		return is_int( $from ) && is_int( $to ) ? new self( $from, $to ) : null;
	}
}
