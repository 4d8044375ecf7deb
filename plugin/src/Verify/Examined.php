<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

/** What one step of a quick comparison has found. */
final class Examined {

	/**
	 * @param int                $alike   Records that both sides have in the same version.
	 * @param array<int|string, int> $objects Of the others, what each belongs to, by wire id.
	 * @param string|null        $until   The wire id up to which all was compared; null for the end.
	 * @param bool               $isWhole Whether that is as far as the step was to go.
	 */
	public function __construct(
		public readonly int $alike,
		public readonly array $objects,
		public readonly ?string $until,
		public readonly bool $isWhole
	) {}
}
