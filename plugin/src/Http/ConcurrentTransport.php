<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** HTTP requests that proceed while PHP does other work. */
interface ConcurrentTransport extends Transport {

	/**
	 * @param string                $method  `GET`, `POST` or `PUT`.
	 * @param array<string, string> $headers
	 * @param int                   $timeout Seconds, at least one.
	 */
	public function begin( string $method, string $url, array $headers, string $body, int $timeout ): PendingResponse;
}
