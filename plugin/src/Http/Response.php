<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** The response over HTTP, whoever answered. */
final class Response {

	/**
	 * @param int                   $status  0 where there was no answer.
	 * @param array<string, string> $headers Names in lower case.
	 * @param string                $failure Code of what went wrong where there was no answer; empty else.
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
