<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Ivorey\WooCommerce\Delivery\Batch;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Delivery\Receipt;
use Ivorey\WooCommerce\Delivery\Settlement;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

/** A receipt's outcomes are in the order of the records; a row has as many as it has records. */
final class SettlementTest extends TestCase {

	public function test_each_row_is_settled_by_the_outcomes_of_its_own_records(): void {
		$rows       = [ Make::packedRow( 1, items: 2 ), Make::packedRow( 2 ), Make::packedRow( 3, items: 2 ) ];
		$settlement = self::settled( $rows, [ 'applied', 'stale', 'applied', 'applied', 'rejected' ] );

		self::assertSame( [ $rows[0]->row, $rows[1]->row ], $settlement->done );
		self::assertSame( [ [ $rows[2]->row, '/data/total: no' ] ], $settlement->rejected );
		self::assertSame( [ 'applied', 'stale', 'applied', 'applied', 'rejected' ], array_map( static fn ( LedgerEntry $entry ): string => $entry->outcome, $settlement->entries ) );
		self::assertSame( [ 2, 1, 2 ], array_map( static fn ( array $answered ): int => count( $answered[1] ), $settlement->answered ) );
		self::assertSame( [], $settlement->toFollow );
	}

	public function test_a_row_with_several_rejected_records_names_all_their_errors(): void {
		$row = Make::packedRow( 1, items: 2 );

		self::assertSame( [ [ $row->row, '/data/total: no; /data/total: no' ] ], self::settled( [ $row ], [ 'rejected', 'rejected' ] )->rejected );
	}

	/**
	 * @param list<PackedRow> $rows
	 * @param list<string>    $outcomes One for each record.
	 */
	private static function settled( array $rows, array $outcomes ): Settlement {
		$items   = array_merge( ...array_map( static fn ( PackedRow $row ): array => $row->items, $rows ) );
		$batch   = Batch::of( Make::envelope(), $items, false );
		$receipt = [
			'id'               => $batch->id,
			'settings_version' => 1,
			'outcomes'         => [],
		];
		foreach ( $items as $index => $item ) {
			$receipt['outcomes'][] = [
				'element' => $item->element->value,
				'id'      => $item->wireId,
				'outcome' => $outcomes[ $index ],
			] + ( 'rejected' === $outcomes[ $index ] ? [
				'errors' => [
					[
						'path'    => '/data/total',
						'message' => 'no',
					],
				],
			] : [] );
		}
		return Settlement::of( $rows, Receipt::parse( (string) json_encode( $receipt ), $batch ) );
	}
}
