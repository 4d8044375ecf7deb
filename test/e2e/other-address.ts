import type { Store } from '../../scripts/store/store.ts';

/** Changes the store's connection as if it had been approved at this address. */
export async function approvedAt( store: Store, url: string ): Promise< void > {
	await store.php(
		`$c = get_option( 'ivorey_connection' );
		$c['store_url'] = $args['url'];
		$c['site'] = bin2hex( $args['url'] );
		update_option( 'ivorey_connection', $c );`,
		{ args: { url } }
	);
}

/**
 * Imitates the usual copy and migration tools: in every option they replace the address without its scheme,
 * in plain text, in JSON and URL-encoded, and inside serialized data.
 */
export async function searchReplace(
	store: Store,
	from: string,
	to: string
): Promise< void > {
	await store.php(
		`$pairs = array();
		foreach ( array( 'strval', fn ( $url ) => substr( $url, strpos( $url, '//' ) ) ) as $part ) {
			foreach ( array( 'strval', fn ( $url ) => trim( wp_json_encode( $url ), '"' ), 'urlencode', 'rawurlencode' ) as $written ) {
				$pairs[ $written( $part( $args['from'] ) ) ] = $written( $part( $args['to'] ) );
			}
		}
		$replace = function ( $value ) use ( &$replace, $pairs ) {
			if ( is_string( $value ) ) {
				return is_serialized( $value ) ? serialize( $replace( unserialize( $value ) ) ) : strtr( $value, $pairs );
			}
			if ( is_array( $value ) ) {
				return array_combine( array_map( fn ( $key ) => is_string( $key ) ? $replace( $key ) : $key, array_keys( $value ) ), array_map( $replace, $value ) );
			}
			if ( is_object( $value ) ) {
				foreach ( get_object_vars( $value ) as $name => $property ) {
					$value->$name = $replace( $property );
				}
			}
			return $value;
		};
		global $wpdb;
		foreach ( $wpdb->get_results( "SELECT option_id, option_value FROM $wpdb->options" ) as $row ) {
			$replaced = $replace( $row->option_value );
			if ( $replaced !== $row->option_value ) {
				$wpdb->update( $wpdb->options, array( 'option_value' => $replaced ), array( 'option_id' => $row->option_id ) );
			}
		}
		wp_cache_flush();`,
		{ args: { from, to } }
	);
}
