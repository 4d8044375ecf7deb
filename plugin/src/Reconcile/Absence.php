<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Records\Timestamp;

/** A period in which the store was connected but the plugin did not run: it captured no changes then. */
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

	/** @param mixed $value As toOption() returns it; anything else gives null. */
	public static function fromOption( mixed $value ): ?self {
		$from = is_array( $value ) ? $value['from'] ?? null : null;
		$to   = is_array( $value ) ? $value['to'] ?? null : null;
		return is_int( $from ) && is_int( $to ) ? new self( $from, $to ) : null;
	}
}
