<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/**
 * Texts in the contract's form: valid UTF-8 without NUL, within its limits. Works without mbstring, which
 * WordPress does not require.
 */
final class Text {

	/** A run of valid UTF-8 without NUL. */
	private const VALID = '/(?:[\x01-\x7F]|[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}'
		. '|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2})++/';

	/**
	 * A text as typed.
	 *
	 * @param mixed $value A value that is not text counts as empty.
	 * @param int   $max   In code points.
	 */
	public static function plain( mixed $value, int $max ): string {
		return self::cut( self::clean( is_scalar( $value ) ? (string) $value : '' ), $max );
	}

	/**
	 * The visible part of a text with HTML, such as a product's name: without tags, entities decoded.
	 *
	 * @param mixed $value A value that is not text counts as empty.
	 * @param int   $max   In code points.
	 */
	public static function ofHtml( mixed $value, int $max ): string {
		$html = self::clean( is_scalar( $value ) ? (string) $value : '' );
		if ( strpbrk( $html, '<&' ) !== false ) {
			$html = (string) preg_replace( '@<(script|style)\b[^>]*>.*?</\1\s*>@is', '', $html );
			$html = (string) preg_replace( '@<br\s*/?>\s*|</(?:p|div|li)>\s*@i', "\n", $html );
			// Browsers treat a "<" that begins no tag as text; strip_tags does not.
			$html = (string) preg_replace( '@<(?![a-z/!?])@i', '&lt;', $html );
			// phpcs:ignore WordPress.WP.AlternativeFunctions.strip_tags_strip_tags -- Scripts are gone; the rest stays as it stands.
			$html = html_entity_decode( strip_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		}
		return self::cut( trim( $html ), $max );
	}

	private static function clean( string $value ): string {
		if ( ! str_contains( $value, "\0" ) && 1 === preg_match( '//u', $value ) ) {
			return $value;
		}
		return false === preg_match_all( self::VALID, $value, $runs ) ? '' : implode( '', $runs[0] );
	}

	private static function cut( string $value, int $max ): string {
		if ( strlen( $value ) <= $max ) {
			return $value;
		}
		// Counts the bytes that begin a code point, up to the first one over the limit.
		$length = strlen( $value );
		for ( $at = 0, $count = 0; $at < $length; $at++ ) {
			if ( ( ord( $value[ $at ] ) & 0xC0 ) !== 0x80 && ++$count > $max ) {
				return substr( $value, 0, $at );
			}
		}
		return $value;
	}
}
