<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** One wire record as the store has it now. */
final class LocalRecord {

	/**
	 * @param int         $objectId    Of the object that it is built from: an order's, for its transactions.
	 * @param string|null $digest      Null if it is not to be in Ivorey.
	 * @param string      $reason      Why it is not: a slug of Contract::EXCLUSION_REASONS. Or, where it is
	 *                                 wanted only if Ivorey has it already, why.
	 * @param int|null    $createdAt   Seconds since 1970, where the record says so.
	 * @param string      $error       Not empty if it cannot be built.
	 * @param bool        $isGone      Whether the store has it no more, or in the trash: Ivorey is told, and keeps it.
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

	/** Whether it has to be in Ivorey; what is wanted only where Ivorey has it need not. */
	public function isDue(): bool {
		return null !== $this->digest && '' === $this->reason;
	}
}
