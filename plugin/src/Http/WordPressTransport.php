<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use Closure;
use Throwable;
use WP_Error;

/** Uses WordPress' HTTP API, so that a site's proxy and its filters apply. */
final class WordPressTransport implements Transport {

	/** @param Closure( string ): bool $mayBeNear Whether a URL may lead into this server's own network. */
	public function __construct( private readonly Closure $mayBeNear ) {}

	public function request( string $method, string $url, array $headers, string $body, int $timeout ): Response {
		try {
			$response = wp_remote_request(
				$url,
				[
					'method'              => $method,
					'headers'             => $headers,
					'body'                => $body,
					'timeout'             => $timeout,
					// A redirected POST becomes a GET, and the signature is for one URL.
					'redirection'         => 0,
					'reject_unsafe_urls'  => ! ( $this->mayBeNear )( $url ),
					'limit_response_size' => self::MAX_ANSWER_BYTES,
					'user-agent'          => 'IvoreyForWooCommerce/' . IVOREY_FOR_WOOCOMMERCE_VERSION,
				]
			);
		} catch ( Throwable $error ) {
			// Filters of other plugins run in this call and may throw.
			return new Response( 0, [], '', 'exception-' . self::slug( $error::class ) );
		}
		if ( $response instanceof WP_Error ) {
			return new Response( 0, [], '', self::failure( $response ) );
		}
		$fields = [];
		foreach ( [ 'content-type', 'retry-after' ] as $name ) {
			$fields[ $name ] = self::text( wp_remote_retrieve_header( $response, $name ) );
		}
		return new Response( (int) wp_remote_retrieve_response_code( $response ), $fields, wp_remote_retrieve_body( $response ) );
	}

	/** A header that occurs more than once is a list. */
	private static function text( mixed $header ): string {
		$header = is_array( $header ) ? reset( $header ) : $header;
		return is_string( $header ) ? $header : '';
	}

	/** A short name; the full message may contain URLs. */
	private static function failure( WP_Error $error ): string {
		$message = $error->get_error_message();
		if ( 1 === preg_match( '/cURL error ([0-9]+)/', $message, $match ) ) {
			return 'curl-' . $match[1];
		}
		return self::slug( (string) $error->get_error_code() );
	}

	private static function slug( string $text ): string {
		return trim( (string) preg_replace( '/[^a-z0-9]+/', '-', strtolower( $text ) ), '-' );
	}
}
