<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use DateTimeImmutable;
use Ivorey\WooCommerce\Records\Timestamp;
use PHPUnit\Framework\TestCase;

final class TimestampTest extends TestCase {

	public function test_a_time_is_given_in_utc_without_a_fraction(): void {
		self::assertSame( '2026-01-31T07:15:00Z', Timestamp::of( new DateTimeImmutable( '2026-01-31T08:15:00.987+01:00' ) ) );
		self::assertSame( '2026-07-01T03:59:59Z', Timestamp::of( new DateTimeImmutable( '2026-06-30 23:59:59 America/New_York' ) ) );
	}

	public function test_a_missing_time_is_null(): void {
		self::assertNull( Timestamp::of( null ) );
	}

	public function test_a_time_that_the_contract_cannot_hold_is_null(): void {
		self::assertNull( Timestamp::of( new DateTimeImmutable( '@99999999999999' ) ) );
		self::assertNull( Timestamp::of( new DateTimeImmutable( '-0001-11-30T00:00:00Z' ) ) );
		self::assertNull( Timestamp::of( new DateTimeImmutable( '0000-06-30T00:00:00Z' ) ) );
	}

	/** @dataProvider stored */
	public function test_a_time_is_read_as_WordPress_stores_it( string $stored, ?string $expected ): void {
		self::assertSame( $expected, Timestamp::ofMysqlUtc( $stored ) );
	}

	/** @return iterable<string, array{string, ?string}> */
	public function stored(): iterable {
		yield 'a time' => [ '2026-01-31 08:15:00', '2026-01-31T08:15:00Z' ];
		yield 'a leap day' => [ '2024-02-29 23:59:59', '2024-02-29T23:59:59Z' ];
		yield 'no leap day' => [ '2026-02-29 23:59:59', null ];
		yield 'zero' => [ '0000-00-00 00:00:00', null ];
		yield 'year zero' => [ '0000-01-01 00:00:00', null ];
		yield 'month zero' => [ '2026-00-01 00:00:00', null ];
		yield 'no such hour' => [ '2026-01-01 24:00:00', null ];
		yield 'nothing' => [ '', null ];
		yield 'text' => [ 'yesterday', null ];
	}
}
