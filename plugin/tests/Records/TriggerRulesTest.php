<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records;

use Ivorey\WooCommerce\Outbox\Reason;
use Ivorey\WooCommerce\Records\TriggerRules;
use PHPUnit\Framework\TestCase;

final class TriggerRulesTest extends TestCase {

	private const CONNECTED = 1_000;

	public function test_R9_an_order_placed_since_the_connect_fires(): void {
		foreach ( [ 1_000, 1_001 ] as $created ) {
			self::assertNull( TriggerRules::refusalOfSubmitted( [ Reason::Placed ], $created, self::CONNECTED ) );
		}
	}

	public function test_R11_an_order_dated_before_the_connect_does_not(): void {
		self::assertSame( 'before_connection', TriggerRules::refusalOfSubmitted( [ Reason::Placed ], 999, self::CONNECTED ) );
	}

	public function test_R9_a_draft_is_as_old_as_its_placing(): void {
		self::assertNull( TriggerRules::refusalOfSubmitted( [ Reason::Placed, Reason::Checkout ], 999, self::CONNECTED ) );
	}

	/**
	 * @dataProvider payments
	 * @param list<Reason> $reasons
	 */
	public function test_R10_R11_payment_received( array $reasons, int $created, ?int $paid, ?string $refusal ): void {
		self::assertSame( $refusal, TriggerRules::refusalOfPaid( $reasons, $created, $paid, self::CONNECTED ) );
	}

	/** @return iterable<string, array{list<Reason>, int, int|null, string|null}> */
	public function payments(): iterable {
		yield 'placed and paid' => [ [ Reason::Placed, Reason::Paid ], 1_000, 1_000, null ];
		yield 'an old order that is paid now' => [ [ Reason::Paid ], 10, 1_000, null ];
		yield 'a draft from before, placed and paid now' => [ [ Reason::Placed, Reason::Checkout, Reason::Paid ], 999, 1_002, null ];
		yield 'an old order whose payment is of then' => [ [ Reason::Paid ], 10, 999, 'before_connection' ];
		yield 'an old order that a migration makes, paid by its status' => [ [ Reason::Placed, Reason::Paid ], 10, 1_002, 'before_connection' ];
		yield 'a payment that was taken back, or never was received' => [ [ Reason::Paid ], 1_000, null, 'no_money_moved' ];
	}
}
