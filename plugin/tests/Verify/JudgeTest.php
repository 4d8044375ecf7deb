<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Verify;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Verify\Finding;
use Ivorey\WooCommerce\Verify\Judge;
use Ivorey\WooCommerce\Verify\Judgement;
use Ivorey\WooCommerce\Verify\Ours;
use Ivorey\WooCommerce\Verify\Theirs;
use PHPUnit\Framework\TestCase;

final class JudgeTest extends TestCase {

	private const CONNECTED = 1_700_000_000;

	public function test_the_same_on_both_sides_is_alike_whatever_else_is_known(): void {
		foreach ( [ null, self::row( RowState::Waiting ), self::row( RowState::Quarantined ) ] as $row ) {
			self::assertSame( Judgement::Alike, self::judge( self::ours(), self::theirs(), $row, self::known( 'rejected' ) )->judgement );
		}
	}

	public function test_what_waits_in_the_outbox_is_no_difference(): void {
		foreach ( [ RowState::Waiting, RowState::Sending, RowState::Retrying ] as $state ) {
			self::assertEquals( new Finding( Judgement::Pending, $state->value ), self::judge( self::ours(), null, self::row( $state ) ) );
			self::assertEquals( new Finding( Judgement::Pending, $state->value ), self::judge( self::ours(), self::theirs( 'old' ), self::row( $state ) ) );
		}
	}

	public function test_what_was_put_aside_is_rejected_and_says_why(): void {
		self::assertEquals( new Finding( Judgement::Rejected, '/data/total: no' ), self::judge( self::ours(), null, self::row( RowState::Quarantined, '/data/total: no' ) ) );
		self::assertSame( Judgement::Rejected, self::judge( self::ours(), self::theirs( 'old' ), null, self::known( 'rejected' ) )->judgement );
	}

	public function test_what_cannot_be_built_is_rejected_and_says_why(): void {
		$broken = new Ours( '5', 5, null, '', null, 'Exception: no such tax class' );

		self::assertEquals( new Finding( Judgement::Rejected, 'Exception: no such tax class' ), self::judge( $broken, self::theirs() ) );
	}

	public function test_another_copy_is_older(): void {
		self::assertSame( Judgement::Older, self::judge( self::ours(), self::theirs( 'old' ), null, self::known( 'applied' ) )->judgement );
	}

	public function test_no_copy_is_missing(): void {
		self::assertSame( Judgement::Missing, self::judge( self::ours(), null, null, self::known( 'applied' ) )->judgement );
		self::assertSame( Judgement::Missing, self::judge( self::ours(), null )->judgement );
	}

	public function test_what_Ivorey_kept_out_is_a_difference_with_its_reason(): void {
		self::assertEquals( new Finding( Judgement::Excluded, 'element_off' ), self::judge( self::ours(), null, null, self::known( 'excluded', 'element_off' ) ) );
	}

	public function test_what_the_store_has_no_trace_of_is_a_difference_until_it_is_noted(): void {
		$gone = new Ours( '5', 5, null, 'deleted' );
		foreach ( [ null, $gone ] as $ours ) {
			self::assertEquals( new Finding( Judgement::Untraced ), self::judge( $ours, self::theirs() ) );
		}
		self::assertSame( Judgement::Pending, self::judge( $gone, self::theirs(), self::row( RowState::Waiting ) )->judgement );
		self::assertSame( Judgement::Kept, self::judge( $gone, self::theirs(), null, self::known( 'excluded', 'deleted' ) )->judgement );
		self::assertSame( Judgement::Unwanted, self::judge( $gone, null )->judgement );
	}

	public function test_R16_what_was_deleted_or_excluded_here_stays_there_and_is_no_difference(): void {
		self::assertEquals( new Finding( Judgement::Kept, 'deleted' ), self::judge( null, self::theirs(), null, self::known( 'excluded', 'deleted' ) ) );
		// Deleted while nobody looked.
		self::assertEquals( new Finding( Judgement::Kept, 'deleted' ), self::judge( null, self::theirs(), null, self::known( 'applied' ) ) );
		self::assertEquals( new Finding( Judgement::Kept, 'no_price' ), self::judge( self::excluded( 'no_price' ), self::theirs() ) );
		self::assertFalse( Judgement::Kept->isDifference() );
	}

	public function test_what_is_excluded_and_not_there_is_as_it_should_be(): void {
		self::assertEquals( new Finding( Judgement::Unwanted, 'draft' ), self::judge( self::excluded( 'draft' ), null ) );
	}

