<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/** A row that should have been sent long ago, while nothing was even tried: nothing on this site wakes a delivery. */
final class Stall {

	public function __construct(
		private readonly OutboxTable $outbox,
		private readonly DeliveryLog $deliveries,
		private readonly CircuitBreaker $breaker,
		private readonly Clock $clock
	) {}

	/**
	 * @param int $seconds For which nothing happened, at least. A backlog takes its time, too, but is seen to shrink.
	 * @return int|null Since when, in microseconds since 1970; null where nothing stalls.
	 * @throws \Ivorey\WooCommerce\Database\QueryFailed If the database refuses.
	 */
	public function since( int $seconds ): ?int {
		$due = $this->outbox->nextDueAt( Element::cases() );
		if ( null === $due ) {
			return null;
		}
		$since = max( $due, $this->breaker->state()->retryAt );
		$limit = $this->clock->microseconds() - 1_000_000 * $seconds;
		return $since < $limit && ( $this->deliveries->last( 1 )[0]->sentAt ?? 0 ) < $limit ? $since : null;
	}
}
