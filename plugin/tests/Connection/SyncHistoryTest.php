<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\SyncHistory;
use Ivorey\WooCommerce\Model\Element;
use PHPUnit\Framework\TestCase;

final class SyncHistoryTest extends TestCase {

	public function test_R25_the_history_knows_which_elements_were_on_at_each_time(): void {
		$history = ( new SyncHistory( 100, 7 ) )->noted( 100, [ Element::Orders ] )->noted( 200, [] )->noted( 300, [ Element::Orders, Element::Triggers ] );

		$on = static fn ( Element $element ): array => array_map( static fn ( int $at ): bool => $history->wasOn( $element, $at ), [ 99, 100, 199, 200, 201, 300, 301 ] );
		self::assertSame( [ false, true, true, false, false, false, true ], $on( Element::Orders ) );
		self::assertSame( [ false, false, false, false, false, false, true ], $on( Element::Triggers ) );
	}

	public function test_unchanged_switches_are_not_noted_again(): void {
		$history = ( new SyncHistory( 100 ) )->noted( 100, Element::switched() );

		self::assertSame( $history, $history->noted( 200, Element::switched() ) );
	}

	public function test_only_the_latest_50_flips_are_kept(): void {
		$history = new SyncHistory( 0 );
		for ( $at = 1; $at <= 500; $at++ ) {
			$history = $history->noted( $at, 0 === $at % 2 ? [ Element::Orders ] : [] );
		}
		$flips = $history->toOption()['flips'];
		self::assertIsArray( $flips );
		self::assertCount( 50, $flips );
		self::assertTrue( $history->wasOn( Element::Orders, 501 ) );
	}

	public function test_the_history_is_read_as_it_was_written(): void {
		$history = ( new SyncHistory( 100, 7, [ 3 => true ] ) )->noted( 100, [ Element::Orders ], static fn (): int => 9 );

		self::assertEquals( $history, SyncHistory::fromOption( $history->toOption() ) );
		self::assertTrue( $history->wasDraft( 3 ) );
		self::assertFalse( $history->isMadeSince( 7 ) );
		self::assertTrue( $history->isMadeSince( 8 ) );
	}

	public function test_R25_the_history_knows_until_when_the_element_of_a_new_object_was_off(): void {
		$history = ( new SyncHistory( 100 ) )->noted( 100, [ Element::Products ] )->noted( 200, [] )->noted( 250, [ Element::Orders ] )->noted( 300, [ Element::Products ] )->noted( 400, [] );

		$until = static fn ( int $at ): ?int => $history->offUntil( Element::Products, $at, 5 );
		self::assertSame( [ null, null, null, 300, 300, 300, 300, null, null, PHP_INT_MAX ], array_map( $until, [ 99, 100, 199, 200, 249, 251, 300, 301, 399, 401 ] ) );
		self::assertNull( $history->offUntil( Element::Products, null, 5 ) );
	}

	public function test_R25_the_time_a_category_was_made_is_derived_from_its_id(): void {
		$history = ( new SyncHistory( 100 ) )
			->noted( 100, [ Element::Collections ], static fn (): int => 7 )
			->noted( 200, [], static fn (): int => 10 )
			->noted( 300, [ Element::Collections ], static fn (): int => 12 );

		self::assertSame( [ null, null, 300, 300, null ], array_map( static fn ( int $id ): ?int => $history->offUntil( Element::Collections, null, $id ), [ 7, 10, 11, 12, 13 ] ) );
	}

	public function test_switches_that_an_earlier_version_did_not_note_are_unknown(): void {
		$history = SyncHistory::fromOption(
			[
				'since' => 100,
				'flips' => [ [ 100, true, false ] ],
			]
		);

		self::assertTrue( $history?->wasOn( Element::Orders, 150 ) );
		self::assertFalse( $history->wasOn( Element::Triggers, 150 ) );
		self::assertNull( $history->offUntil( Element::Products, 150, 5 ) );
		self::assertNotSame( $history, $history->noted( 200, [ Element::Orders ] ) );
	}

	public function test_a_history_from_an_earlier_version_is_read_as_a_time_alone(): void {
		$history = SyncHistory::fromOption( 100 );

		self::assertSame( 100, $history?->since );
		self::assertNull( $history->isMadeSince( 7 ) );
		self::assertNull( SyncHistory::fromOption( 'x' ) );
		self::assertNull( SyncHistory::fromOption( [ 'since' => 'x' ] ) );
	}
}
