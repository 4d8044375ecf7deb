<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** HTTP. */
interface Transport {

	/** More than any receipt needs; a longer answer is cut off. */
	public const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

	/**
	 * @param string                $method  `GET`, `POST`, `PUT` or `DELETE`.
	 * @param array<string, string> $headers
	 * @param int                   $timeout Seconds, at least one.
	 * @return Response Never throws: a network failure is a response with status 0.
	 */
	public function request( string $method, string $url, array $headers, string $body, int $timeout ): Response;
}
