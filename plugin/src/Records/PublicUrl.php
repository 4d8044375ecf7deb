<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/** URLs of the store's pages and files in the contract's form. */
final class PublicUrl {

	private const MAX = 2_048;

	/**
	 * @param mixed $url As WordPress builds it: with https if the current request uses it, even if the site's
	 *                   own URL has http. Every request must produce the same record.
	 * @return string|null Null if it is not a URL.
	 */
	public static function of( mixed $url ): ?string {
		if ( ! is_string( $url ) || 1 !== preg_match( '#^https?://#', $url ) ) {
			return null;
		}
		$home = get_option( 'home' );
		if ( is_string( $home ) && str_starts_with( $home, 'http://' ) && wp_parse_url( $url, PHP_URL_HOST ) === wp_parse_url( $home, PHP_URL_HOST ) ) {
			$url = set_url_scheme( $url, 'http' );
		}
		$text = Text::plain( $url, self::MAX );
		return $text === $url ? $text : null;
	}

	/** @param mixed $attachmentId 0 or an empty string for none. */
	public static function ofImage( mixed $attachmentId ): ?string {
		return is_numeric( $attachmentId ) && (int) $attachmentId > 0 ? self::of( wp_get_attachment_url( (int) $attachmentId ) ) : null;
	}
}
