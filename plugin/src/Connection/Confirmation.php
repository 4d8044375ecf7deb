<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/**
 * Shows Ivorey that it is this store that uses a code (R22): a code that was started in Ivorey stands in an address of
 * wp-admin, where others may see it. The store names a secret with the code, and proves to know it when Ivorey asks at
 * the store's own address (shared/src/connect.ts).
 */
final class Confirmation {

	public const TRANSIENT = 'ivorey_confirmation';

	/** As long as the exchange takes, with Ivorey's question in it. */
	private const VALID_SECONDS = 60;

	private const NONCE = '/\A[A-Za-z0-9_-]{20,100}\z/';

	/** @return string The secret, from now until end(). */
	public function begin(): string {
		$secret = self::base64url( random_bytes( 32 ) );
		set_transient( self::TRANSIENT, $secret, self::VALID_SECONDS );
		return $secret;
	}

	public function end(): void {
		delete_transient( self::TRANSIENT );
	}

	/** @return string|null Null where this store uses no code just now, or the question is none. */
	public function proof( #[SensitiveParameter] string $nonce ): ?string {
		$secret = get_transient( self::TRANSIENT );
		return is_string( $secret ) && '' !== $secret && 1 === preg_match( self::NONCE, $nonce )
			? self::base64url( hash_hmac( 'sha256', $nonce, $secret, true ) )
			: null;
	}

	private static function base64url( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
