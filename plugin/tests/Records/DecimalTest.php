<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Records\Decimal;
use PHPUnit\Framework\TestCase;
use RangeException;

final class DecimalTest extends TestCase {

	private const CONTRACT = '/^-?[0-9]{1,18}(\.[0-9]{1,8})?$/';

	/**
	 * @testWith ["0.00", false]
	 *           ["-0.01", false]
	 *           ["-0.00", false]
	 *           ["0.00000001", true]
	 *           ["10.00", true]
	 */
	public function test_R8_only_an_amount_above_zero_is_positive( string $amount, bool $moves ): void {
		self::assertSame( $moves, Decimal::isPositive( $amount ) );
	}

	/**
	 * @dataProvider amounts
	 * @param mixed $value
	 */
	public function test_money_is_exact_and_the_same_however_it_was_stored( $value, string $expected ): void {
		self::assertSame( $expected, Decimal::money( $value ) );
		self::assertMatchesRegularExpression( self::CONTRACT, $expected );
	}

	/** @return iterable<string, array{mixed, string}> */
	public function amounts(): iterable {
		yield 'post meta' => [ '12.5', '12.50' ];
		yield 'HPOS column' => [ '12.50000000', '12.50' ];
		yield 'float' => [ 12.5, '12.50' ];
		yield 'float with noise' => [ 0.1 + 0.2, '0.30' ];
		yield 'float too large for its digits' => [ 150000000.1, '150000000.10' ];
		yield 'float with all the digits it has' => [ 12500000000.01, '12500000000.01' ];
		yield 'negative float too large for its digits' => [ -89999999.99, '-89999999.99' ];
		yield 'float with noise above a million' => [ 1234567.1 + 0.2, '1234567.30' ];
		yield 'float with more noise' => [ 12.600000000000001, '12.60' ];
		yield 'whole yen' => [ '1200', '1200.00' ];
		yield 'three decimals' => [ '1.235', '1.235' ];
		yield 'integer' => [ 7, '7.00' ];
		yield 'negative fee' => [ '-3', '-3.00' ];
		yield 'less than nothing' => [ '-0.005', '-0.005' ];
		yield 'no negative zero' => [ '-0', '0.00' ];
		yield 'no negative zero from a float' => [ -0.0, '0.00' ];
		yield 'no negative zero by rounding' => [ '-0.000000001', '0.00' ];
		yield 'nothing' => [ '', '0.00' ];
		yield 'null' => [ null, '0.00' ];
		yield 'false' => [ false, '0.00' ];
		yield 'no number' => [ 'free', '0.00' ];
		yield 'a comma is for WooCommerce to read' => [ '1,5', '0.00' ];
		yield 'list' => [ [ '5' ], '0.00' ];
		yield 'spaces' => [ " 5.10\n", '5.10' ];
		yield 'bare point' => [ '.5', '0.50' ];
		yield 'trailing point' => [ '5.', '5.00' ];
		yield 'plus' => [ '+5', '5.00' ];
		yield 'leading zeros' => [ '0005.10', '5.10' ];
		yield 'exponent' => [ '1.5e3', '1500.00' ];
		yield 'small exponent' => [ '1.0E-5', '0.00001' ];
		yield 'rounded half away from zero' => [ '16.528925615', '16.52892562' ];
		yield 'rounded half away from zero below' => [ '-16.528925615', '-16.52892562' ];
		yield 'rounded down' => [ '16.5289256149999', '16.52892561' ];
		yield 'rounded up to a unit' => [ '9.999999999', '10.00' ];
		yield 'as large as the contract allows' => [ '999999999999999999.99999999', '999999999999999999.99999999' ];
	}

	public function test_a_sum_is_exact(): void {
		self::assertSame( '0.30', Decimal::money( '0.1', '0.2' ) );
		self::assertSame( '0.00', Decimal::money() );
		self::assertSame( '-0.50', Decimal::money( '1', '-1.5' ) );
		self::assertSame( '0.50', Decimal::money( '-1', '1.5' ) );
		self::assertSame( '0.75', Decimal::money( '1', '-0.25' ) );
		self::assertSame( '-0.75', Decimal::money( '-1', '0.25' ) );
		self::assertSame( '0.00', Decimal::money( '0.1', '-0.1' ) );
		self::assertSame( '100000000000000000.10', Decimal::money( '99999999999999999.99', '0.11' ) );
		self::assertSame( '1000.00', Decimal::money( ...array_fill( 0, 10_000, 0.1 ) ) );
	}

	public function test_a_number_has_no_trailing_zeros(): void {
		self::assertSame( '2', Decimal::number( '2.0000' ) );
		self::assertSame( '0.25', Decimal::number( 0.25 ) );
		self::assertSame( '100', Decimal::number( 100 ) );
		self::assertSame( '1000000000000', Decimal::number( 1_000_000_000_000 ) );
	}

	public function test_the_locale_changes_nothing(): void {
		$before = setlocale( LC_ALL, '0' );
		setlocale( LC_ALL, 'de_DE.UTF-8', 'de_DE', 'fr_FR.UTF-8' );
		try {
			self::assertSame( '1234.50', Decimal::money( 1234.5 ) );
		} finally {
			setlocale( LC_ALL, (string) $before );
		}
	}

	public function test_an_amount_that_the_contract_cannot_hold_is_refused(): void {
		$this->expectException( RangeException::class );
		Decimal::money( '1000000000000000000' );
	}

	public function test_a_sum_that_the_contract_cannot_hold_is_refused(): void {
		$this->expectException( RangeException::class );
		Decimal::money( '999999999999999999', '1' );
	}
}
