<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use SensitiveParameter;

/**
 * A connection begun in wp-admin, until Ivorey redirects the user back: state (RFC 6749, 10.12) and PKCE (RFC
 * 7636).
 */
final class Authorization {

	/** Long enough for sign-in, consent and two screens. */
	private const VALID_SECONDS = 3_600;

	/**
	 * @param string $state     Hexadecimal.
	 * @param string $verifier  PKCE's `code_verifier`.
	 * @param string $apiUrl    The API where it was begun; the code is valid only there.
	 * @param int    $expiresAt Seconds since 1970.
	 * @param bool   $hasMoved  Whether the site's existing connection continues at its new address.
	 */
	private function __construct(
		public readonly string $state,
		#[SensitiveParameter] public readonly string $verifier,
		public readonly string $apiUrl,
		public readonly int $expiresAt,
		public readonly bool $hasMoved = false
	) {}

	public static function begin( string $apiUrl, int $now, bool $hasMoved = false ): self {
		return new self(
			bin2hex( random_bytes( 32 ) ),
			self::base64url( random_bytes( 32 ) ),
			$apiUrl,
			$now + self::VALID_SECONDS,
			$hasMoved
		);
	}

	public function answers( string $state, int $now ): bool {
		return hash_equals( $this->state, $state ) && $now < $this->expiresAt;
	}

	/**
	 * @param string $storeUrl   The home URL of the store.
	 * @param string $approveUrl The URL to which Ivorey redirects the browser back.
	 * @return string The URL to open in the owner's browser.
	 */
	public function url( string $storeUrl, string $approveUrl ): string {
		return $this->apiUrl . '/connect/authorize?' . http_build_query(
			[
				'response_type'         => 'code',
				'client_id'             => $storeUrl,
				'redirect_uri'          => $approveUrl,
				'state'                 => $this->state,
				'code_challenge'        => self::base64url( hash( 'sha256', $this->verifier, true ) ),
				'code_challenge_method' => 'S256',
			],
			'',
			'&',
			PHP_QUERY_RFC3986
		);
	}

	/** @return array{state: string, verifier: string, api_url: string, expires_at: int, has_moved: bool} */
	public function toArray(): array {
		return [
			'state'      => $this->state,
			'verifier'   => $this->verifier,
			'api_url'    => $this->apiUrl,
			'expires_at' => $this->expiresAt,
			'has_moved'  => $this->hasMoved,
		];
	}

	/** @param mixed $value As toArray() returns it; anything else gives null. */
	public static function fromArray( mixed $value ): ?self {
		if (
			! is_array( $value )
			|| ! is_string( $value['state'] ?? null ) || '' === $value['state']
			|| ! is_string( $value['verifier'] ?? null )
			|| ! is_string( $value['api_url'] ?? null )
			|| ! is_int( $value['expires_at'] ?? null )
		) {
			return null;
		}
		$hasMoved = $value['has_moved'] ?? false;
		return new self( $value['state'], $value['verifier'], $value['api_url'], $value['expires_at'], true === $hasMoved );
	}

	private static function base64url( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
