<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/**
 * The epoch of Ivorey's database when the plugin last made up for missing data. A different epoch means that
 * the database was restored from a backup and lacks everything delivered since. Kept while the store is
 * disconnected. Not autoloaded.
 */
final class EpochOption {

	public const OPTION = 'ivorey_epoch';

	/**
	 * Whether Ivorey was restored since the stored epoch. A store that knows no epoch yet has nothing to make
	 * up for.
	 *
	 * @param string      $connection `<account id>.<connection id>`.
	 * @param string|null $epoch      The epoch Ivorey sends now.
	 */
	public function hasChanged( string $connection, ?string $epoch ): bool {
		$known = $this->known( $connection );
		return null !== $epoch && null !== $known && $known !== $epoch;
	}

	public function note( string $connection, ?string $epoch ): void {
		if ( null !== $epoch && $this->known( $connection ) !== $epoch ) {
			update_option( self::OPTION, [ $connection => $epoch ], false );
		}
	}

	private function known( string $connection ): ?string {
		$value = get_option( self::OPTION );
		$epoch = is_array( $value ) ? $value[ $connection ] ?? null : null;
		return is_string( $epoch ) ? $epoch : null;
	}
}
