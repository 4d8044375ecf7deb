<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

final class WebRequest {

	/** Whether somebody waits for the response: not in WP-CLI or another script, and not in WP-Cron. */
	public static function isWaitedFor(): bool {
		return ! in_array( PHP_SAPI, [ 'cli', 'phpdbg' ], true ) && ! wp_doing_cron();
	}
}
