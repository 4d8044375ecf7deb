<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Closure;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;

/**
 * The outbox for the hooks: it takes only marks of elements that are switched on, so that a store that is not
 * connected pays nothing, and it reports when something was marked.
 */
final class SwitchedOutbox implements Outbox {

	/** @param Closure(): void $marked Called after something was marked. */
	public function __construct(
		private readonly Outbox $outbox,
		private readonly ElementSwitch $switches,
		private readonly Closure $marked
	) {}

	public function mark( Mark ...$marks ): void {
		$wanted = array_values( array_filter( $marks, fn ( Mark $mark ): bool => $this->switches->isOn( $mark->element ) ) );
		if ( [] === $wanted ) {
			return;
		}
		$this->outbox->mark( ...$wanted );
		( $this->marked )();
	}

	/** Also finishes elements that were switched off since. */
	public function finish( Mark ...$marks ): void {
		$this->outbox->finish( ...$marks );
		( $this->marked )();
	}
}
