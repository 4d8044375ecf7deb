<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\LedgerRules;
use Ivorey\WooCommerce\Delivery\Outcome;
use Ivorey\WooCommerce\Delivery\WireItem;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

final class LedgerRulesTest extends TestCase {

	public function test_the_version_is_the_rows_number(): void {
		self::assertSame( 100, LedgerRules::version( Make::row( 1, 100 ), null ) );
		self::assertSame( 100, LedgerRules::version( Make::row( 1, 100 ), self::known( 99 ) ) );
	}

	public function test_the_version_rises_even_if_the_clock_was_set_back(): void {
		self::assertSame( 501, LedgerRules::version( Make::row( 1, 100 ), self::known( 500 ) ) );
	}

	public function test_a_retry_of_an_unchanged_row_has_the_same_version(): void {
		$known = self::known( 500 );

		self::assertSame( LedgerRules::version( Make::row(), $known ), LedgerRules::version( Make::row(), $known ) );
	}

	public function test_a_record_that_Ivorey_already_has_is_not_sent_again(): void {
		self::assertTrue( LedgerRules::isKnown( Make::row(), self::known( 1, 'same' ), 'same' ) );
		self::assertFalse( LedgerRules::isKnown( Make::row(), self::known( 1, 'same' ), 'other' ) );
		self::assertFalse( LedgerRules::isKnown( Make::row(), null, 'same' ) );
	}

	public function test_a_delivery_without_an_answer_leaves_Ivoreys_copy_uncertain(): void {
		self::assertFalse( LedgerRules::isKnown( Make::row( uncertain: true ), self::known( 1, 'same' ), 'same' ) );
	}

	public function test_a_repair_is_sent_even_if_the_ledger_says_that_Ivorey_has_it(): void {
		$row = Make::row( 1, 100, false, 0, Reason::Repair );

		self::assertFalse( LedgerRules::isKnown( $row, self::known( 1, 'same' ), 'same' ) );
	}

	public function test_an_import_is_overtaken_by_a_record_settled_meanwhile_regardless_of_its_version(): void {
		$known = static fn ( int $settledAt ): LedgerEntry => new LedgerEntry( Element::Orders, '1', 900, 'hash', 'applied', '', $settledAt );

		self::assertTrue( LedgerRules::isOvertaken( Make::row( 1, 100 ), $known( 100 ) ) );
		self::assertFalse( LedgerRules::isOvertaken( Make::row( 1, 100 ), $known( 99 ) ) );
	}

	public function test_R13_R18_the_ledger_remembers_how_many_variations_of_a_product_are_left_out(): void {
		$item = new WireItem( Element::Products, '1', 100, 'hash', '{}', null, null, false, 2 );

		self::assertSame( 2, LedgerRules::afterReceipt( $item, self::outcome( 'applied' ) )->leftOut );
		self::assertSame( 2, LedgerRules::afterReceipt( $item, self::outcome( 'stale' ) )->leftOut );
		self::assertSame( 0, LedgerRules::afterReceipt( $item, self::outcome( 'excluded', [ 'reason' => 'element_off' ] ) )->leftOut );
	}

	public function test_R14_a_repair_is_sent_even_if_the_ledger_knows_of_no_copy_in_Ivorey(): void {
		self::assertTrue( LedgerRules::mayBeThere( Make::row( 1, 100, false, 0, Reason::Repair ), null ) );
		self::assertFalse( LedgerRules::mayBeThere( Make::row( 1, 100, false, 0, Reason::Changed ), null ) );
	}

	public function test_R18_the_stores_reason_for_an_exclusion_outranks_Ivoreys_unless_the_element_is_off(): void {
		$item     = new WireItem( Element::Products, '1', 100, 'hash', '{}', null, 'product_type' );
		$reasonOf = static fn ( string $reason ): string => LedgerRules::afterReceipt( $item, self::outcome( 'excluded', [ 'reason' => $reason ] ) )->reason;

		self::assertSame( 'product_type', $reasonOf( 'unpublished' ) );
		self::assertSame( 'element_off', $reasonOf( 'element_off' ) );
	}

	public function test_R18_an_update_only_record_that_Ivorey_keeps_counts_as_excluded(): void {
		$item = new WireItem( Element::Transactions, 'payment:1', 100, 'hash', '{}', null, 'no_money_moved' );

		$entry = LedgerRules::afterReceipt( $item, self::outcome( 'applied' ) );
		self::assertEquals( new LedgerEntry( Element::Transactions, 'payment:1', 100, 'hash', 'excluded', 'no_money_moved' ), $entry );
		self::assertEquals( new LedgerEntry( Element::Transactions, 'payment:1', 100, '', 'excluded', 'no_money_moved' ), LedgerRules::afterReceipt( $item, self::outcome( 'stale' ) ) );
		self::assertNull( LedgerRules::confirmed( $entry, 0, 'no_money_moved' ) );
		self::assertEquals( new LedgerEntry( Element::Transactions, 'payment:1', 100, 'hash', 'applied' ), LedgerRules::confirmed( $entry ) );
		self::assertEquals( $entry, LedgerRules::confirmed( new LedgerEntry( Element::Transactions, 'payment:1', 100, 'hash', 'applied', '', 0, 2 ), 2, 'no_money_moved' ) );
	}

