<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

/** The field order of sent records: object fields by name, lists unchanged. */
final class ContractOrder {

	/**
	 * @param array<mixed> $value
	 * @return array<mixed>
	 */
	public static function of( array $value ): array {
		if ( ! array_is_list( $value ) ) {
			ksort( $value, SORT_STRING );
		}
		return array_map( static fn ( mixed $field ): mixed => is_array( $field ) ? self::of( $field ) : $field, $value );
	}
}
