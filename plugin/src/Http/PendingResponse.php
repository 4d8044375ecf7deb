<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** An answer that is awaited while something else is done. */
interface PendingResponse {

	/** Lets the request go on, without waiting for anything. */
	public function poll(): void;

	/** Waits for the end. */
	public function response(): Response;
}
