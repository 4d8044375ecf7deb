<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

final class WebRequest {

	/** Whether somebody waits for the response: not in WP-CLI or another script, and not in WP-Cron. */
	public static function isWaitedFor(): bool {
		return ! in_array( PHP_SAPI, [ 'cli', 'phpdbg' ], true ) && ! wp_doing_cron();
	}

	/** @return callable-string|null What sends the response before the request has ended, where PHP can do that. */
	public static function finisher(): ?string {
		foreach ( [ 'fastcgi_finish_request', 'litespeed_finish_request' ] as $function ) {
			if ( function_exists( $function ) ) {
				return $function;
			}
		}
		return null;
	}

	/**
	 * The visitor gets the response, if PHP can send it now, and their next request need not
	 * wait for the rest of this one. May be called again.
	 */
	public static function letGo(): void {
		ignore_user_abort( true );
		if ( PHP_SESSION_ACTIVE === session_status() ) {
			session_write_close();
		}
		$finish = self::finisher();
		if ( null !== $finish ) {
			$finish();
		}
	}
}
