<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

/** Some of the records that Ivorey has, as it lists them. */
final class HeldVersions {

	/**
	 * @param array<int|string, int> $versions By wire id.
	 * @param array<int|string, int> $objects  What each belongs to, by wire id.
	 * @param string|null        $last     The last one, where the list broke off; null where it is complete.
	 */
	public function __construct(
		public readonly array $versions,
		public readonly array $objects,
		public readonly ?string $last
	) {}
}
