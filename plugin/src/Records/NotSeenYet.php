<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use RuntimeException;

/** An object was not found that the database has: it was read from a copy of the database that lags behind. */
final class NotSeenYet extends RuntimeException {

	public function __construct() {
		parent::__construct( 'This record is in the database but cannot be read.' );
	}
}
