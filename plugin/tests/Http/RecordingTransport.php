<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Http;

use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\Transport;

/** Records requests, and answers with the given responses in order. */
final class RecordingTransport implements Transport {

	/** @var list<array{string, string, array<string, string>, string}> */
	public array $sent = [];

	/** @var list<Response> */
	private array $responses;

	public function __construct( Response ...$responses ) {
		$this->responses = array_values( $responses );
	}

	public function request( string $method, string $url, array $headers, string $body, int $timeout ): Response {
		$this->sent[] = [ $method, $url, $headers, $body ];
		return array_shift( $this->responses ) ?? new Response( 0 );
	}
}
