<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records\Orders;

use Ivorey\WooCommerce\Records\Orders\PaymentRules;
use PHPUnit\Framework\TestCase;

final class PaymentRulesTest extends TestCase {

	/** @dataProvider orders */
	public function test_R8_R10_an_order_counts_as_paid_only_if_money_was_received( bool $isReceived, bool $isDated, string $total, string $method, string $status, bool $isCompleted ): void {
		self::assertSame( $isReceived, PaymentRules::isReceived( $isDated, $total, $method, $status, $isCompleted ) );
	}

	/** @return iterable<string, array{bool, bool, string, string, string, bool}> */
	public function orders(): iterable {
		yield 'with a date of payment' => [ true, true, '10', 'bacs', 'processing', false ];
		yield 'not without one, whatever the status' => [ false, false, '10', 'bacs', 'completed', true ];
		yield 'not for nothing' => [ false, true, '0.00', '', 'processing', false ];
		yield 'not for less than nothing' => [ false, true, '-5', '', 'completed', true ];
		yield 'by no known method' => [ true, true, '10', '', 'on-hold', false ];
		yield 'not in cash while it is on its way' => [ false, true, '10', 'cod', 'processing', false ];
		yield 'not in cash for what was never delivered' => [ false, true, '10', 'cod', 'cancelled', false ];
		yield 'in cash when it is completed' => [ true, true, '10', 'cod', 'completed', true ];
		yield 'in cash when it is completed, by a program that gives no date' => [ true, true, '10', 'cod', 'completed', false ];
		yield 'in cash that was given back' => [ true, true, '10', 'cod', 'refunded', false ];
		yield 'in cash, and the order goes on after its completion' => [ true, true, '10', 'cod', 'processing', true ];
	}
}
