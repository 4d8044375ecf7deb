<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Connection\Credentials;

/** Who the store says it is. */
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
