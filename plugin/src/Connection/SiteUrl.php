<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** Which store a URL names, as shared/src/store-url.ts has it. Pure. */
final class SiteUrl {

	private const DEFAULT_PORTS = [
		'http'  => 80,
		'https' => 443,
	];

	/** Host (in any case), port and path. The scheme does not count: behind a proxy WordPress may take https for http. */
	public static function isSame( string $one, string $other ): bool {
		$identity = self::identity( $one );
		return null !== $identity && self::identity( $other ) === $identity;
	}

	/** Host, with port where it is not the scheme's own; empty where it is no http(s) URL. */
	public static function host( string $url ): string {
		$parts  = parse_url( $url ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- Pure; the differences are older than PHP 8.
		$scheme = strtolower( $parts['scheme'] ?? '' );
		$host   = strtolower( $parts['host'] ?? '' );
		if ( false === $parts || '' === $host || ! isset( self::DEFAULT_PORTS[ $scheme ] ) ) {
			return '';
		}
		// Names in other scripts are written either way.
		if ( 1 === preg_match( '/[^\x00-\x7f]/', $host ) && function_exists( 'idn_to_ascii' ) ) {
			$ascii = idn_to_ascii( $host );
			$host  = false === $ascii ? $host : $ascii;
		}
		$port = $parts['port'] ?? null;
		return null === $port || self::DEFAULT_PORTS[ $scheme ] === $port ? $host : "$host:$port";
	}

	private static function identity( string $url ): ?string {
		$host = self::host( $url );
		$path = parse_url( $url, PHP_URL_PATH ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- As above.
		return '' === $host ? null : $host . ( is_string( $path ) ? rtrim( $path, '/' ) : '' );
	}
}
