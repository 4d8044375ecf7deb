<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

final class WebRequest {

	/** Whether somebody waits for the response: not in WP-CLI or another script, and not in WP-Cron. */
	public static function isWaitedFor(): bool {
		return ! in_array( PHP_SAPI, [ 'cli', 'phpdbg' ], true ) && ! wp_doing_cron();
	}

	/** @return callable-string|null The function that sends the response before the request ends, if PHP has one. */
	public static function finisher(): ?string {
		foreach ( [ 'fastcgi_finish_request', 'litespeed_finish_request' ] as $function ) {
			if ( function_exists( $function ) ) {
				return $function;
			}
		}
		return null;
	}

	/**
	 * Sends the response to the visitor, if PHP can send it now; their next request then need not wait for
	 * the rest of this one. Safe to call again.
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
