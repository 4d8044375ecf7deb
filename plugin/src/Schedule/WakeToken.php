<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Schedule;

use SensitiveParameter;

/** Proves that a request to wake a drain comes from this site itself. Pure. */
final class WakeToken {

	/** A replay does no harm: it only looks for work, one drain at a time. */
	private const VALID_SECONDS = 60;

	public function __construct( #[SensitiveParameter] private readonly string $key ) {}

	/**
	 * @param int $at Seconds since 1970.
	 * @return string `<seconds>.<hex>`.
	 */
	public function issue( int $at ): string {
		return $at . '.' . $this->mac( $at );
	}

	public function isValid( string $token, int $now ): bool {
		if ( 1 !== preg_match( '/\A([0-9]{1,12})\.([0-9a-f]{64})\z/', $token, $match ) ) {
			return false;
		}
		$at = (int) $match[1];
		return hash_equals( $this->mac( $at ), $match[2] ) && abs( $now - $at ) <= self::VALID_SECONDS;
	}

	private function mac( int $at ): string {
		return hash_hmac( 'sha256', "ivorey wake $at", $this->key );
	}
}
