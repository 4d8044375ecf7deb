<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Reconcile;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Reconcile\Comparator;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Finding;
use Ivorey\WooCommerce\Reconcile\LocalRecord;
use Ivorey\WooCommerce\Reconcile\RemoteRecord;
use PHPUnit\Framework\TestCase;

final class ComparatorTest extends TestCase {

	private const CONNECTED = 1_700_000_000;

	public function test_equal_records_are_alike_whatever_the_outbox_and_the_ledger_say(): void {
		foreach ( [ null, self::row( RowState::Waiting ), self::row( RowState::Quarantined ) ] as $row ) {
			self::assertSame( Comparison::Alike, self::compare( self::local(), self::remote(), $row, self::known( 'rejected' ) )->comparison );
		}
	}

	public function test_a_record_that_waits_in_the_outbox_is_pending(): void {
		foreach ( [ RowState::Waiting, RowState::Sending, RowState::Retrying ] as $state ) {
			self::assertEquals( new Finding( Comparison::Pending, $state->value ), self::compare( self::local(), null, self::row( $state ) ) );
			self::assertEquals( new Finding( Comparison::Pending, $state->value ), self::compare( self::local(), self::remote( 'old' ), self::row( $state ) ) );
		}
	}

	public function test_a_quarantined_record_is_rejected_and_says_why(): void {
		self::assertEquals( new Finding( Comparison::Rejected, '/data/total: no' ), self::compare( self::local(), null, self::row( RowState::Quarantined, '/data/total: no' ) ) );
		self::assertSame( Comparison::Rejected, self::compare( self::local(), self::remote( 'old' ), null, self::known( 'rejected' ) )->comparison );
	}

	public function test_a_record_that_cannot_be_built_is_rejected_and_says_why(): void {
		$broken = new LocalRecord( '5', 5, null, '', null, 'Exception: no such tax class' );

		self::assertEquals( new Finding( Comparison::Rejected, 'Exception: no such tax class' ), self::compare( $broken, self::remote() ) );
	}

	public function test_a_different_copy_in_Ivorey_is_older(): void {
		self::assertSame( Comparison::Older, self::compare( self::local(), self::remote( 'old' ), null, self::known( 'applied' ) )->comparison );
	}

	public function test_a_record_without_a_copy_in_Ivorey_is_missing(): void {
		self::assertSame( Comparison::Missing, self::compare( self::local(), null, null, self::known( 'applied' ) )->comparison );
		self::assertSame( Comparison::Missing, self::compare( self::local(), null )->comparison );
	}

	public function test_a_record_that_Ivorey_excluded_is_excluded_with_its_reason(): void {
		self::assertEquals( new Finding( Comparison::Excluded, 'element_off' ), self::compare( self::local(), null, null, self::known( 'excluded', 'element_off' ) ) );
	}

	public function test_a_record_without_a_trace_in_the_store_is_untraced_until_it_is_noted(): void {
		$gone = new LocalRecord( '5', 5, null, 'deleted' );
		foreach ( [ null, $gone ] as $local ) {
			self::assertEquals( new Finding( Comparison::Untraced ), self::compare( $local, self::remote() ) );
		}
		self::assertSame( Comparison::Pending, self::compare( $gone, self::remote(), self::row( RowState::Waiting ) )->comparison );
		self::assertSame( Comparison::Kept, self::compare( $gone, self::remote(), null, self::known( 'excluded', 'deleted' ) )->comparison );
		self::assertSame( Comparison::Unwanted, self::compare( $gone, null )->comparison );
	}

	public function test_R16_a_record_that_was_deleted_or_excluded_in_the_store_is_kept_and_is_no_difference(): void {
		self::assertEquals( new Finding( Comparison::Kept, 'deleted' ), self::compare( null, self::remote(), null, self::known( 'excluded', 'deleted' ) ) );
		// Deleted without being captured.
		self::assertEquals( new Finding( Comparison::Kept, 'deleted' ), self::compare( null, self::remote(), null, self::known( 'applied' ) ) );
		self::assertEquals( new Finding( Comparison::Kept, 'no_price' ), self::compare( self::excluded( 'no_price' ), self::remote() ) );
		self::assertFalse( Comparison::Kept->isDifference() );
	}

	public function test_an_excluded_record_without_a_copy_in_Ivorey_is_unwanted(): void {
		self::assertEquals( new Finding( Comparison::Unwanted, 'draft' ), self::compare( self::excluded( 'draft' ), null ) );
	}

	public function test_R14_an_unpublished_product_is_compared_only_if_Ivorey_has_it(): void {
		$unpublished = new LocalRecord( '5', 5, 'now', 'unpublished' );

		self::assertEquals( new Finding( Comparison::Unwanted, 'unpublished' ), self::compare( $unpublished, null ) );
		self::assertSame( Comparison::Alike, self::compare( $unpublished, self::remote( 'now' ) )->comparison );
		self::assertSame( Comparison::Older, self::compare( $unpublished, self::remote( 'old' ) )->comparison );
	}

