<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Element;

/** The outcome of one wire record. */
final class LedgerEntry {

	/**
	 * @param string $wireId  "123", "refund:456".
	 * @param int    $version The highest version that Ivorey has; 0 if none.
	 * @param string $hash    Hash of Ivorey's data; empty if not known for certain.
	 * @param string $outcome `applied`, `stale`, `excluded` or `rejected`.
	 * @param string $reason  With `excluded`: a slug of Contract::EXCLUSION_REASONS; otherwise empty.
	 * @param int    $settledAt Microseconds since 1970; 0 in an entry that is not written yet.
	 * @param int    $leftOut For a product in Ivorey: the number of its variations left out of the record
	 *                        because of their price (R13).
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $wireId,
		public readonly int $version,
		public readonly string $hash,
		public readonly string $outcome,
		public readonly string $reason = '',
		public readonly int $settledAt = 0,
		public readonly int $leftOut = 0
	) {}

	/** The array key of a wire record. */
	public static function key( Element $element, string $wireId ): string {
		return $element->value . '/' . $wireId;
	}
}
