<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** One wire record as it is in the store now. */
final class LocalRecord {

	/**
	 * @param int         $objectId    The ID of the object it is built from: for transactions, the order.
	 * @param string|null $digest      Null if it does not belong in Ivorey.
	 * @param string      $reason      Why it does not belong in Ivorey: a slug of Contract::EXCLUSION_REASONS.
	 *                                 For a record that is wanted only if Ivorey already has it, the reason for
	 *                                 that.
	 * @param int|null    $createdAt   Seconds since 1970, if the record has a date.
	 * @param string      $error       Set if it cannot be built.
	 * @param bool        $isGone      Whether it is deleted or in the trash: Ivorey is notified, and keeps it.
	 */
	public function __construct(
		public readonly string $wireId,
		public readonly int $objectId,
		public readonly ?string $digest,
		public readonly string $reason = '',
		public readonly ?int $createdAt = null,
		public readonly string $error = '',
		public readonly bool $isGone = false
	) {}

	/** Whether it must be in Ivorey; a record that is wanted only if Ivorey already has it need not be. */
	public function isDue(): bool {
		return null !== $this->digest && '' === $this->reason;
	}
}
