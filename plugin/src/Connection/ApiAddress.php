<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\SiteUrl;

/** Where Ivorey's API is: built in, unless whoever runs the site names another. Owners are never asked for it. */
final class ApiAddress {

	public const BUILT_IN = 'https://api.ivorey.com';

	/** In wp-config.php. */
	public const CONSTANT = 'IVOREY_API_URL';

	/** Filter of the address, null where the constant is not defined. */
	public const FILTER = 'ivorey_api_url';

	/** @param bool|null $isLocal Whether this is a site for development; null: as WordPress says. */
	public function __construct( private readonly ?bool $isLocal = null ) {}

	/** @return string Without a trailing slash. */
	public function url(): string {
		return $this->configured() ?? self::BUILT_IN;
	}

	/** @return string Where connecting begins: a connection that exists goes on at the Ivorey that it is of. */
	public function ofConnection( StoredConnection $connection ): string {
		return State::Disconnected === $connection->state ? $this->url() : $this->configured() ?? $connection->apiUrl;
	}

	/** @return string|null Without a trailing slash; null where the site's configuration names none. */
	public function configured(): ?string {
		$url = defined( self::CONSTANT ) ? constant( self::CONSTANT ) : null;
		/**
		 * Names another address of Ivorey's API than the one built in.
		 *
		 * @since 0.1.0
		 * @param string|null $url As "https://api.example.com".
		 */
		$url = apply_filters( self::FILTER, is_string( $url ) ? $url : null ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		return is_string( $url ) && '' !== trim( $url ) ? rtrim( trim( $url ), '/' ) : null;
	}

	/**
	 * Anybody may have made a link, and one Approve on the page it leads to would give all customers away. So what comes
	 * through a browser can only name the address that this site knows. A site for development takes any.
	 *
	 * @param string|null $given Null for the one that the site knows.
	 * @return string Without a trailing slash.
	 * @throws AuthorizationFailed If it may not be used.
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
	 * Whether it may be one of this server's neighbours: because whoever runs the site said so, or it is a site for
	 * development. A name may lead to another address since it was chosen, so each request asks again.
	 *
	 * @param string $url Of a request.
	 */
	public function mayBeNear( string $url ): bool {
		$configured = $this->configured();
		return $this->isLocal()
			|| ( null !== $configured && SiteUrl::host( $configured ) === SiteUrl::host( $url ) )
			// By hand only: accept() lets nobody name these.
			|| Credentials::isThisMachine( $url );
	}

	/**
	 * For an address that the site's operator names by hand.
	 *
	 * @throws AuthorizationFailed If no request would be sent there.
	 */
	public function assertUsable( string $url ): void {
		if ( ! $this->mayBeNear( $url ) && false === wp_http_validate_url( $url ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must be public. For an address in your own network, define IVOREY_API_URL in wp-config.php.', 'ivorey-for-woocommerce' ) );
		}
	}

	private function isLocal(): bool {
		return null === $this->isLocal ? 'local' === wp_get_environment_type() : $this->isLocal;
	}

	/** @throws AuthorizationFailed Saying what is wrong with it. */
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
