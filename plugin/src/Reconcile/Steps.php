<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** A reconcile that runs step by step. */
interface Steps {

	/**
	 * Runs the next step.
	 *
	 * @throws Unanswered If Ivorey cannot be asked; the step is repeated then.
	 */
	public function step( Progress $progress ): void;
}
