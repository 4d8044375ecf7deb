<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/**
 * Tells which elements are kept in sync in the current site. Every hook asks it, so the answer must not cost
 * a query.
 */
interface ElementSwitch {

	public function isOn( Element $element ): bool;
}
