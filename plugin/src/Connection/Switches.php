<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;

/** By the settings that Ivorey gave the current site; everything is off where it is not connected. */
final class Switches implements ElementSwitch {

	public function __construct( private readonly ConnectionStore $store ) {}

	public function isOn( Element $element ): bool {
		return $this->store->get()->marks( $element );
	}
}
