<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/**
 * Proves to Ivorey that this store is the one using a code (R22): a code that was started in Ivorey is part
 * of a wp-admin URL, where others may see it. The store sends a secret with the code, and proves that it
 * knows it when Ivorey asks at the store's own address (shared/src/connect.ts).
 */
final class Confirmation {

	public const TRANSIENT = 'ivorey_confirmation';

	/** Duration of the exchange, including Ivorey's question. */
	private const VALID_SECONDS = 60;

	private const NONCE = '/\A[A-Za-z0-9_-]{20,100}\z/';

	/** @return string The secret, valid until end(). */
	public function begin(): string {
		$secret = self::base64url( random_bytes( 32 ) );
		set_transient( self::TRANSIENT, $secret, self::VALID_SECONDS );
		return $secret;
	}

	public function end(): void {
		delete_transient( self::TRANSIENT );
	}

	/** @return string|null Null if this store is not using a code now, or the question is invalid. */
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
