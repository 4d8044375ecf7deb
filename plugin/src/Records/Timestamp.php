<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use DateTimeInterface;

/** Times in the contract's form: RFC 3339 in UTC, "2026-01-31T08:15:00Z". */
final class Timestamp {

	/** @return string|null Null without a time, or if the year does not have four digits. */
	public static function of( ?DateTimeInterface $time ): ?string {
		return self::ofSeconds( $time?->getTimestamp() );
	}

	/**
	 * @param int|null $seconds Seconds since 1970.
	 * @return string|null As of().
	 */
	public static function ofSeconds( ?int $seconds ): ?string {
		if ( null === $seconds ) {
			return null;
		}
		$text = gmdate( 'Y-m-d\TH:i:s\Z', $seconds );
		return 1 === preg_match( '/^(?!0000)\d{4}-/', $text ) ? $text : null;
	}

	/** @return string With milliseconds, for people and programs that inspect this plugin. */
	public static function ofMicroseconds( int $microseconds ): string {
		return gmdate( 'Y-m-d\TH:i:s', intdiv( $microseconds, 1_000_000 ) ) . sprintf( '.%03dZ', intdiv( $microseconds % 1_000_000, 1_000 ) );
	}

	/**
	 * @param string $time As WordPress stores it, in UTC: "2026-01-31 08:15:00".
	 * @return string|null Null if it is not a time: MySQL's zero date, an empty string.
	 */
	public static function ofMysqlUtc( string $time ): ?string {
		if ( 1 !== preg_match( '/^(\d{4})-(\d\d)-(\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/', $time, $parts ) ) {
			return null;
		}
		[ , $year, $month, $day ] = $parts;
		return '0000' !== $year && checkdate( (int) $month, (int) $day, (int) $year ) ? str_replace( ' ', 'T', $time ) . 'Z' : null;
	}
}
