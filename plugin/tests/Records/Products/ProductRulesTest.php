<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records\Products;

use Ivorey\WooCommerce\Records\Products\ProductRules;
use PHPUnit\Framework\TestCase;

final class ProductRulesTest extends TestCase {

	/**
	 * @dataProvider prices
	 * @param non-empty-list<string> $prices
	 */
	public function test_R13_a_variable_product_costs_what_its_cheapest_variation_does( array $prices, string $lowest ): void {
		self::assertSame( $lowest, ProductRules::lowest( $prices ) );
	}

	/** @return iterable<string, array{non-empty-list<string>, string}> */
	public function prices(): iterable {
		yield 'one' => [ [ '5.00' ], '5.00' ];
		yield 'not as words' => [ [ '10.00', '9.00' ], '9.00' ];
		yield 'more digits' => [ [ '9.50', '9.123' ], '9.123' ];
		yield 'more digits, but more' => [ [ '9.1234', '9.12' ], '9.12' ];
		yield 'the last digit' => [ [ '0.00000002', '0.00000001' ], '0.00000001' ];
	}

	/** @return iterable<string, array{0: string|null, 1: string, 2: string, 3: string, 4: list<string>, 5?: bool}> */
	public function products(): iterable {
		yield 'R12 simple' => [ null, 'simple', 'publish', '', [ '5.00' ] ];
		yield 'R12 variable' => [ null, 'variable', 'publish', '', [ '5.00', '6.00' ] ];
		yield 'R12 another type' => [ 'product_type', 'external', 'publish', '', [] ];
		yield 'R12 another type, unpublished' => [ 'product_type', 'external', 'draft', '', [] ];
		yield 'R13 a price of zero' => [ 'no_price', 'simple', 'publish', '', [ '0.00' ] ];
		yield 'R13 no variation with a price' => [ 'no_variants', 'variable', 'publish', '', [] ];
		yield 'R14 a draft' => [ 'unpublished', 'simple', 'draft', '', [ '5.00' ] ];
		yield 'R14 a draft without a price' => [ 'unpublished', 'simple', 'draft', '', [ '0.00' ] ];
		yield 'R14 a draft with a password' => [ 'unpublished', 'simple', 'draft', 'x', [ '5.00' ] ];
		yield 'R14 a placeholder' => [ 'unpublished', 'simple', 'importing', '', [ '5.00' ] ];
		yield 'R14 behind a password' => [ 'password_protected', 'simple', 'publish', 'x', [ '5.00' ] ];
		yield 'R14 behind a password, without a price' => [ 'password_protected', 'simple', 'publish', '0', [ '0.00' ] ];
		yield 'R14 kept here' => [ 'do_not_send', 'simple', 'publish', '', [ '5.00' ], true ];
		yield 'R14 kept here, whatever else it is' => [ 'do_not_send', 'external', 'draft', 'x', [], true ];
		yield 'R16 kept here, and in the trash' => [ 'deleted', 'simple', 'trash', '', [ '5.00' ], true ];
		yield 'R16 in the trash' => [ 'deleted', 'external', 'trash', 'x', [] ];
	}

	/**
	 * @dataProvider products
	 * @param list<string> $prices
	 */
	public function test_R18_a_product_is_excluded_for_one_reason( ?string $reason, string $type, string $status, string $password, array $prices, bool $isKeptHere = false ): void {
		self::assertSame( $reason, ProductRules::exclusion( $type, $status, $password, $prices, $isKeptHere ) );
	}

	/** @dataProvider metas */
	public function test_R14_the_switch_of_a_product_is_read_however_people_write_it( mixed $meta, bool $isKeptHere ): void {
		self::assertSame( $isKeptHere, ProductRules::isKeptHere( $meta ) );
	}

	/** @return iterable<string, array{mixed, bool}> */
	public function metas(): iterable {
		yield 'as the box writes it' => [ 'yes', true ];
		yield 'of a spreadsheet' => [ ' TRUE ', true ];
		yield 'as a number' => [ 1, true ];
		yield 'none' => [ '', false ];
		yield 'no' => [ 'no', false ];
		yield 'zero' => [ '0', false ];
		yield 'no text' => [ [ 'yes' ], false ];
	}
}
