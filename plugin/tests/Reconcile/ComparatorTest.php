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

	public function test_the_same_on_both_sides_is_alike_whatever_else_is_known(): void {
		foreach ( [ null, self::row( RowState::Waiting ), self::row( RowState::Quarantined ) ] as $row ) {
			self::assertSame( Comparison::Alike, self::judge( self::ours(), self::theirs(), $row, self::known( 'rejected' ) )->judgement );
		}
	}

	public function test_what_waits_in_the_outbox_is_no_difference(): void {
		foreach ( [ RowState::Waiting, RowState::Sending, RowState::Retrying ] as $state ) {
			self::assertEquals( new Finding( Comparison::Pending, $state->value ), self::judge( self::ours(), null, self::row( $state ) ) );
			self::assertEquals( new Finding( Comparison::Pending, $state->value ), self::judge( self::ours(), self::theirs( 'old' ), self::row( $state ) ) );
		}
	}

	public function test_what_was_put_aside_is_rejected_and_says_why(): void {
		self::assertEquals( new Finding( Comparison::Rejected, '/data/total: no' ), self::judge( self::ours(), null, self::row( RowState::Quarantined, '/data/total: no' ) ) );
		self::assertSame( Comparison::Rejected, self::judge( self::ours(), self::theirs( 'old' ), null, self::known( 'rejected' ) )->judgement );
	}

	public function test_what_cannot_be_built_is_rejected_and_says_why(): void {
		$broken = new LocalRecord( '5', 5, null, '', null, 'Exception: no such tax class' );

		self::assertEquals( new Finding( Comparison::Rejected, 'Exception: no such tax class' ), self::judge( $broken, self::theirs() ) );
	}

	public function test_another_copy_is_older(): void {
		self::assertSame( Comparison::Older, self::judge( self::ours(), self::theirs( 'old' ), null, self::known( 'applied' ) )->judgement );
	}

	public function test_no_copy_is_missing(): void {
		self::assertSame( Comparison::Missing, self::judge( self::ours(), null, null, self::known( 'applied' ) )->judgement );
		self::assertSame( Comparison::Missing, self::judge( self::ours(), null )->judgement );
	}

	public function test_what_Ivorey_kept_out_is_a_difference_with_its_reason(): void {
		self::assertEquals( new Finding( Comparison::Excluded, 'element_off' ), self::judge( self::ours(), null, null, self::known( 'excluded', 'element_off' ) ) );
	}

	public function test_what_the_store_has_no_trace_of_is_a_difference_until_it_is_noted(): void {
		$gone = new LocalRecord( '5', 5, null, 'deleted' );
		foreach ( [ null, $gone ] as $ours ) {
			self::assertEquals( new Finding( Comparison::Untraced ), self::judge( $ours, self::theirs() ) );
		}
		self::assertSame( Comparison::Pending, self::judge( $gone, self::theirs(), self::row( RowState::Waiting ) )->judgement );
		self::assertSame( Comparison::Kept, self::judge( $gone, self::theirs(), null, self::known( 'excluded', 'deleted' ) )->judgement );
		self::assertSame( Comparison::Unwanted, self::judge( $gone, null )->judgement );
	}

	public function test_R16_what_was_deleted_or_excluded_here_stays_there_and_is_no_difference(): void {
		self::assertEquals( new Finding( Comparison::Kept, 'deleted' ), self::judge( null, self::theirs(), null, self::known( 'excluded', 'deleted' ) ) );
		// Deleted while nobody looked.
		self::assertEquals( new Finding( Comparison::Kept, 'deleted' ), self::judge( null, self::theirs(), null, self::known( 'applied' ) ) );
		self::assertEquals( new Finding( Comparison::Kept, 'no_price' ), self::judge( self::excluded( 'no_price' ), self::theirs() ) );
		self::assertFalse( Comparison::Kept->isDifference() );
	}

	public function test_what_is_excluded_and_not_there_is_as_it_should_be(): void {
		self::assertEquals( new Finding( Comparison::Unwanted, 'draft' ), self::judge( self::excluded( 'draft' ), null ) );
	}

	public function test_R14_an_unpublished_product_is_compared_only_where_Ivorey_has_it(): void {
		$unpublished = new LocalRecord( '5', 5, 'now', 'unpublished' );

		self::assertEquals( new Finding( Comparison::Unwanted, 'unpublished' ), self::judge( $unpublished, null ) );
		self::assertSame( Comparison::Alike, self::judge( $unpublished, self::theirs( 'now' ) )->judgement );
		self::assertSame( Comparison::Older, self::judge( $unpublished, self::theirs( 'old' ) )->judgement );
	}

	public function test_what_is_from_before_the_connection_is_missed_only_if_it_was_imported(): void {
		$before = new LocalRecord( '5', 5, 'now', '', self::CONNECTED - 1 );
		$after  = new LocalRecord( '5', 5, 'now', '', self::CONNECTED );
		$dated  = new Comparator( self::CONNECTED );

		self::assertSame( Comparison::NotImported, $dated->judge( $before, null, null, null )->judgement );
		self::assertSame( Comparison::Missing, $dated->judge( $after, null, null, null )->judgement );
		self::assertSame( Comparison::Missing, $dated->judge( $before, null, null, self::known( 'applied' ) )->judgement, 'It was there once.' );
		self::assertSame( Comparison::Missing, ( new Comparator( null ) )->judge( $before, null, null, null )->judgement );
	}

	public function test_R25_what_was_made_while_its_switch_was_off_is_missed_only_if_an_import_was_to_take_it(): void {
		$made  = new LocalRecord( '5', 5, 'now', '', self::CONNECTED + 10 );
		$judge = static fn ( ?int $offUntil, ?int $imported, ?LedgerEntry $known = null, ?LocalRecord $ours = null ): Comparison => ( new Comparator( null, 0, static fn (): ?int => $offUntil, $imported ) )->judge( $ours ?? $made, null, null, $known )->judgement;

		self::assertSame( Comparison::NotImported, $judge( self::CONNECTED + 20, null ) );
		self::assertSame( Comparison::NotImported, $judge( PHP_INT_MAX, self::CONNECTED + 10 ) );
		self::assertSame( Comparison::Missing, $judge( self::CONNECTED + 20, self::CONNECTED + 11 ) );
		self::assertSame( Comparison::Missing, $judge( null, null ) );
		self::assertSame( Comparison::Missing, $judge( self::CONNECTED + 20, null, self::known( 'applied' ) ), 'It was there once.' );

		$undated = new LocalRecord( '5', 5, 'now' );
		self::assertSame( Comparison::NotImported, $judge( self::CONNECTED + 20, self::CONNECTED + 19, null, $undated ) );
		self::assertSame( Comparison::Missing, $judge( self::CONNECTED + 20, self::CONNECTED + 20, null, $undated ) );
	}

	public function test_R26_what_an_import_has_still_to_read_is_no_difference(): void {
		$importing = new Finding( Comparison::Pending, 'importing' );
		$judge     = new Comparator( self::CONNECTED, 6 );

		self::assertEquals( $importing, $judge->judge( self::ours(), self::theirs( 'old' ), null, self::known( 'applied' ) ) );
		self::assertEquals( $importing, $judge->judge( self::ours(), null, null, null ) );
		self::assertSame( Comparison::Alike, $judge->judge( self::ours(), self::theirs(), null, null )->judgement );
		self::assertSame( Comparison::Kept, $judge->judge( self::excluded( 'no_price' ), self::theirs(), null, null )->judgement );
		self::assertSame( Comparison::Rejected, $judge->judge( self::ours(), null, self::row( RowState::Quarantined ), null )->judgement );
	}

	public function test_R26_what_an_import_has_read_is_there_or_differs(): void {
		$judge = new Comparator( null, 5 );

		self::assertSame( Comparison::Older, $judge->judge( self::ours(), self::theirs( 'old' ), null, self::known( 'applied' ) )->judgement );
		self::assertSame( Comparison::Missing, $judge->judge( self::ours(), null, null, null )->judgement );
	}

	private static function judge( ?LocalRecord $ours, ?RemoteRecord $theirs, ?RowView $row = null, ?LedgerEntry $known = null ): Finding {
		return ( new Comparator( null ) )->judge( $ours, $theirs, $row, $known );
	}

	private static function ours(): LocalRecord {
		return new LocalRecord( '5', 5, 'now' );
	}

	private static function excluded( string $reason ): LocalRecord {
		return new LocalRecord( '5', 5, null, $reason );
	}

	private static function theirs( string $digest = 'now' ): RemoteRecord {
		return new RemoteRecord( '5', $digest, 100 );
	}

	private static function row( RowState $state, ?string $error = null ): RowView {
		return new RowView( 'orders', 5, $state, [ Reason::Changed ], 0, 1, null, $error );
	}

	private static function known( string $outcome, string $reason = '' ): LedgerEntry {
		return new LedgerEntry( Element::Orders, '5', 100, 'hash', $outcome, $reason );
	}
}
