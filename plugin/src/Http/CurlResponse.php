<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use CurlHandle;
use CurlMultiHandle;
use WeakMap;

// phpcs:disable WordPress.WP.AlternativeFunctions -- See CurlTransport.

/** One request of a CurlTransport. */
final class CurlResponse implements PendingResponse {

	private const SELECT_SECONDS = 1.0;

	/** Once the operating system has the whole request, it proceeds without PHP. */
	private const SENDING_SECONDS = 1.0;
	private const STEP_SECONDS    = 0.01;

	private string $body = '';

	/** @var array<string, string> */
	private array $headers = [];

	private bool $isTooLong = false;

	private ?Response $answer = null;

	/**
	 * @param WeakMap<CurlHandle, int> $results The finished results of all requests that share the multi handle.
	 * @param int                      $bytes   Length of the body.
	 */
	public function __construct(
		private readonly CurlMultiHandle $multi,
		private readonly WeakMap $results,
		private readonly CurlHandle $curl,
		private readonly int $bytes
	) {}

	public function start(): void {
		curl_setopt( $this->curl, CURLOPT_HEADERFUNCTION, $this->header( ... ) );
		curl_setopt( $this->curl, CURLOPT_WRITEFUNCTION, $this->write( ... ) );
		curl_multi_add_handle( $this->multi, $this->curl );
		$until = microtime( true ) + self::SENDING_SECONDS;
		do {
			$this->poll();
			$isSent = curl_getinfo( $this->curl, CURLINFO_SIZE_UPLOAD_T ) >= $this->bytes;
		} while ( ! $this->isOver() && ! $isSent && microtime( true ) < $until && 0 <= curl_multi_select( $this->multi, self::STEP_SECONDS ) );
	}

	public function poll(): void {
		if ( $this->isOver() ) {
			return;
		}
		do {
			$status = curl_multi_exec( $this->multi, $running );
		} while ( CURLM_CALL_MULTI_PERFORM === $status );
		$done = curl_multi_info_read( $this->multi );
		while ( is_array( $done ) ) {
			if ( $done['handle'] instanceof CurlHandle && is_int( $done['result'] ) ) {
				$this->results[ $done['handle'] ] = $done['result'];
			}
			$done = curl_multi_info_read( $this->multi );
		}
		if ( CURLM_OK !== $status ) {
			$this->results[ $this->curl ] = CURLE_FAILED_INIT;
		}
	}

	public function response(): Response {
		while ( ! $this->isOver() ) {
			$this->poll();
			if ( ! $this->isOver() && -1 === curl_multi_select( $this->multi, self::SELECT_SECONDS ) ) {
				usleep( 1_000 );
			}
		}
		return $this->answer ??= $this->finish( $this->results[ $this->curl ] );
	}

	private function isOver(): bool {
		return isset( $this->results[ $this->curl ] );
	}

	private function finish( int $result ): Response {
		$status = curl_getinfo( $this->curl, CURLINFO_RESPONSE_CODE );
		curl_multi_remove_handle( $this->multi, $this->curl );
		if ( CURLE_OK !== $result && ! $this->isTooLong ) {
			return new Response( 0, [], '', "curl-$result" );
		}
		return new Response( $status, $this->headers, $this->body );
	}

	private function header( CurlHandle $curl, string $line ): int {
		if ( str_starts_with( $line, 'HTTP/' ) ) {
			$this->headers = [];
		}
		[ $name, $value ] = [ ...explode( ':', $line, 2 ), '' ];

		$this->headers[ strtolower( trim( $name ) ) ] ??= trim( $value );
		return strlen( $line );
	}

	private function write( CurlHandle $curl, string $part ): int {
		$room            = Transport::MAX_ANSWER_BYTES - strlen( $this->body );
		$this->body     .= substr( $part, 0, $room );
		$this->isTooLong = strlen( $part ) > $room;
		return $this->isTooLong ? 0 : strlen( $part );
	}
}
