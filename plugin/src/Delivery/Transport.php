<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** HTTP. */
interface Transport {

	/**
	 * @param string                $method  `GET` or `POST`.
	 * @param array<string, string> $headers
	 * @param int                   $timeout Seconds, at least one.
	 * @return Answer Never throws: a network that fails is an answer with status 0.
	 */
	public function request( string $method, string $url, array $headers, string $body, int $timeout ): Answer;
}
