<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use Closure;
use CurlHandle;
use CurlMultiHandle;
use WeakMap;
use WP_HTTP_Proxy;

// phpcs:disable WordPress.WP.AlternativeFunctions -- WordPress' HTTP API can only wait for an answer.

/**
 * Uses cURL directly over a connection that stays open, so that the next records are built while the last
 * ones are being sent. If that could bypass the site's own rules for requests (a proxy, a filter that answers
 * instead, a block), it uses WordPress and waits.
 */
final class CurlTransport implements ConcurrentTransport {

	private const CONNECT_TIMEOUT = 10;

	private ?CurlMultiHandle $multi = null;

	/** @var WeakMap<CurlHandle, int> */
	private WeakMap $results;

	/** @param Closure( string ): bool $mayBeNear Whether a URL may lead into this server's own network. */
	public function __construct(
		private readonly Transport $blocking,
		private readonly Closure $mayBeNear
	) {
		$this->results = new WeakMap();
	}

	public function request( string $method, string $url, array $headers, string $body, int $timeout ): Response {
		return $this->begin( $method, $url, $headers, $body, $timeout )->response();
	}

	public function begin( string $method, string $url, array $headers, string $body, int $timeout ): PendingResponse {
		$curl = $this->mayBypass( $url ) ? curl_init() : false;
		if ( false === $curl ) {
			return new FinishedResponse( $this->blocking->request( $method, $url, $headers, $body, $timeout ) );
		}
		$this->multi ??= curl_multi_init();
		$pending       = new CurlResponse( $this->multi, $this->results, $curl, strlen( $body ) );
		curl_setopt_array( $curl, self::options( $method, $url, $headers, $body, $timeout ) );
		self::announce( $curl, $url );
		$pending->start();
		return $pending;
	}

	private function mayBypass( string $url ): bool {
		if ( ! function_exists( 'curl_multi_init' ) || false !== has_filter( 'pre_http_request' ) ) {
			return false;
		}
		$proxy = new WP_HTTP_Proxy();
		return ! ( $proxy->is_enabled() && $proxy->send_through_proxy( $url ) )
			&& ! _wp_http_get_object()->block_request( $url )
			&& ( ( $this->mayBeNear )( $url ) || false !== wp_http_validate_url( $url ) );
	}

	/**
	 * @param array<string, string> $headers
	 * @return array<int, mixed>
	 */
	private static function options( string $method, string $url, array $headers, string $body, int $timeout ): array {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress' own.
		$verifies = (bool) apply_filters( 'https_ssl_verify', true, $url );
		$lines    = [ 'Expect:' ];
		foreach ( $headers as $name => $value ) {
			$lines[] = "$name: $value";
		}
		return [
			CURLOPT_URL            => $url,
			CURLOPT_CUSTOMREQUEST  => $method,
			CURLOPT_POSTFIELDS     => $body,
			CURLOPT_HTTPHEADER     => $lines,
			CURLOPT_USERAGENT      => 'IvoreyForWooCommerce/' . IVOREY_FOR_WOOCOMMERCE_VERSION,
			CURLOPT_TIMEOUT        => $timeout,
			CURLOPT_CONNECTTIMEOUT => min( $timeout, self::CONNECT_TIMEOUT ),
			CURLOPT_FOLLOWLOCATION => false,
			CURLOPT_PROTOCOLS      => CURLPROTO_HTTP | CURLPROTO_HTTPS,
			CURLOPT_SSL_VERIFYPEER => $verifies,
			CURLOPT_SSL_VERIFYHOST => $verifies ? 2 : 0,
			CURLOPT_CAINFO         => ABSPATH . WPINC . '/certificates/ca-bundle.crt',
			CURLOPT_TCP_NODELAY    => true,
		];
	}

	/** Hosts use this hook for the settings their machines need (an interface, another certificate bundle). */
	private static function announce( CurlHandle $curl, string $url ): void {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WordPress' own.
		do_action_ref_array( 'http_api_curl', [ &$curl, [], $url ] );
	}
}
