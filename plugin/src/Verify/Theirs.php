<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

/** One wire record as Ivorey has it. */
final class Theirs {

	public function __construct(
		public readonly string $wireId,
		public readonly string $digest,
		public readonly int $version
	) {}
}
