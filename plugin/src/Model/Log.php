<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

use Throwable;

/**
 * WooCommerce → Status → Logs, source `ivorey`. Callers pass names, IDs and counts, never a record's content
 * and never credentials.
 */
final class Log {

	/** @param array<string, scalar|null> $context */
	public static function info( string $message, array $context = [] ): void {
		self::write( 'info', $message, $context );
	}

	/** @param array<string, scalar|null> $context */
	public static function warning( string $message, array $context = [] ): void {
		self::write( 'warning', $message, $context );
	}

	/** @param array<string, scalar|null> $context */
	public static function error( string $message, array $context = [] ): void {
		self::write( 'error', $message, $context );
	}

	/**
	 * The class of an exception, and where it was thrown. Its message may contain a customer's data, so it is
	 * left out.
	 */
	public static function describe( Throwable $error ): string {
		return sprintf( '%s (%s:%d)', $error::class, basename( $error->getFile() ), $error->getLine() );
	}

	/** @param array<string, scalar|null> $context */
	private static function write( string $level, string $message, array $context ): void {
		wc_get_logger()->log( $level, $message, [ 'source' => 'ivorey' ] + $context );
	}
}
