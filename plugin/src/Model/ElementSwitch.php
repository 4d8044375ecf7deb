<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** Says which elements are kept in sync in the current site. Asked in every hook, so the answer must cost no query. */
interface ElementSwitch {

	public function isOn( Element $element ): bool;
}
