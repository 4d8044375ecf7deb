<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** A response that is awaited while other work is done. */
interface PendingResponse {

	/** Lets the request proceed, without waiting. */
	public function poll(): void;

	/** Waits for the response. */
	public function response(): Response;
}
