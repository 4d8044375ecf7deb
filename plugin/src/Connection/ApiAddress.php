<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\SiteUrl;

/**
 * The address of Ivorey's API: built in, unless the site's operator configures another. Owners are never
 * asked for it.
 */
final class ApiAddress {

	public const BUILT_IN = 'https://api.ivorey.com';

	/** Defined in wp-config.php. */
	public const CONSTANT = 'IVOREY_API_URL';

	/** Filter of the address; receives null if the constant is not defined. */
	public const FILTER = 'ivorey_api_url';

	/** @param bool|null $isLocal Whether this is a development site; null to ask WordPress. */
	public function __construct( private readonly ?bool $isLocal = null ) {}

	/** @return string Without a trailing slash. */
	public function url(): string {
		return $this->configured() ?? self::BUILT_IN;
	}

	/** @return string The address where connecting begins: an existing connection stays with its own Ivorey. */
	public function ofConnection( StoredConnection $connection ): string {
		return State::Disconnected === $connection->state ? $this->url() : $this->configured() ?? $connection->apiUrl;
	}

	/** @return string|null Without a trailing slash; null if the site's configuration sets none. */
	public function configured(): ?string {
		$url = defined( self::CONSTANT ) ? constant( self::CONSTANT ) : null;
		/**
		 * Names another address of Ivorey's API than the one built in.
		 *
		 * @since 0.1.0
		 * @param string|null $url For example "https://api.example.com".
		 */
		$url = apply_filters( self::FILTER, is_string( $url ) ? $url : null ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		return is_string( $url ) && '' !== trim( $url ) ? rtrim( trim( $url ), '/' ) : null;
	}

	/**
	 * Anybody can craft a link, and one click on Approve on the page it opens would give away all customers.
	 * An address from a browser is therefore accepted only if it is the one this site knows. A development
	 * site accepts any.
	 *
	 * @param string|null $given Null for the address the site knows.
	 * @return string Without a trailing slash.
	 * @throws AuthorizationFailed If the address may not be used.
	 */
	public function accept( ?string $given ): string {
		$known = $this->url();
		if ( null === $given || '' === trim( $given ) ) {
			return $known;
		}
		$given = rtrim( trim( $given ), '/' );
		if ( SiteUrl::isSame( $given, $known ) ) {
			return $known;
		}
		if ( null !== $this->configured() || ! $this->isLocal() ) {
			throw AuthorizationFailed::otherAddress( SiteUrl::host( $given ), SiteUrl::host( $known ) );
		}
		$this->assertWellFormed( $given );
		return $given;
	}

	/**
	 * Whether the address may be in this server's private network: because the site's operator configured it,
	 * or because this is a development site. A host name may resolve to another IP address later, so each
	 * request checks again.
	 *
	 * @param string $url The URL of a request.
	 */
	public function mayBeNear( string $url ): bool {
		$configured = $this->configured();
		return $this->isLocal()
			|| ( null !== $configured && SiteUrl::host( $configured ) === SiteUrl::host( $url ) )
			// Only for addresses configured by hand: accept() rejects these.
			|| Credentials::isThisMachine( $url );
	}

	/**
	 * Checks an address that the site's operator configures by hand.
	 *
	 * @throws AuthorizationFailed If no request could be sent there.
	 */
	public function assertUsable( string $url ): void {
		if ( ! $this->mayBeNear( $url ) && false === wp_http_validate_url( $url ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must be public. For an address in your own network, define IVOREY_API_URL in wp-config.php.', 'ivorey-for-woocommerce' ) );
		}
	}

	private function isLocal(): bool {
		return null === $this->isLocal ? 'local' === wp_get_environment_type() : $this->isLocal;
	}

	/** @throws AuthorizationFailed With a message that says what is wrong. */
	public function assertWellFormed( string $url ): void {
		$parts  = wp_parse_url( $url );
		$scheme = is_array( $parts ) ? strtolower( $parts['scheme'] ?? '' ) : '';
		if ( ! is_array( $parts ) || '' === SiteUrl::host( $url ) || 1 === preg_match( '/[^\x21-\x7e]/', $url ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must look like https://api.example.com.', 'ivorey-for-woocommerce' ) );
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must not contain a user name, query or fragment.', 'ivorey-for-woocommerce' ) );
		}
		if ( 'https' !== $scheme && ! $this->mayBeNear( $url ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must start with https://.', 'ivorey-for-woocommerce' ) );
		}
	}
}
