<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Contacts;

use Normalizer;

/** The name of an e-mail address in an erasure (shared/src/records/erasure.ts): the same for all spellings of one address. */
final class EmailHash {

	/** Spaces as JavaScript knows them: Ivorey computes the same. */
	private const SPACES = '[\s\p{Z}\x{FEFF}]+';

	/** @return string 64 hexadecimal digits. */
	public static function of( string $email ): string {
		$trimmed = preg_replace( '/^' . self::SPACES . '|' . self::SPACES . '$/uD', '', $email ) ?? $email;
		// Only newer versions of PHP write a sigma that ends a word as JavaScript does.
		return hash( 'sha256', str_replace( 'ς', 'σ', self::composed( self::lower( self::composed( $trimmed ) ) ) ) );
	}

	/** Without the extension, which WordPress does not ask for, as browsers send it: composed already. */
	private static function composed( string $text ): string {
		$composed = class_exists( Normalizer::class ) ? Normalizer::normalize( $text, Normalizer::FORM_C ) : $text;
		return is_string( $composed ) ? $composed : $text;
	}

	private static function lower( string $text ): string {
		return function_exists( 'mb_strtolower' ) ? mb_strtolower( $text, 'UTF-8' ) : strtolower( $text );
	}
}
