<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/** WooCommerce's IDs: numbers there, strings on the wire. */
final class WooId {

	/** @return string|null Null for 0, WooCommerce's value for none. */
	public static function orNull( mixed $id ): ?string {
		return is_numeric( $id ) && (int) $id > 0 ? (string) (int) $id : null;
	}
}
