<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\SyncHistory;
use Ivorey\WooCommerce\Outbox\Element;
use PHPUnit\Framework\TestCase;

final class SyncHistoryTest extends TestCase {

	public function test_R25_it_knows_what_was_on_at_each_time(): void {
		$history = ( new SyncHistory( 100, 7 ) )->noted( 100, true, false )->noted( 200, false, false )->noted( 300, true, true );

		$on = static fn ( Element $element ): array => array_map( static fn ( int $at ): bool => $history->wasOn( $element, $at ), [ 99, 100, 199, 200, 201, 300, 301 ] );
		self::assertSame( [ false, true, true, false, false, false, true ], $on( Element::Orders ) );
		self::assertSame( [ false, false, false, false, false, false, true ], $on( Element::Triggers ) );
	}

	public function test_the_same_again_is_not_noted(): void {
		$history = ( new SyncHistory( 100 ) )->noted( 100, true, true );

		self::assertSame( $history, $history->noted( 200, true, true ) );
	}

	public function test_the_latest_flips_are_kept(): void {
		$history = new SyncHistory( 0 );
		for ( $at = 1; $at <= 500; $at++ ) {
			$history = $history->noted( $at, 0 === $at % 2, false );
		}
		$flips = $history->toOption()['flips'];
		self::assertIsArray( $flips );
		self::assertCount( 50, $flips );
		self::assertTrue( $history->wasOn( Element::Orders, 501 ) );
	}

	public function test_it_is_read_as_it_was_written(): void {
		$history = ( new SyncHistory( 100, 7, [ 3 => true ] ) )->noted( 100, true, false );

		self::assertEquals( $history, SyncHistory::fromOption( $history->toOption() ) );
		self::assertTrue( $history->wasDraft( 3 ) );
		self::assertFalse( $history->isMadeSince( 7 ) );
		self::assertTrue( $history->isMadeSince( 8 ) );
	}

	public function test_what_an_earlier_version_wrote_is_a_time_alone(): void {
		$history = SyncHistory::fromOption( 100 );

		self::assertSame( 100, $history?->since );
		self::assertNull( $history->isMadeSince( 7 ) );
		self::assertNull( SyncHistory::fromOption( 'x' ) );
		self::assertNull( SyncHistory::fromOption( [ 'since' => 'x' ] ) );
	}
}