	public function test_R14_an_unpublished_product_is_compared_only_where_Ivorey_has_it(): void {
		$unpublished = new Ours( '5', 5, 'now', 'unpublished' );

		self::assertEquals( new Finding( Judgement::Unwanted, 'unpublished' ), self::judge( $unpublished, null ) );
		self::assertSame( Judgement::Alike, self::judge( $unpublished, self::theirs( 'now' ) )->judgement );
		self::assertSame( Judgement::Older, self::judge( $unpublished, self::theirs( 'old' ) )->judgement );
	}

	public function test_what_is_from_before_the_connection_is_missed_only_if_it_was_imported(): void {
		$before = new Ours( '5', 5, 'now', '', self::CONNECTED - 1 );
		$after  = new Ours( '5', 5, 'now', '', self::CONNECTED );
		$dated  = new Judge( self::CONNECTED );

		self::assertSame( Judgement::NotImported, $dated->judge( $before, null, null, null )->judgement );
		self::assertSame( Judgement::Missing, $dated->judge( $after, null, null, null )->judgement );
		self::assertSame( Judgement::Missing, $dated->judge( $before, null, null, self::known( 'applied' ) )->judgement, 'It was there once.' );
		self::assertSame( Judgement::Missing, ( new Judge( null ) )->judge( $before, null, null, null )->judgement );
	}

	public function test_R25_what_was_made_while_its_switch_was_off_is_missed_only_if_an_import_was_to_take_it(): void {
		$made  = new Ours( '5', 5, 'now', '', self::CONNECTED + 10 );
		$judge = static fn ( ?int $offUntil, ?int $imported, ?LedgerEntry $known = null, ?Ours $ours = null ): Judgement => ( new Judge( null, 0, static fn (): ?int => $offUntil, $imported ) )->judge( $ours ?? $made, null, null, $known )->judgement;

		self::assertSame( Judgement::NotImported, $judge( self::CONNECTED + 20, null ) );
		self::assertSame( Judgement::NotImported, $judge( PHP_INT_MAX, self::CONNECTED + 10 ) );
		self::assertSame( Judgement::Missing, $judge( self::CONNECTED + 20, self::CONNECTED + 11 ) );
		self::assertSame( Judgement::Missing, $judge( null, null ) );
		self::assertSame( Judgement::Missing, $judge( self::CONNECTED + 20, null, self::known( 'applied' ) ), 'It was there once.' );

		$undated = new Ours( '5', 5, 'now' );
		self::assertSame( Judgement::NotImported, $judge( self::CONNECTED + 20, self::CONNECTED + 19, null, $undated ) );
		self::assertSame( Judgement::Missing, $judge( self::CONNECTED + 20, self::CONNECTED + 20, null, $undated ) );
	}

	public function test_R26_what_an_import_has_still_to_read_is_no_difference(): void {
		$importing = new Finding( Judgement::Pending, 'importing' );
		$judge     = new Judge( self::CONNECTED, 6 );

		self::assertEquals( $importing, $judge->judge( self::ours(), self::theirs( 'old' ), null, self::known( 'applied' ) ) );
		self::assertEquals( $importing, $judge->judge( self::ours(), null, null, null ) );
		self::assertSame( Judgement::Alike, $judge->judge( self::ours(), self::theirs(), null, null )->judgement );
		self::assertSame( Judgement::Kept, $judge->judge( self::excluded( 'no_price' ), self::theirs(), null, null )->judgement );
		self::assertSame( Judgement::Rejected, $judge->judge( self::ours(), null, self::row( RowState::Quarantined ), null )->judgement );
	}

	public function test_R26_what_an_import_has_read_is_there_or_differs(): void {
		$judge = new Judge( null, 5 );

		self::assertSame( Judgement::Older, $judge->judge( self::ours(), self::theirs( 'old' ), null, self::known( 'applied' ) )->judgement );
		self::assertSame( Judgement::Missing, $judge->judge( self::ours(), null, null, null )->judgement );
	}

	private static function judge( ?Ours $ours, ?Theirs $theirs, ?RowView $row = null, ?LedgerEntry $known = null ): Finding {
		return ( new Judge( null ) )->judge( $ours, $theirs, $row, $known );
	}

	private static function ours(): Ours {
		return new Ours( '5', 5, 'now' );
	}

	private static function excluded( string $reason ): Ours {
		return new Ours( '5', 5, null, $reason );
	}

	private static function theirs( string $digest = 'now' ): Theirs {
		return new Theirs( '5', $digest, 100 );
	}

	private static function row( RowState $state, ?string $error = null ): RowView {
		return new RowView( 'orders', 5, $state, [ Reason::Changed ], 0, 1, null, $error );
	}

	private static function known( string $outcome, string $reason = '' ): LedgerEntry {
		return new LedgerEntry( Element::Orders, '5', 100, 'hash', $outcome, $reason );
	}
}
