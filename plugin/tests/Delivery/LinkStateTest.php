<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\LinkState;
use PHPUnit\Framework\TestCase;

final class LinkStateTest extends TestCase {

	public function test_failures_are_counted_until_one_delivery_works(): void {
		$failed = ( new LinkState( clockOffset: 600, checkedAt: 5 ) )->failed( 10 )->failed( 20 );

		self::assertEquals( new LinkState( 2, 20, 0, 600, 5 ), $failed );
		self::assertEquals( new LinkState( 0, 0, 0, 600, 5 ), $failed->worked() );
	}

	public function test_a_refusal_of_a_stranger_is_a_failure_and_a_strike_until_one_delivery_works(): void {
		$refused = ( new LinkState() )->refusedByStranger( 10 )->failed( 20 );

		self::assertEquals( new LinkState( 2, 20, 1 ), $refused );
		self::assertSame( 0, $refused->worked()->strikes );
	}
}
