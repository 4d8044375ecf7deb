<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** A comparison that is done step by step. */
interface Steps {

	/**
	 * The next step.
	 *
	 * @throws Unanswered If Ivorey cannot be asked; it is repeated then.
	 */
	public function step( Progress $progress ): void;
}
