<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Records\Orders;

use Ivorey\WooCommerce\Connection\SyncHistory;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Orders\OrderEvidence;
use Ivorey\WooCommerce\Records\Orders\TriggerDecision;
use Ivorey\WooCommerce\Records\Orders\TriggerRules;
use PHPUnit\Framework\TestCase;

final class TriggerRulesTest extends TestCase {

	private const CONNECTED = 1_000;

	/** The highest order ID at the time of the connection. */
	private const HIGHEST = 50;

	/** A draft of the block checkout at that time. */
	private const DRAFT = 40;

	private const OLD = 10;
	private const NEW = 51;

	private static function history(): SyncHistory {
		// Both on; orders off from 2,000; from 3,000 orders on and payments off.
		return ( new SyncHistory( self::CONNECTED, self::HIGHEST, [ self::DRAFT => true ] ) )
			->noted( 1_000, [ Element::Orders, Element::Triggers ] )->noted( 2_000, [ Element::Triggers ] )->noted( 3_000, [ Element::Orders ] );
	}

	/**
	 * @dataProvider placed
	 * @param list<Reason> $reasons
	 */
	public function test_R9_R11_order_submitted_fires_only_for_orders_placed_since_the_connect_while_orders_were_on( int $id, array $reasons, ?int $created, ?int $paid, string $expected ): void {
		self::assertSame( $expected, self::word( TriggerRules::submitted( new OrderEvidence( $id, $reasons, $created, $paid, $paid ), self::history() ) ) );
	}

	/** @return iterable<string, array{int, list<Reason>, int|null, int|null, string}> */
	public function placed(): iterable {
		yield 'a hook told of it' => [ self::NEW, [ Reason::Placed ], 1_500, null, 'fires' ];
		yield 'in the second of the connect' => [ self::NEW, [ Reason::Placed ], 1_000, null, 'fires' ];
		yield 'no hook told of it' => [ self::NEW, [ Reason::Changed ], 1_500, null, 'fires' ];
		yield 'no hook told of it, and nobody marked it for anything' => [ self::NEW, [], 1_500, null, 'fires' ];
		yield 'an old order that is edited' => [ self::OLD, [ Reason::Changed ], 10, null, 'nothing' ];
		yield 'an old order of the second of the connect that is edited' => [ self::HIGHEST, [ Reason::Changed ], 1_000, null, 'nothing' ];
		yield 'an old order whose date is made a new one' => [ self::OLD, [ Reason::Changed ], 1_500, null, 'nothing' ];
		yield 'an order that a migration makes' => [ self::NEW, [ Reason::Placed ], 999, null, 'before_connection' ];
		yield 'an order that a migration made, edited later' => [ self::NEW, [ Reason::Changed ], 999, null, 'nothing' ];
		yield 'a draft of before, placed now' => [ self::DRAFT, [ Reason::Placed, Reason::Checkout ], 900, null, 'fires' ];
		yield 'a draft of before, placed now, and no hook told of it' => [ self::DRAFT, [ Reason::Changed ], 900, 1_500, 'fires' ];
		yield 'a draft of before, placed while order sync was off' => [ self::DRAFT, [ Reason::Changed ], 900, 2_500, 'element_off' ];
		yield 'order sync was off, and is on again' => [ self::NEW, [ Reason::Changed ], 2_500, null, 'element_off' ];
		yield 'order sync was off, but not any more when a draft of then was placed' => [ self::NEW, [ Reason::Placed, Reason::Checkout ], 2_500, null, 'fires' ];
		yield 'without a date' => [ self::NEW, [ Reason::Placed ], null, null, 'fires' ];
		yield 'without a date, and no hook told of it' => [ self::NEW, [ Reason::Changed ], null, null, 'element_off' ];
	}

	/**
	 * @dataProvider payments
	 * @param list<Reason> $reasons
	 */
	public function test_R10_R11_payment_received_fires_only_for_payments_since_the_connect_while_its_switch_was_on( int $id, array $reasons, int $created, ?int $paid, string $expected ): void {
		self::assertSame( $expected, self::word( TriggerRules::paid( new OrderEvidence( $id, $reasons, $created, $paid ), self::history() ) ) );
	}

	/** @return iterable<string, array{int, list<Reason>, int, int|null, string}> */
	public function payments(): iterable {
		yield 'placed and paid' => [ self::NEW, [ Reason::Placed, Reason::Paid ], 1_000, 1_000, 'fires' ];
		yield 'paid, and no hook told of it' => [ self::NEW, [ Reason::Changed ], 1_000, 1_500, 'fires' ];
		yield 'an old order that is paid now' => [ self::OLD, [ Reason::Paid ], 10, 1_000, 'fires' ];
		yield 'an old order that is paid now, and no hook told of it' => [ self::OLD, [ Reason::Changed ], 10, 1_500, 'fires' ];
		yield 'a draft from before, placed and paid now' => [ self::DRAFT, [ Reason::Placed, Reason::Checkout, Reason::Paid ], 999, 1_002, 'fires' ];
		yield 'an old order that was paid in the second of the connect, and no hook told of it' => [ self::OLD, [ Reason::Changed ], 10, 1_000, 'nothing' ];
		yield 'an old order whose payment is of then' => [ self::OLD, [ Reason::Paid ], 10, 999, 'before_connection' ];
		yield 'an old order that is edited' => [ self::OLD, [ Reason::Changed ], 10, 999, 'nothing' ];
		yield 'an old order that a migration makes, paid by its status' => [ self::NEW, [ Reason::Placed, Reason::Paid ], 10, 1_002, 'before_connection' ];
		yield 'an order that a migration made, edited later' => [ self::NEW, [ Reason::Changed ], 10, 1_002, 'nothing' ];
		yield 'a payment that was taken back, or never was received' => [ self::NEW, [ Reason::Paid ], 1_000, null, 'no_money_moved' ];
		yield 'not paid' => [ self::NEW, [ Reason::Changed ], 1_000, null, 'nothing' ];
		yield 'paid while the switch was off' => [ self::NEW, [ Reason::Changed ], 1_000, 3_500, 'element_off' ];
		yield 'marked as paid while it was on, and sent since' => [ self::NEW, [ Reason::Paid ], 1_000, 3_500, 'fires' ];
	}

	public function test_R11_an_order_from_before_an_update_fires_nothing_unless_a_hook_reported_it(): void {
		$history = new SyncHistory( self::CONNECTED );

		self::assertSame( 'element_off', self::word( TriggerRules::submitted( new OrderEvidence( 7, [ Reason::Changed ], 1_500 ), $history ) ) );
		self::assertSame( 'fires', self::word( TriggerRules::submitted( new OrderEvidence( 7, [ Reason::Placed ], 1_500 ), $history ) ) );
		self::assertSame( 'element_off', self::word( TriggerRules::paid( new OrderEvidence( 7, [ Reason::Changed ], 1_500, 1_500 ), $history ) ) );
		self::assertSame( 'fires', self::word( TriggerRules::paid( new OrderEvidence( 7, [ Reason::Paid ], 10, 1_500 ), $history ) ) );
	}

	private static function word( ?TriggerDecision $decision ): string {
		return null === $decision ? 'nothing' : $decision->refusal ?? 'fires';
	}
}
