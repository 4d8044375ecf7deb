<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

/** Where customers see an order of theirs, for a link in what Ivorey sends them. */
final class OrderAddress {

	private const PLACEHOLDER = '{order}';

	/** An id that no store has and that passes through as one. */
	private const STAND_IN = '1234567890987654321';

	/** @return string|null With "{order}" in place of the id; null where the store has no account page. */
	public static function pattern(): ?string {
		$page = wc_get_page_id( 'myaccount' );
		if ( $page <= 0 || ! is_string( get_permalink( $page ) ) ) {
			return null;
		}
		$url = wc_get_endpoint_url( 'view-order', self::STAND_IN, get_permalink( $page ) );
		return str_contains( $url, self::STAND_IN ) ? str_replace( self::STAND_IN, self::PLACEHOLDER, $url ) : null;
	}
}
