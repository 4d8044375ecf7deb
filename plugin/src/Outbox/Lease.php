<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** The right to send rows for a while, named by a token that no other process has. */
final class Lease {

	/** Longer than a delivery takes at worst; what a killed process held waits so long. */
	public const SECONDS = 30;

	public readonly int $microseconds;

	public function __construct( public readonly string $token, int $seconds = self::SECONDS ) {
		$this->microseconds = $seconds * 1_000_000;
	}

	public static function take(): self {
		return new self( bin2hex( random_bytes( 16 ) ) );
	}
}
