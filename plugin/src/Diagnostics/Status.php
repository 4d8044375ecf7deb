<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\DeliveryAttempt;
use Ivorey\WooCommerce\Http\CircuitState;
use Ivorey\WooCommerce\Outbox\RowState;

/** The state of the sync, for people. */
final class Status {

	/** @param array<value-of<RowState>, int> $outbox Rows by state. */
	public function __construct(
		public readonly StoredConnection $connection,
		public readonly CircuitState $link,
		public readonly array $outbox,
		public readonly ?DeliveryAttempt $lastDelivery
	) {}
}
