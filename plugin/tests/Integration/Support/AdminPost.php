<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use RuntimeException;

/** `admin-post.php`, as a browser opens it. Ends the process: begin a new one afterwards. */
final class AdminPost {

	/**
	 * @param array<mixed> $query
	 * @return int HTTP status.
	 */
	public static function open( string $action, array $query, int $user ): int {
		wp_set_current_user( $user );
		$_GET     = $query;
		$_REQUEST = $query;
		add_filter( 'wp_redirect', static fn () => throw new Answered( '', 302 ) );
		add_filter( 'wp_die_handler', static fn (): callable => static fn ( mixed $message, mixed $title, mixed $args ) => throw new Answered( '', self::status( $args ) ) );
		try {
			do_action( "admin_post_$action" );
		} catch ( Answered $answered ) {
			return $answered->getCode();
		}
		throw new RuntimeException( 'Nothing was answered.' );
	}

	private static function status( mixed $args ): int {
		$status = is_array( $args ) ? $args['response'] ?? 500 : 500;
		return is_int( $status ) ? $status : 500;
	}
}
