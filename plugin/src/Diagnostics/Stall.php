<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/**
 * Detects a row that should have been sent long ago without any delivery attempt: nothing on this site
 * triggers deliveries.
 */
final class Stall {

	public function __construct(
		private readonly OutboxTable $outbox,
		private readonly DeliveryLog $deliveries,
		private readonly CircuitBreaker $breaker,
		private readonly Clock $clock
	) {}

	/**
	 * @param int $seconds Minimum seconds without any delivery. A backlog takes time too, but visibly shrinks.
	 * @return int|null Since when, in microseconds since 1970; null if nothing stalls.
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
