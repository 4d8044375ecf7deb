<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/** Reads the state of the sync. */
final class StatusReader {

	public function __construct(
		private readonly Connection $connection,
		private readonly CircuitBreaker $breaker,
		private readonly OutboxTable $outbox,
		private readonly DeliveryLog $deliveries
	) {}

	/** @throws QueryFailed If the database refuses. */
	public function status(): Status {
		return new Status( $this->connection->current(), $this->breaker->state(), $this->outbox->counts(), $this->deliveries->last( 1 )[0] ?? null );
	}
}
