<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** Where Ivorey's API is: said by whoever runs the site, or else by whoever connects it. */
final class ApiAddress {

	public const BUILT_IN = 'https://api.ivorey.com';

	/** In wp-config.php. */
	public const CONSTANT = 'IVOREY_API_URL';

	/** Filter of the address, null where the constant is not defined. */
	public const FILTER = 'ivorey_api_url';

	/** @param bool|null $isLocal Whether this is a site for development; null: as WordPress says. */
	public function __construct( private readonly ?bool $isLocal = null ) {}

	/** @return string|null Null where the owner is to be asked. */
	public function fixed(): ?string {
		$url = defined( self::CONSTANT ) ? constant( self::CONSTANT ) : null;
		/**
		 * Says where Ivorey's API is, instead of asking for it in the Connect dialog.
		 *
		 * @since 0.1.0
		 * @param string|null $url As "https://api.example.com".
		 */
		$url = apply_filters( self::FILTER, is_string( $url ) ? $url : null ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- It begins with ivorey_.
		return is_string( $url ) && '' !== trim( $url ) ? rtrim( trim( $url ), '/' ) : null;
	}

	/**
	 * @param string|null $given By the owner, or by a link that the owner followed.
	 * @return string Without a trailing slash.
	 * @throws AuthorizationFailed If there is none, or it may not be used.
	 */
	public function choose( ?string $given ): string {
		$fixed = $this->fixed();
		$given = null === $given || '' === trim( $given ) ? null : rtrim( trim( $given ), '/' );
		if ( null !== $fixed ) {
			if ( null !== $given && ! SiteUrl::isSame( $given, $fixed ) ) {
				throw AuthorizationFailed::otherAddress( SiteUrl::host( $given ), SiteUrl::host( $fixed ) );
			}
			return $fixed;
		}
		if ( null === $given ) {
			throw AuthorizationFailed::noAddress();
		}
		self::assertWellFormed( $given, $this->isLocal() );
		// A link must not be able to make this server ask its neighbours.
		if ( ! $this->isLocal() ) {
			self::assertFar( $given );
		}
		return $given;
	}

	/**
	 * Of a link that the owner followed. Anybody may have made it, and one Approve on the page it leads to would give all
	 * customers away: so it can only name the address that this site knows. A site for development takes any.
	 *
	 * @return string Without a trailing slash.
	 * @throws AuthorizationFailed If there is none, or it may not be used.
	 */
	public function ofLink( ?string $given ): string {
		if ( null === $this->fixed() && ! $this->isLocal() ) {
			$url = null === $given || '' === trim( $given ) ? self::BUILT_IN : rtrim( trim( $given ), '/' );
			if ( ! SiteUrl::isSame( $url, self::BUILT_IN ) ) {
				throw AuthorizationFailed::otherAddress( SiteUrl::host( $url ), SiteUrl::host( self::BUILT_IN ) );
			}
			return self::BUILT_IN;
		}
		return $this->choose( $given );
	}

	/**
	 * Whether it may be one of this server's neighbours: because whoever runs the site said so, or it is a site for
	 * development. What a name means may have become another address since it was chosen, so each request asks again.
	 *
	 * @param string $url Of a request.
	 */
	public function mayBeNear( string $url ): bool {
		$fixed = $this->fixed();
		return $this->isLocal()
			|| ( null !== $fixed && SiteUrl::host( $fixed ) === SiteUrl::host( $url ) )
			// By hand only: choose() lets nobody name these.
			|| Credentials::isThisMachine( $url );
	}

	/**
	 * Of an address that whoever runs the site names by hand.
	 *
	 * @throws AuthorizationFailed If no request would be sent there.
	 */
	public function assertUsable( string $url ): void {
		if ( ! $this->mayBeNear( $url ) ) {
			self::assertFar( $url );
		}
	}

	/** @throws AuthorizationFailed If it is a neighbour of this server's. */
	private static function assertFar( string $url ): void {
		if ( false === wp_http_validate_url( $url ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must be one on the internet. For one in your own network, define IVOREY_API_URL in wp-config.php.', 'ivorey-for-woocommerce' ) );
		}
	}

	private function isLocal(): bool {
		return null === $this->isLocal ? 'local' === wp_get_environment_type() : $this->isLocal;
	}

	/** @throws AuthorizationFailed Saying what is wrong with it. */
	private static function assertWellFormed( string $url, bool $allowHttp ): void {
		$parts  = wp_parse_url( $url );
		$scheme = is_array( $parts ) ? strtolower( $parts['scheme'] ?? '' ) : '';
		if ( ! is_array( $parts ) || '' === SiteUrl::host( $url ) || 1 === preg_match( '/[^\x21-\x7e]/', $url ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must look like https://api.example.com.', 'ivorey-for-woocommerce' ) );
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must not hold a user, a query or a fragment.', 'ivorey-for-woocommerce' ) );
		}
		if ( 'https' !== $scheme && ! $allowHttp ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must begin with https://.', 'ivorey-for-woocommerce' ) );
		}
	}
}
