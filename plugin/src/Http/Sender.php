<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** The store's identity in requests. */
final class Sender {

	/**
	 * @param string $storeUrl  Without a trailing slash.
	 * @param string $installId UUID.
	 */
	public function __construct(
		public readonly Credentials $credentials,
		public readonly string $storeUrl,
		public readonly string $installId
	) {}
}
