<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\Connection;

/** Finds what wants the owner's attention. All it reads is autoloaded. */
final class Alerts {

	public function __construct( private readonly Connection $connection ) {}

	public function current(): ?Alert {
		return Alert::of( $this->connection->current(), $this->connection->isCopied(), $this->connection->siteUrl() );
	}

	public function count(): int {
		return null === $this->current() ? 0 : 1;
	}
}
