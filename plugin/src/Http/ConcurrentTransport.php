<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** HTTP that goes on while PHP does something else. */
interface ConcurrentTransport extends Transport {

	/**
	 * @param string                $method  `GET`, `POST` or `PUT`.
	 * @param array<string, string> $headers
	 * @param int                   $timeout Seconds, at least one.
	 */
	public function begin( string $method, string $url, array $headers, string $body, int $timeout ): PendingResponse;
}
