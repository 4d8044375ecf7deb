<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Diagnostics\Explain;

use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Diagnostics\Explain\Answer;
use Ivorey\WooCommerce\Diagnostics\Explain\Explanation;
use Ivorey\WooCommerce\Diagnostics\Explain\RecordState;
use Ivorey\WooCommerce\Diagnostics\Explain\Subject;
use Ivorey\WooCommerce\Diagnostics\Explain\UnfiredTrigger;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Finding;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use PHPUnit\Framework\TestCase;

final class ExplanationTest extends TestCase {

	/** 2023-11-14T22:13:20Z */
	private const T = 1_700_000_000_000_000;

	public function test_the_timeline_lists_all_events_in_order_of_time(): void {
		$history = [
			self::entry( HistoryEvent::Failed, 2_000_000, why: 'network' ),
			self::entry( HistoryEvent::Answered, 5_000_000, [ self::record( 'orders', '7', 'applied' ), self::record( 'triggers', 'order_submitted:7', 'applied' ) ] ),
		];
		$answer  = Answer::fromArray(
			[
				'records'    => [
					[
						'element'     => 'orders',
						'id'          => '7',
						'digest'      => '',
						'version'     => 100,
						'received_at' => '2023-11-14T22:13:24.500Z',
					],
				],
				'exclusions' => [],
				'contact'    => null,
				'triggers'   => [
					[
						'id'          => 'order_submitted:7',
						'type'        => 'order_submitted',
						'occurred_at' => '2023-11-14T22:13:20Z',
						'received_at' => '2023-11-14T22:13:24.600Z',
					],
				],
			]
		);

		self::assertSame(
			[
				[ '2023-11-14T22:13:20.000Z', 'marked', 'orders: changed, placed' ],
				[ '2023-11-14T22:13:22.000Z', 'not delivered', 'network' ],
				[ '2023-11-14T22:13:24.500Z', 'received by Ivorey', 'orders 7, version 100' ],
				[ '2023-11-14T22:13:24.600Z', 'trigger fired', 'order_submitted:7' ],
				[ '2023-11-14T22:13:25.000Z', 'sent and answered', 'orders 7 applied, triggers order_submitted:7 applied' ],
			],
			self::timeline( new Explanation( new Subject( Element::Orders, 7 ), [], [], $history, $answer, '' ) )
		);
	}

	public function test_the_timeline_ends_with_a_quarantined_row_and_its_error(): void {
		$row = new RowView( 'orders', 7, RowState::Quarantined, [ Reason::Changed ], 0, self::T, null, '/data/total: no' );

		self::assertSame(
			[
				[ '2023-11-14T22:13:20.000Z', 'marked', 'orders: changed' ],
				[ 'now', 'quarantined', 'orders: /data/total: no' ],
			],
			self::timeline( new Explanation( new Subject( Element::Orders, 7 ), [], [ $row ], [], null, 'no' ) )
		);
	}

	public function test_R18_the_timeline_says_in_words_why_a_record_is_excluded(): void {
		$known  = new LedgerEntry( Element::Products, '7', 0, '', 'excluded', 'no_price', self::T );
		$record = new RecordState( Element::Products, '7', null, $known, new Finding( Comparison::Unwanted, 'no_price' ) );

		self::assertSame(
			[ [ '2023-11-14T22:13:20.000Z', 'excluded', 'products 7: No price, or a price of zero' ] ],
			self::timeline( new Explanation( new Subject( Element::Products, 7 ), [ $record ], [], [], null, '' ) )
		);
	}

	public function test_R18_the_timeline_says_why_a_trigger_did_not_fire_and_when_that_was_decided(): void {
		$unfired     = [ new UnfiredTrigger( 'payment_received:7', 'no_money_moved' ), new UnfiredTrigger( 'order_submitted:7', 'before_connection', self::T ) ];
		$explanation = new Explanation( new Subject( Element::Orders, 7 ), [], [], [], null, 'no', $unfired );

		self::assertSame(
			[
				[ '2023-11-14T22:13:20.000Z', 'trigger not fired', 'order_submitted:7: Happened before the store was connected' ],
				[ 'now', 'trigger not fired', 'payment_received:7: Order without a payment, or refund of zero' ],
			],
			self::timeline( $explanation )
		);
		self::assertSame( 'Order Submitted: Happened before the store was connected', $explanation->timeline()[0]['text'] );
	}

	public function test_a_record_sent_by_an_import_is_shown_from_the_ledger(): void {
		$known  = new LedgerEntry( Element::Products, '7', 100, 'hash', 'applied', '', self::T );
		$record = new RecordState( Element::Products, '7', null, $known, null );

		self::assertSame(
			[ [ '2023-11-14T22:13:20.000Z', 'sent and answered', 'products 7 applied' ] ],
			self::timeline( new Explanation( new Subject( Element::Products, 7 ), [ $record ], [], [], null, '' ) )
		);
	}

	public function test_owners_read_the_timeline_without_slugs_or_versions(): void {
		$history = [
			self::entry( HistoryEvent::Failed, 1_000_000, why: 'http-503' ),
			self::entry( HistoryEvent::Answered, 2_000_000, [ self::record( 'orders', '7', 'applied' ), self::record( 'triggers', 'order_submitted:7', 'stale' ) ] ),
			new HistoryEntry( 'orders', 7, HistoryEvent::Unchanged, self::T + 3_000_000, self::T + 2_500_000, self::T + 2_500_000, [ Reason::Checkout ], [], '' ),
		];
		$answer  = Answer::fromArray(
			[
				'records'    => [
					[
						'element'     => 'transactions',
						'id'          => 'refund:9',
						'digest'      => '',
						'version'     => 1795710824478544,
						'received_at' => '2023-11-14T22:13:25Z',
					],
				],
				'exclusions' => [
					[
						'element'     => 'transactions',
						'id'          => 'payment:7',
						'reason'      => 'no_money_moved',
						'excluded_at' => '2023-11-14T22:13:26Z',
					],
				],
				'contact'    => null,
				'triggers'   => [],
			]
		);

		self::assertSame(
			[
				'Order: changed, placed',
				'Ivorey is not available right now (error 503).',
				'Order 7: accepted, Order Submitted: already up to date',
				'Order',
				'Order: excluded, or already up to date in Ivorey',
				'Refund 9',
				'Payment of order 7: Order without a payment, or refund of zero',
			],
			array_column( ( new Explanation( new Subject( Element::Orders, 7 ), [], [], $history, $answer, '' ) )->timeline(), 'text' )
		);
	}

	public function test_an_answer_that_does_not_fit_the_contract_is_refused(): void {
		$this->expectException( Unanswered::class );
		Answer::fromArray( [ 'records' => [ [ 'element' => 'orders' ] ] ] );
	}

	/** @param list<array{element: string, id: string, version: int, outcome: string, reason: string}> $records */
	private static function entry( HistoryEvent $event, int $after, array $records = [], string $why = '' ): HistoryEntry {
		return new HistoryEntry( 'orders', 7, $event, self::T + $after, self::T, self::T, [ Reason::Changed, Reason::Placed ], $records, $why );
	}

	/** @return array{element: string, id: string, version: int, outcome: string, reason: string} */
	private static function record( string $element, string $id, string $outcome ): array {
		return [
			'element' => $element,
			'id'      => $id,
			'version' => 100,
			'outcome' => $outcome,
			'reason'  => '',
		];
	}

	/** @return list<list<string>> */
	private static function timeline( Explanation $explanation ): array {
		return array_map( static fn ( array $moment ): array => [ $moment['at'], $moment['what'], $moment['detail'] ], $explanation->timeline() );
	}
}
