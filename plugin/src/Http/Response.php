<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** The HTTP response, from Ivorey or from anything in between. */
final class Response {

	/**
	 * @param int                   $status  0 if there was no answer.
	 * @param array<string, string> $headers Names in lower case.
	 * @param string                $failure Error code if there was no answer; otherwise empty.
	 */
	public function __construct(
		public readonly int $status,
		public readonly array $headers = [],
		public readonly string $body = '',
		public readonly string $failure = ''
	) {}

	public function header( string $name ): string {
		return $this->headers[ $name ] ?? '';
	}
}
