<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** Where Ivorey's API is: said by whoever runs the site, or else by whoever connects it. */
final class ApiAddress {

	/** In wp-config.php. */
	public const CONSTANT = 'IVOREY_API_URL';

	/** Filter of the address, null where the constant is not defined. */
	public const FILTER = 'ivorey_api_url';

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
		$isLocal = 'local' === wp_get_environment_type();
		self::assertWellFormed( $given, $isLocal );
		// A link must not be able to make this server ask its neighbours.
		if ( ! $isLocal && false === wp_http_validate_url( $given ) ) {
			throw AuthorizationFailed::badAddress( __( 'The address of Ivorey must be one on the internet. For one in your own network, define IVOREY_API_URL in wp-config.php.', 'ivorey-for-woocommerce' ) );
		}
		return $given;
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
