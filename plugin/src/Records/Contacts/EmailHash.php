<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Contacts;

use Normalizer;

/**
 * The identifier of an e-mail address in an erasure (shared/src/records/erasure.ts): the same for all
 * spellings of one address.
 */
final class EmailHash {

	/** White space as JavaScript defines it: Ivorey computes the same hash. */
	private const SPACES = '[\s\p{Z}\x{FEFF}]+';

	/** @return string 64 hexadecimal digits. */
	public static function of( string $email ): string {
		$trimmed = preg_replace( '/^' . self::SPACES . '|' . self::SPACES . '$/uD', '', $email ) ?? $email;
		// Only newer PHP versions lowercase a final sigma the way JavaScript does.
		return hash( 'sha256', str_replace( 'ς', 'σ', self::composed( self::lower( self::composed( $trimmed ) ) ) ) );
	}

	/**
	 * Without the intl extension, which WordPress does not require, the text is used as browsers send it,
	 * which is already composed.
	 */
	private static function composed( string $text ): string {
		$composed = class_exists( Normalizer::class ) ? Normalizer::normalize( $text, Normalizer::FORM_C ) : $text;
		return is_string( $composed ) ? $composed : $text;
	}

	private static function lower( string $text ): string {
		return function_exists( 'mb_strtolower' ) ? mb_strtolower( $text, 'UTF-8' ) : strtolower( $text );
	}
}
