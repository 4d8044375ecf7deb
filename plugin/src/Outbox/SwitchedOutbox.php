<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Closure;
use Ivorey\WooCommerce\Connection\ConnectionStore;

/**
 * The outbox as the hooks see it: takes only what is switched on, so that a store that is not
 * connected pays nothing, and says when something was marked.
 */
final class SwitchedOutbox implements Outbox {

	/** @param Closure(): void $marked Called after something was marked. */
	public function __construct(
		private readonly Outbox $outbox,
		private readonly ConnectionStore $connection,
		private readonly Closure $marked
	) {}

	public function mark( Mark ...$marks ): void {
		$stored = $this->connection->get();
		$wanted = array_values( array_filter( $marks, static fn ( Mark $mark ): bool => $stored->marks( $mark->element ) ) );
		if ( [] === $wanted ) {
			return;
		}
		$this->outbox->mark( ...$wanted );
		( $this->marked )();
	}

	/** Whatever was switched off since. */
	public function finish( Mark ...$marks ): void {
		$this->outbox->finish( ...$marks );
		( $this->marked )();
	}
}
