<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Delivery\Packer;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

final class PackerTest extends TestCase {

	private const NO_LIMIT = 1_000_000;

	public function test_a_batch_ends_at_the_limit_of_records(): void {
		self::assertSame( 3, ( new Packer( 3, self::NO_LIMIT ) )->take( self::packedRows( 5 ), self::NO_LIMIT ) );
	}

	public function test_the_records_of_one_row_stay_in_one_batch(): void {
		$packedRows = [ Make::packedRow( 1, 10, 2 ), Make::packedRow( 2, 10, 2 ) ];

		self::assertSame( 1, ( new Packer( 3, self::NO_LIMIT ) )->take( $packedRows, self::NO_LIMIT ) );
		self::assertSame( 2, ( new Packer( 4, self::NO_LIMIT ) )->take( $packedRows, self::NO_LIMIT ) );
	}

	public function test_a_batch_ends_at_the_limit_of_bytes(): void {
		$packedRows = self::packedRows( 3 );
		$two        = $packedRows[0]->bytes + $packedRows[1]->bytes;

		self::assertSame( 2, ( new Packer( 100, $two ) )->take( $packedRows, self::NO_LIMIT ) );
		self::assertSame( 1, ( new Packer( 100, $two - 1 ) )->take( $packedRows, self::NO_LIMIT ) );
	}

	public function test_the_size_of_a_row_counts_its_JSON_and_its_commas(): void {
		$packedRow = Make::packedRow( 1, 10, 3 );

		self::assertSame( strlen( implode( ',', array_map( static fn ( $item ): string => $item->json, $packedRow->items ) ) ) + 1, $packedRow->bytes );
	}

	public function test_a_batch_ends_at_the_requested_number_of_rows(): void {
		self::assertSame( 2, ( new Packer( 100, self::NO_LIMIT ) )->take( self::packedRows( 5 ), 2 ) );
	}

	public function test_a_batch_always_has_at_least_one_row(): void {
		self::assertSame( 1, ( new Packer( 1, 1 ) )->take( self::packedRows( 2 ), 0 ) );
	}

	public function test_a_row_that_is_too_large_for_any_batch_is_recognized(): void {
		$packedRow = Make::packedRow( 1, 100, 2 );

		self::assertTrue( ( new Packer( 2, $packedRow->bytes ) )->fits( $packedRow ) );
		self::assertFalse( ( new Packer( 2, $packedRow->bytes - 1 ) )->fits( $packedRow ) );
		self::assertFalse( ( new Packer( 1, $packedRow->bytes ) )->fits( $packedRow ) );
	}

	/** @return list<PackedRow> */
	private static function packedRows( int $number ): array {
		return array_map( static fn ( int $id ): PackedRow => Make::packedRow( $id ), range( 1, $number ) );
	}
}
