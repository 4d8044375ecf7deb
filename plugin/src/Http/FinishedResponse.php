<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** The response to a request that had to be made by waiting for it. */
final class FinishedResponse implements PendingResponse {

	public function __construct( private readonly Response $response ) {}

	public function poll(): void {}

	public function response(): Response {
		return $this->response;
	}
}
