<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** One wire record in Ivorey. */
final class RemoteRecord {

	public function __construct(
		public readonly string $wireId,
		public readonly string $digest,
		public readonly int $version
	) {}
}
