<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

/**
 * Imitates the usual copy and migration tools: in every option they replace the address without its scheme,
 * in plain text, in JSON and URL-encoded, and inside serialized data.
 */
final class SearchReplace {

	public static function options( string $from, string $to ): void {
		global $wpdb;
		$pairs = [];
		foreach ( [ strval( ... ), self::withoutScheme( ... ) ] as $part ) {
			foreach ( [ strval( ... ), static fn ( string $url ): string => trim( (string) wp_json_encode( $url ), '"' ), urlencode( ... ), rawurlencode( ... ) ] as $written ) {
				$pairs[ $written( $part( $from ) ) ] = $written( $part( $to ) );
			}
		}
		/** @var list<object{option_id: string, option_value: string}> $options */
		$options = $wpdb->get_results( "SELECT option_id, option_value FROM $wpdb->options" );
		foreach ( $options as $option ) {
			$replaced = self::replaced( $option->option_value, $pairs );
			if ( $replaced !== $option->option_value ) {
				$wpdb->update( $wpdb->options, [ 'option_value' => $replaced ], [ 'option_id' => $option->option_id ] );
			}
		}
		wp_cache_flush();
	}

	/** @param array<string, string> $pairs */
	private static function replaced( mixed $value, array $pairs ): mixed {
		if ( is_string( $value ) ) {
			return is_serialized( $value ) ? serialize( self::replaced( unserialize( $value ), $pairs ) ) : strtr( $value, $pairs ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- As those tools do.
		}
		if ( is_array( $value ) ) {
			$keys = array_map( static fn ( int|string $key ): int|string => is_string( $key ) ? strtr( $key, $pairs ) : $key, array_keys( $value ) );
			return array_combine( $keys, array_map( static fn ( mixed $one ): mixed => self::replaced( $one, $pairs ), $value ) );
		}
		if ( is_object( $value ) ) {
			return (object) (array) self::replaced( (array) $value, $pairs );
		}
		return $value;
	}

	private static function withoutScheme( string $url ): string {
		return substr( $url, (int) strpos( $url, '//' ) );
	}
}
