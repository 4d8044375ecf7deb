<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/**
 * Encrypts a text so that a leaked database alone does not reveal it. The key is derived from wp-config.php.
 * Pure except for the nonce.
 */
final class SecretBox {

	private const PREFIX = 'v1:';

	private readonly string $key;

	/** @param string $material Text that only this site's wp-config.php holds. */
	public function __construct( #[SensitiveParameter] string $material ) {
		$this->key = hash_hkdf( 'sha256', $material, SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'ivorey-for-woocommerce credentials' );
	}

	public function seal( #[SensitiveParameter] string $plain ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return self::PREFIX . base64_encode( $nonce . sodium_crypto_secretbox( $plain, $nonce, $this->key ) );
	}

	/** @return string|null Null if it was sealed with another key, or is damaged. */
	public function open( string $sealed ): ?string {
		if ( ! str_starts_with( $sealed, self::PREFIX ) ) {
			return null;
		}
		$bytes = base64_decode( substr( $sealed, strlen( self::PREFIX ) ), true );
		if ( false === $bytes || strlen( $bytes ) < SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES ) {
			return null;
		}
		$plain = sodium_crypto_secretbox_open(
			substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			$this->key
		);
		return false === $plain ? null : $plain;
	}
}
