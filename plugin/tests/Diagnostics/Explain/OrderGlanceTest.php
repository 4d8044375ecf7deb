<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Diagnostics\Explain;

use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderGlance;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderState;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;
use PHPUnit\Framework\TestCase;

final class OrderGlanceTest extends TestCase {

	public function test_an_order_without_history_or_ledger_entry_is_unknown_and_not_in_Ivorey(): void {
		$order = new OrderGlance( 7, null, null, null, [] );

		self::assertSame( [ OrderState::Unknown, '', null, false ], [ $order->state(), $order->trouble(), $order->answer(), $order->isInIvorey() ] );
	}

	public function test_the_answer_comes_from_the_last_delivery_or_from_the_ledger_if_that_is_forgotten(): void {
		$known    = self::known( 3, 'applied' );
		$answered = new HistoryEntry( 'orders', 7, HistoryEvent::Answered, 900, 1, 1, [], [ self::record( 'triggers', 'applied' ), self::record( 'orders', 'stale' ) ], '' );

		self::assertSame( [ 900, 'already up to date' ], ( new OrderGlance( 7, $known, null, $answered, [] ) )->answer() );
		self::assertSame( [ 500, 'accepted' ], ( new OrderGlance( 7, $known, null, null, [] ) )->answer() );
		$unchanged = new HistoryEntry( 'orders', 7, HistoryEvent::Unchanged, 900, 1, 1, [], [], '' );
		self::assertSame( [ 500, 'accepted' ], ( new OrderGlance( 7, $known, null, $unchanged, [] ) )->answer() );
	}

	public function test_an_excluded_order_shows_its_reason_and_no_answer_even_if_Ivorey_has_it(): void {
		$order = new OrderGlance( 7, self::known( 3, 'excluded', 'deleted' ), null, null, [] );

		self::assertSame( [ OrderState::Excluded, 'Deleted in WooCommerce', null, true ], [ $order->state(), $order->trouble(), $order->answer(), $order->isInIvorey() ] );
	}

	/** @return array<string, array{RowState, string|null, OrderState, string}> */
	public function rows(): array {
		return [
			'waiting'     => [ RowState::Waiting, null, OrderState::Waiting, '' ],
			'retrying'    => [ RowState::Retrying, 'http-503', OrderState::Waiting, 'Ivorey is not available right now (error 503).' ],
			'ended'       => [ RowState::Retrying, 'PHP stopped while this record was being read or sent.', OrderState::Waiting, 'PHP stopped while this record was being read or sent.' ],
			'quarantined' => [ RowState::Quarantined, '/data/total: must be a decimal', OrderState::Quarantined, '/data/total: must be a decimal' ],
		];
	}

	/** @dataProvider rows */
	public function test_a_row_in_the_outbox_outranks_the_ledger( RowState $state, ?string $error, OrderState $expected, string $trouble ): void {
		$order = new OrderGlance( 7, self::known( 3, 'applied' ), new RowView( 'orders', 7, $state, [], 1, 1, null, $error ), null, [] );

		self::assertSame( [ $expected, $trouble, true ], [ $order->state(), $order->trouble(), $order->isInIvorey() ] );
	}

	public function test_each_trigger_shows_when_it_fired_or_why_it_did_not(): void {
		$order = new OrderGlance(
			7,
			null,
			null,
			null,
			[
				'order_submitted:7'  => new LedgerEntry( Element::Triggers, 'order_submitted:7', 2, '', 'applied', '', 600 ),
				'payment_received:7' => new LedgerEntry( Element::Triggers, 'payment_received:7', 0, '', 'excluded', 'before_connection', 600 ),
			]
		);

		self::assertSame( [ [ 'Order Submitted', 600, '' ], [ 'Payment Received', null, 'Happened before the store was connected' ] ], $order->triggers() );
	}

	private static function known( int $version, string $outcome, string $reason = '' ): LedgerEntry {
		return new LedgerEntry( Element::Orders, '7', $version, '', $outcome, $reason, 500 );
	}

	/** @return array{element: string, id: string, version: int, outcome: string, reason: string} */
	private static function record( string $element, string $outcome ): array {
		return [
			'element' => $element,
			'id'      => '7',
			'version' => 3,
			'outcome' => $outcome,
			'reason'  => '',
		];
	}
}
