<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Model\Reason;

/**
 * Evidence of how an order was placed and paid: the order itself, read afresh, and the reasons that hooks
 * recorded. Times are seconds since 1970.
 */
final class OrderEvidence {

	/**
	 * @param list<Reason> $reasons    The reasons it was marked for.
	 * @param int|null     $createdAt  For a checkout draft: when it was begun.
	 * @param int|null     $paidAt     Null if no money was received (see PaymentRules).
	 * @param int|null     $modifiedAt
	 */
	public function __construct(
		public readonly int $id,
		public readonly array $reasons,
		public readonly ?int $createdAt,
		public readonly ?int $paidAt = null,
		public readonly ?int $modifiedAt = null
	) {}

	public function has( Reason $reason ): bool {
		return in_array( $reason, $this->reasons, true );
	}
}
