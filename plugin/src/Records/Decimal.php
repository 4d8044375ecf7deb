<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use RangeException;

/**
 * Exact numbers in the contract's form: decimal strings with up to 18 digits before the point and 8 after it,
 * the same for every form WooCommerce stores ("12.5", "12.50000000", 12.5).
 */
final class Decimal {

	private const SCALE = 8;

	private const ONE = 100_000_000;

	/** Digits that a float holds exactly; further digits are noise. */
	private const FLOAT_DIGITS = 15;

	/** Digits after the point that an amount of money always has; more only if they are not zeros. */
	private const MONEY_DIGITS = 2;

	/** Maximum number of cached amounts. */
	private const REMEMBERED = 1_000;

	/** @var array<int|string, string> Cached amounts by stored value: a shop's prices, and zeros, repeat a lot. */
	private static array $amounts = [];

	/**
	 * The sum of the values as an amount of money: "12.50", "-0.125".
	 *
	 * @param mixed ...$values As WooCommerce stores them; a value that is not a number (an empty string, null)
	 *                         counts as zero.
	 * @throws RangeException If it has more than 18 digits before the point.
	 */
	public static function money( mixed ...$values ): string {
		if ( 1 !== count( $values ) || ! is_string( $values[0] ?? null ) ) {
			return self::format( self::sum( $values ), self::MONEY_DIGITS );
		}
		if ( count( self::$amounts ) >= self::REMEMBERED ) {
			self::$amounts = [];
		}
		return self::$amounts[ $values[0] ] ??= self::format( self::parse( $values[0] ), self::MONEY_DIGITS );
	}

	/** @param string $decimal As money() or number() returns it. */
	public static function isPositive( string $decimal ): bool {
		return ! str_starts_with( $decimal, '-' ) && false !== strpbrk( $decimal, '123456789' );
	}

	/**
	 * A number: "2", "0.25".
	 *
	 * @param mixed $value As WooCommerce stores it.
	 * @throws RangeException If it has more than 18 digits before the point.
	 */
	public static function number( mixed $value ): string {
		return self::format( self::parse( $value ), 0 );
	}

	/**
	 * @param array<mixed> $values
	 * @return array{int, int} Units and hundred-millionths, with the same sign.
	 */
	private static function sum( array $values ): array {
		$units    = 0;
		$fraction = 0;
		foreach ( $values as $value ) {
			[ $moreUnits, $moreFraction ] = self::parse( $value );

			$units    += $moreUnits;
			$fraction += $moreFraction;
			$units    += intdiv( $fraction, self::ONE );
			$fraction %= self::ONE;
		}
		if ( $units > 0 && $fraction < 0 ) {
			--$units;
			$fraction += self::ONE;
		} elseif ( $units < 0 && $fraction > 0 ) {
			++$units;
			$fraction -= self::ONE;
		}
		return [ $units, $fraction ];
	}

	/** @return array{int, int} */
	private static function parse( mixed $value ): array {
		// Not by casting: a float as text can be "1.0E-5", and would keep its noise.
		$text = is_float( $value ) ? number_format( $value, self::scaleOf( $value ), '.', '' ) : ( is_scalar( $value ) ? trim( (string) $value ) : '' );
		if ( 1 !== preg_match( '/^([+-]?)(\d*)(?:\.(\d*))?$/', $text, $parts ) ) {
			return is_numeric( $text ) ? self::parse( (float) $text ) : [ 0, 0 ];
		}
		$whole = ltrim( $parts[2], '0' );
		if ( strlen( $whole ) > 18 ) {
			throw new RangeException( 'A number has more than 18 digits before the point.' );
		}
		$digits   = str_pad( $parts[3] ?? '', self::SCALE + 1, '0' );
		$units    = (int) $whole;
		$fraction = (int) substr( $digits, 0, self::SCALE ) + ( $digits[ self::SCALE ] >= '5' ? 1 : 0 );
		if ( self::ONE === $fraction ) {
			++$units;
			$fraction = 0;
		}
		return '-' === $parts[1] ? [ -$units, -$fraction ] : [ $units, $fraction ];
	}

	/** Digits after the point that are exact in a float of this size. */
	private static function scaleOf( float $value ): int {
		return max( 0, min( self::SCALE, self::FLOAT_DIGITS - strlen( number_format( abs( $value ), 0, '.', '' ) ) ) );
	}

	/** @param array{int, int} $number */
	private static function format( array $number, int $minDigits ): string {
		[ $units, $fraction ] = $number;
		if ( abs( $units ) >= 10 ** 18 ) {
			throw new RangeException( 'A number has more than 18 digits before the point.' );
		}
		$digits = rtrim( str_pad( (string) abs( $fraction ), self::SCALE, '0', STR_PAD_LEFT ), '0' );
		$digits = str_pad( $digits, $minDigits, '0' );
		return ( $units < 0 || $fraction < 0 ? '-' : '' ) . abs( $units ) . ( '' === $digits ? '' : '.' . $digits );
	}
}
