<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Delivery\Link;

/** Finds what wants the owner's attention. All it reads is autoloaded, but for how the way to Ivorey has been. */
final class Alerts {

	public function __construct(
		private readonly Connection $connection,
		private readonly Link $link,
		private readonly Clock $clock
	) {}

	public function current(): ?Alert {
		return Alert::of( $this->connection->current(), $this->connection->isCopied(), $this->connection->siteUrl(), $this->link->state(), $this->clock->microseconds() );
	}

	public function count(): int {
		return null === $this->current() ? 0 : 1;
	}
}
