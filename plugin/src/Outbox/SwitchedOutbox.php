<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Closure;
use Ivorey\WooCommerce\Connection\ConnectionStore;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Log;

/**
 * The outbox as the hooks see it: takes only what is switched on (so that a store that is not
 * connected pays nothing), says when something was marked, and never breaks the request of a shopper.
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
		try {
			$this->outbox->mark( ...$wanted );
		} catch ( QueryFailed $error ) {
			Log::error( 'Changes could not be marked.', [ 'marks' => count( $wanted ), 'error' => $error->getMessage() ] );
			return;
		}
		( $this->marked )();
	}
}
