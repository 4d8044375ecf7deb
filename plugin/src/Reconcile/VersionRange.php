<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Wire ids that follow each other as text. */
final class VersionRange {

	/**
	 * @param string      $after Not included; empty for the beginning.
	 * @param string|null $until Included; null for the end.
	 */
	public function __construct(
		public readonly string $after,
		public readonly ?string $until
	) {}
}
