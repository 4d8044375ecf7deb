<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** The right to send rows for a while, named by a token unique to the process. */
final class Lease {

	/** Longer than the slowest delivery; rows held by a killed process wait this long. */
	public const SECONDS = 30;

	public readonly int $microseconds;

	public function __construct( public readonly string $token, int $seconds = self::SECONDS ) {
		$this->microseconds = $seconds * 1_000_000;
	}

	public static function take(): self {
		return new self( bin2hex( random_bytes( 16 ) ) );
	}
}