	public function test_an_applied_record_is_remembered_with_its_version_and_hash(): void {
		$item = Make::item( '1', 100, '{"a":1}', self::known( 50, 'old' ) );

		self::assertEquals(
			new LedgerEntry( Element::Orders, '1', 100, $item->hash, 'applied' ),
			LedgerRules::afterReceipt( $item, self::outcome( 'applied' ) )
		);
	}

	public function test_a_stale_outcome_leaves_Ivoreys_copy_unknown(): void {
		$item = Make::item( '1', 100, '{"a":1}', self::known( 50, 'old' ) );

		self::assertEquals(
			new LedgerEntry( Element::Orders, '1', 100, '', 'stale' ),
			LedgerRules::afterReceipt( $item, self::outcome( 'stale' ) )
		);
	}

	public function test_R16_R18_an_excluded_record_keeps_Ivoreys_known_copy_and_notes_its_reason(): void {
		$item = Make::item( '1', 100, '{"a":1}', self::known( 50, 'old' ) );

		self::assertEquals(
			new LedgerEntry( Element::Orders, '1', 50, 'old', 'excluded', 'element_off' ),
			LedgerRules::afterReceipt( $item, self::outcome( 'excluded', [ 'reason' => 'element_off' ] ) )
		);
		self::assertEquals(
			new LedgerEntry( Element::Orders, '9', 0, '', 'excluded', 'draft' ),
			LedgerRules::excluded( Element::Orders, '9', 'draft', null )
		);
	}

	public function test_R43_a_notice_to_Ivorey_is_remembered_and_the_next_version_is_higher(): void {
		$notice  = static fn ( ?LedgerEntry $known ): WireItem => new WireItem( Element::Orders, '1', 100, 'notice', '{}', $known, 'deleted', isNotice: true );
		$outcome = self::outcome( 'excluded', [ 'reason' => 'draft' ] );
		$told    = LedgerRules::afterReceipt( $notice( self::known( 50, 'old' ) ), $outcome );

		self::assertEquals( new LedgerEntry( Element::Orders, '1', 100, 'notice', 'excluded', 'deleted' ), $told );
		self::assertTrue( LedgerRules::isKnown( Make::row( 1, 200 ), $told, 'notice' ) );
		self::assertFalse( LedgerRules::isKnown( Make::row( 1, 200 ), $told, 'old' ) );
		self::assertSame( 101, LedgerRules::version( Make::row( 1, 90 ), $told ) );
	}

	public function test_R43_a_notice_that_Ivorey_did_not_apply_leaves_its_known_copy_unchanged(): void {
		$notice = static fn ( ?LedgerEntry $known ): WireItem => new WireItem( Element::Orders, '1', 100, 'notice', '{}', $known, 'draft', isNotice: true );

		self::assertEquals( new LedgerEntry( Element::Orders, '1', 0, '', 'excluded', 'draft' ), LedgerRules::afterReceipt( $notice( null ), self::outcome( 'excluded', [ 'reason' => 'draft' ] ) ) );
		self::assertEquals(
			new LedgerEntry( Element::Orders, '1', 50, 'old', 'excluded', 'element_off' ),
			LedgerRules::afterReceipt( $notice( self::known( 50, 'old' ) ), self::outcome( 'excluded', [ 'reason' => 'element_off' ] ) )
		);
	}

	public function test_a_rejected_record_leaves_Ivoreys_known_copy_unchanged(): void {
		$errors = [
			'errors' => [
				[
					'path'    => '/x',
					'message' => 'is wrong',
				],
			],
		];

		self::assertEquals(
			new LedgerEntry( Element::Orders, '1', 50, 'old', 'rejected' ),
			LedgerRules::afterReceipt( Make::item( '1', 100, '{"a":1}', self::known( 50, 'old' ) ), self::outcome( 'rejected', $errors ) )
		);
	}

	public function test_an_excluded_record_that_matches_Ivoreys_copy_counts_as_applied_again(): void {
		self::assertNull( LedgerRules::confirmed( self::known( 50, 'same' ) ) );
		self::assertEquals(
			new LedgerEntry( Element::Orders, '1', 50, 'same', 'applied' ),
			LedgerRules::confirmed( new LedgerEntry( Element::Orders, '1', 50, 'same', 'excluded', 'draft' ) )
		);
	}

	private static function known( int $version, string $hash = 'hash' ): LedgerEntry {
		return new LedgerEntry( Element::Orders, '1', $version, $hash, 'applied' );
	}

	/** @param array<string, mixed> $more */
	private static function outcome( string $outcome, array $more = [] ): Outcome {
		return Outcome::fromArray(
			[
				'element' => 'orders',
				'id'      => '1',
				'outcome' => $outcome,
			] + $more,
			Make::item( '1' )
		);
	}
}
