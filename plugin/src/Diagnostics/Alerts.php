<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Model\Clock;

/** Finds the alerts to show on wp-admin's pages. */
final class Alerts {

	/** Before that, the next visitor or the next minute may trigger the delivery. */
	private const STALL_SECONDS = 900;

	public function __construct(
		private readonly Connection $connection,
		private readonly CircuitBreaker $breaker,
		private readonly Stall $stall,
		private readonly Clock $clock
	) {}

	public function current(): ?Alert {
		return Alert::of( $this->connection->current(), $this->connection->isCopied(), $this->connection->siteUrl(), $this->breaker->state(), $this->stalledSince(), $this->clock->microseconds() );
	}

	/** @return int|null Since when a row waits without any delivery, in microseconds since 1970. */
	public function stalledSince(): ?int {
		if ( State::Active !== $this->connection->current()->state ) {
			return null;
		}
		try {
			return $this->stall->since( self::STALL_SECONDS );
		} catch ( QueryFailed ) {
			// Site Health shows the database's error.
			return null;
		}
	}

	public function count(): int {
		return null === $this->current() ? 0 : 1;
	}
}
