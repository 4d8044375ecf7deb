<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use Throwable;
use WpOrg\Requests\IdnaEncoder;

/** Compares the stores that URLs name, as defined in shared/src/store-url.ts. Pure. */
final class SiteUrl {

	private const DEFAULT_PORTS = [
		'http'  => 80,
		'https' => 443,
	];

	/** Characters that the URL standard encodes in a path. */
	private const ENCODED_IN_PATH = '/[^\x21-\x7e]|["<>`{}]/';

	/**
	 * Compares host (case-insensitive), port and path. The scheme is ignored: behind a proxy WordPress may
	 * mistake https for http.
	 */
	public static function isSame( string $one, string $other ): bool {
		$identity = self::identity( $one );
		return null !== $identity && self::identity( $other ) === $identity;
	}

	/**
	 * The URL as browsers and Ivorey write it: plain ASCII, so that it can be a header's value.
	 *
	 * @return string|null Without a trailing slash; null if it is not an http(s) URL.
	 */
	public static function normalized( string $url ): ?string {
		$identity = self::identity( $url );
		return null === $identity ? null : self::scheme( $url ) . '://' . $identity;
	}

	/** Host, with the port if it is not the scheme's default; empty if it is not an http(s) URL. */
	public static function host( string $url ): string {
		$host   = self::part( $url, PHP_URL_HOST );
		$scheme = self::scheme( $url );
		if ( '' === $host || ! isset( self::DEFAULT_PORTS[ $scheme ] ) ) {
			return '';
		}
		$host = self::ascii( $host );
		$port = self::part( $url, PHP_URL_PORT );
		return '' === $port || (string) self::DEFAULT_PORTS[ $scheme ] === $port ? $host : "$host:$port";
	}

	private static function identity( string $url ): ?string {
		$host = self::host( $url );
		return '' === $host ? null : $host . preg_replace_callback(
			self::ENCODED_IN_PATH,
			static fn ( array $match ): string => rawurlencode( $match[0] ),
			rtrim( self::part( $url, PHP_URL_PATH ), '/' )
		);
	}

	private static function scheme( string $url ): string {
		return strtolower( self::part( $url, PHP_URL_SCHEME ) );
	}

	private static function part( string $url, int $component ): string {
		$part = parse_url( $url, $component ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- Pure; the differences are older than PHP 8.
		return is_string( $part ) || is_int( $part ) ? (string) $part : '';
	}

	/** Host names in other scripts come in either form. */
	private static function ascii( string $host ): string {
		if ( 1 !== preg_match( '/[^\x00-\x7f]/', $host ) ) {
			return strtolower( $host );
		}
		if ( function_exists( 'idn_to_ascii' ) ) {
			// As in browsers: "ß" stays a letter of its own.
			$ascii = idn_to_ascii( $host, IDNA_NONTRANSITIONAL_TO_ASCII );
			return false === $ascii ? $host : $ascii;
		}
		return self::asciiWithoutIntl( $host );
	}

	/** Uses the encoder bundled with WordPress, which does not fold case, so it gets lower case. */
	private static function asciiWithoutIntl( string $host ): string {
		$host = function_exists( 'mb_strtolower' ) ? mb_strtolower( $host, 'UTF-8' ) : strtolower( $host );
		if ( ! class_exists( IdnaEncoder::class ) ) {
			return $host;
		}
		try {
			return IdnaEncoder::encode( $host );
		} catch ( Throwable ) {
			// The name has no ASCII form: too long, or not UTF-8.
			return $host;
		}
	}
}
