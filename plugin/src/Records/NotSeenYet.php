<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use RuntimeException;

/** An object that exists in the database was not found: it was read from a replica that lags behind. */
final class NotSeenYet extends RuntimeException {

	public function __construct() {
		parent::__construct( 'This record is in the database but cannot be read.' );
	}
}