	public function test_a_record_from_before_the_connection_is_missing_only_if_it_was_imported(): void {
		$before = new LocalRecord( '5', 5, 'now', '', self::CONNECTED - 1 );
		$after  = new LocalRecord( '5', 5, 'now', '', self::CONNECTED );
		$dated  = new Comparator( self::CONNECTED );

		self::assertSame( Comparison::NotImported, $dated->compare( $before, null, null, null )->comparison );
		self::assertSame( Comparison::Missing, $dated->compare( $after, null, null, null )->comparison );
		self::assertSame( Comparison::Missing, $dated->compare( $before, null, null, self::known( 'applied' ) )->comparison, 'It was there once.' );
		self::assertSame( Comparison::Missing, ( new Comparator( null ) )->compare( $before, null, null, null )->comparison );
	}

	public function test_R25_a_record_made_while_its_switch_was_off_is_missing_only_if_an_import_was_to_take_it(): void {
		$made       = new LocalRecord( '5', 5, 'now', '', self::CONNECTED + 10 );
		$comparator = static fn ( ?int $offUntil, ?int $imported, ?LedgerEntry $known = null, ?LocalRecord $local = null ): Comparison => ( new Comparator( null, 0, static fn (): ?int => $offUntil, $imported ) )->compare( $local ?? $made, null, null, $known )->comparison;

		self::assertSame( Comparison::NotImported, $comparator( self::CONNECTED + 20, null ) );
		self::assertSame( Comparison::NotImported, $comparator( PHP_INT_MAX, self::CONNECTED + 10 ) );
		self::assertSame( Comparison::Missing, $comparator( self::CONNECTED + 20, self::CONNECTED + 11 ) );
		self::assertSame( Comparison::Missing, $comparator( null, null ) );
		self::assertSame( Comparison::Missing, $comparator( self::CONNECTED + 20, null, self::known( 'applied' ) ), 'It was there once.' );

		$undated = new LocalRecord( '5', 5, 'now' );
		self::assertSame( Comparison::NotImported, $comparator( self::CONNECTED + 20, self::CONNECTED + 19, null, $undated ) );
		self::assertSame( Comparison::Missing, $comparator( self::CONNECTED + 20, self::CONNECTED + 20, null, $undated ) );
	}

	public function test_R26_a_differing_record_that_an_import_has_yet_to_read_is_pending(): void {
		$importing  = new Finding( Comparison::Pending, 'importing' );
		$comparator = new Comparator( self::CONNECTED, 6 );

		self::assertEquals( $importing, $comparator->compare( self::local(), self::remote( 'old' ), null, self::known( 'applied' ) ) );
		self::assertEquals( $importing, $comparator->compare( self::local(), null, null, null ) );
		self::assertSame( Comparison::Alike, $comparator->compare( self::local(), self::remote(), null, null )->comparison );
		self::assertSame( Comparison::Kept, $comparator->compare( self::excluded( 'no_price' ), self::remote(), null, null )->comparison );
		self::assertSame( Comparison::Rejected, $comparator->compare( self::local(), null, self::row( RowState::Quarantined ), null )->comparison );
	}

	public function test_R26_a_differing_record_that_an_import_has_read_is_older_or_missing(): void {
		$comparator = new Comparator( null, 5 );

		self::assertSame( Comparison::Older, $comparator->compare( self::local(), self::remote( 'old' ), null, self::known( 'applied' ) )->comparison );
		self::assertSame( Comparison::Missing, $comparator->compare( self::local(), null, null, null )->comparison );
	}

	private static function compare( ?LocalRecord $local, ?RemoteRecord $remote, ?RowView $row = null, ?LedgerEntry $known = null ): Finding {
		return ( new Comparator( null ) )->compare( $local, $remote, $row, $known );
	}

	private static function local(): LocalRecord {
		return new LocalRecord( '5', 5, 'now' );
	}

	private static function excluded( string $reason ): LocalRecord {
		return new LocalRecord( '5', 5, null, $reason );
	}

	private static function remote( string $digest = 'now' ): RemoteRecord {
		return new RemoteRecord( '5', $digest, 100 );
	}

	private static function row( RowState $state, ?string $error = null ): RowView {
		return new RowView( 'orders', 5, $state, [ Reason::Changed ], 0, 1, null, $error );
	}

	private static function known( string $outcome, string $reason = '' ): LedgerEntry {
		return new LedgerEntry( Element::Orders, '5', 100, 'hash', $outcome, $reason );
	}
}
