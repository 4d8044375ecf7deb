<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

/** The page where customers see their order, for links in Ivorey's e-mails. */
final class OrderAddress {

	private const PLACEHOLDER = '{order}';

	/** An ID that no store has, and that filters treat as a real one. */
	private const STAND_IN = '1234567890987654321';

	/** @return string|null With "{order}" in place of the ID; null if the store has no account page. */
	public static function pattern(): ?string {
		$page = wc_get_page_id( 'myaccount' );
		if ( $page <= 0 || ! is_string( get_permalink( $page ) ) ) {
			return null;
		}
		$url = wc_get_endpoint_url( 'view-order', self::STAND_IN, get_permalink( $page ) );
		return str_contains( $url, self::STAND_IN ) ? str_replace( self::STAND_IN, self::PLACEHOLDER, $url ) : null;
	}
}
