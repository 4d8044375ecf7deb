<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Records\ProductRules;
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

	/** @dataProvider statuses */
	public function test_R14_R16_what_leaves_the_online_store_when_it_is_excluded( string $status, bool $isPublished, bool $expected ): void {
		self::assertSame( $expected, ProductRules::goesOffline( $status, $isPublished ) );
	}

	/** @return iterable<string, array{string, bool, bool}> */
	public function statuses(): iterable {
		yield 'published' => [ 'publish', true, false ];
		yield 'behind a password' => [ 'publish', false, true ];
		yield 'draft' => [ 'draft', false, true ];
		yield 'private' => [ 'private', false, true ];
		yield 'trash' => [ 'trash', false, false ];
		yield 'an empty post' => [ 'auto-draft', false, false ];
		yield 'a placeholder of an import' => [ 'importing', false, false ];
	}
}
