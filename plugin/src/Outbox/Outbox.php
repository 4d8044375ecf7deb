<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Mark;

/** Stores marks. */
interface Outbox {

	/** Writes all marks with one statement; marking twice gives one row with both reasons and a higher seq. */
	public function mark( Mark ...$marks ): void;

	/** Objects marked as unfinished are complete: they may be sent. */
	public function finish( Mark ...$marks ): void;
}
