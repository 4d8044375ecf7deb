<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Closure;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\Assembled;
use Ivorey\WooCommerce\Delivery\Assembler;
use Ivorey\WooCommerce\Delivery\PackedRow;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;
use RuntimeException;

final class AssemblerTest extends TestCase {

	/** @var array<string, LedgerEntry> */
	private array $ledger = [];

	public function test_a_record_is_sent_with_the_rows_number_as_its_version(): void {
		$assembled = $this->assemble( [ Make::row( 1, 123 ) ], self::orders() );

		self::assertSame( [ '{"element":"orders","id":"1","version":123,"data":{"number":"1"}}' ], self::json( $assembled ) );
		self::assertSame( [], $assembled->entries );
	}

	public function test_a_record_that_Ivorey_already_has_is_settled_without_being_sent(): void {
		$this->remember( $this->assemble( [ Make::row() ], self::orders() )->packedRows[0] );

		$assembled = $this->assemble( [ Make::row( 1, 200 ) ], self::orders() );

		self::assertSame( [], $assembled->packedRows );
		self::assertSame( [ 1 ], self::ids( $assembled->nothingToSend ) );
	}

	public function test_a_record_that_only_another_connection_has_is_sent(): void {
		$this->remember( $this->assemble( [ Make::row() ], self::orders() )->packedRows[0] );

		$assembled = $this->assemble( [ Make::row( 1, 200 ) ], self::orders(), Make::connection( connection: 'acc_2.con_2' ) );

		self::assertCount( 1, $assembled->packedRows );
	}

	public function test_one_broken_object_does_not_stop_the_others(): void {
		$builder = self::orders(
			static function ( int $id ): array {
				if ( 2 === $id ) {
					throw new RuntimeException( 'no such tax class' );
				}
				return [ new WireRecord( Element::Orders, (string) $id, [] ) ];
			}
		);

		$assembled = $this->assemble( [ Make::row( 1 ), Make::row( 2 ), Make::row( 3 ) ], $builder );

		self::assertSame( [ 1, 3 ], array_map( static fn ( PackedRow $packedRow ): int => $packedRow->row->id, $assembled->packedRows ) );
		self::assertCount( 1, $assembled->broken );
		self::assertSame( 2, $assembled->broken[0][0]->id );
		// The location of the error, not its message: that may quote the record's content.
		self::assertMatchesRegularExpression( '/\ARuntimeException \(AssemblerTest\.php:\d+\)\z/', $assembled->broken[0][1] );
	}

	public function test_a_record_that_JSON_cannot_hold_does_not_stop_the_others(): void {
		$builder = self::orders( static fn ( int $id ): array => [ new WireRecord( Element::Orders, (string) $id, [ 'total' => 2 === $id ? NAN : '1' ] ) ] );

		$assembled = $this->assemble( [ Make::row( 1 ), Make::row( 2 ) ], $builder );

		self::assertCount( 1, $assembled->packedRows );
		self::assertSame( 2, $assembled->broken[0][0]->id );
	}

	public function test_bytes_that_are_not_valid_text_are_replaced(): void {
		$builder = self::orders( static fn ( int $id ): array => [ new WireRecord( Element::Orders, (string) $id, [ 'name' => "M\xfcller" ] ) ] );

		self::assertStringContainsString( "M\u{fffd}ller", self::json( $this->assemble( [ Make::row() ], $builder ) )[0] );
	}

	public function test_an_object_that_its_builder_leaves_out_counts_as_broken(): void {
		$builder = self::orders( static fn (): array => [] );

		self::assertSame( 1, $this->assemble( [ Make::row() ], $builder )->broken[0][0]->id );
	}

	public function test_R18_an_excluded_record_is_settled_and_its_reason_noted(): void {
		$builder = self::orders( static fn ( int $id ): array => [ new Exclusion( Element::Orders, (string) $id, 'draft' ) ] );

		$assembled = $this->assemble( [ Make::row() ], $builder );

		self::assertSame( [ 1 ], self::ids( $assembled->nothingToSend ) );
		self::assertEquals( [ new LedgerEntry( Element::Orders, '1', 0, '', 'excluded', 'draft' ) ], $assembled->entries );
	}

	public function test_R25_a_captured_record_is_sent_even_if_its_element_was_switched_off_since(): void {
		$builder = self::orders(
			static fn ( int $id ): array => [
				new WireRecord( Element::Orders, (string) $id, [] ),
				new WireRecord( Element::Transactions, "payment:$id", [] ),
			]
		);

		$assembled = $this->assemble( [ Make::row() ], $builder, Make::connection( [ 'transactions' => false ] ) );

		self::assertCount( 2, $assembled->packedRows[0]->items );
		self::assertSame( [], $assembled->entries );
	}

	public function test_R14_an_update_only_record_that_Ivorey_lacks_is_excluded_and_the_rest_of_its_row_is_sent(): void {
		$builder = self::orders(
			static fn ( int $id ): array => [
				new WireRecord( Element::Orders, (string) $id, [] ),
				new WireRecord( Element::Transactions, "refund:$id", [], 'deleted' ),
			]
		);

		$assembled = $this->assemble( [ Make::row() ], $builder );

		self::assertCount( 1, $assembled->packedRows[0]->items );
		self::assertEquals( [ new LedgerEntry( Element::Transactions, 'refund:1', 0, '', 'excluded', 'deleted' ) ], $assembled->entries );
	}

	/** @dataProvider there */
	public function test_R14_an_update_only_record_is_sent_only_if_Ivorey_has_or_may_have_it( ?LedgerEntry $known, bool $uncertain, bool $sent ): void {
		if ( null !== $known ) {
			$this->ledger[ LedgerEntry::key( $known->element, $known->wireId ) ] = $known;
		}
		$builder = self::orders( static fn ( int $id ): array => [ new WireRecord( Element::Orders, (string) $id, [], 'unpublished' ) ] );

		self::assertCount( $sent ? 1 : 0, $this->assemble( [ Make::row( uncertain: $uncertain ) ], $builder )->packedRows );
	}

	/** @return iterable<string, array{LedgerEntry|null, bool, bool}> */
	public function there(): iterable {
		yield 'never sent' => [ null, false, false ];
		yield 'a deletion that was perhaps sent, no answer came' => [ null, true, true ];
		yield 'applied' => [ new LedgerEntry( Element::Orders, '1', 7, 'a', 'applied' ), false, true ];
		yield 'excluded since, the copy stayed' => [ new LedgerEntry( Element::Orders, '1', 7, 'a', 'excluded', 'unpublished' ), false, true ];
		yield 'excluded always' => [ new LedgerEntry( Element::Orders, '1', 0, '', 'excluded', 'unpublished' ), false, false ];
		yield 'rejected' => [ new LedgerEntry( Element::Orders, '1', 0, '', 'rejected' ), false, false ];
	}

	/** @dataProvider there */
	public function test_R16_R43_Ivorey_is_told_of_a_gone_order_only_if_it_has_or_may_have_it( ?LedgerEntry $known, bool $uncertain, bool $sent ): void {
		if ( null !== $known ) {
			$this->ledger[ LedgerEntry::key( $known->element, $known->wireId ) ] = $known;
		}
		$assembled = $this->assemble( [ Make::row( uncertain: $uncertain ) ], self::gone() );

		$version = $uncertain ? 101 : 100;
		self::assertSame( $sent ? [ "{\"element\":\"orders\",\"id\":\"1\",\"version\":$version,\"data\":{\"status\":\"trash\"}}" ] : [], self::json( $assembled ) );
		self::assertSame( $sent ? [] : [ 1 ], self::ids( $assembled->nothingToSend ) );
		self::assertSame( $sent ? [] : [ [ 'excluded', 'deleted' ] ], array_map( static fn ( LedgerEntry $entry ): array => [ $entry->outcome, $entry->reason ], $assembled->entries ) );
	}

	public function test_R43_Ivorey_is_not_told_of_a_gone_order_twice(): void {
		$this->ledger[ LedgerEntry::key( Element::Orders, '1' ) ] = new LedgerEntry( Element::Orders, '1', 7, 'a', 'applied' );
		$this->remember( $this->assemble( [ Make::row() ], self::gone() )->packedRows[0] );

		$assembled = $this->assemble( [ Make::row( 1, 200 ) ], self::gone() );

		self::assertSame( [], $assembled->packedRows );
		self::assertSame( [ [ 100, 'excluded', 'deleted' ] ], array_map( static fn ( LedgerEntry $entry ): array => [ $entry->version, $entry->outcome, $entry->reason ], $assembled->entries ) );
	}

	public function test_R14_R26_an_import_asks_for_an_unpublished_product_without_revealing_its_data(): void {
		$builder = new RecordingBuilder( static fn ( int $id ): array => [ new WireRecord( Element::Products, (string) $id, [ 'name' => 'Secret' ], 'unpublished' ) ], Element::Products );
		$import  = new Row( Element::Products, 1, 100, [ Reason::Import ], 0, false );

		$assembled = $this->assemble( [ $import ], $builder );

		self::assertSame( [ '{"element":"products","id":"1","version":100,"data":{"include_in_online_store":false,"type":"offline"}}' ], self::json( $assembled ) );
		self::assertTrue( $assembled->packedRows[0]->items[0]->isQuestion );

		$this->remember( $assembled->packedRows[0] );
		$assembled = $this->assemble( [ new Row( Element::Products, 1, 200, [ Reason::Changed ], 0, false ) ], $builder );

		self::assertSame( [ '{"element":"products","id":"1","version":200,"data":{"name":"Secret"}}' ], self::json( $assembled ) );
		self::assertFalse( $assembled->packedRows[0]->items[0]->isQuestion );
	}

	public function test_R14_an_import_does_not_ask_again_for_a_product_that_Ivorey_did_not_have(): void {
		$this->ledger[ LedgerEntry::key( Element::Products, '1' ) ] = new LedgerEntry( Element::Products, '1', 0, '', 'excluded', 'unpublished' );

		$builder = new RecordingBuilder( static fn ( int $id ): array => [ new WireRecord( Element::Products, (string) $id, [], 'unpublished' ) ], Element::Products );

		self::assertSame( [], $this->assemble( [ new Row( Element::Products, 1, 100, [ Reason::Import ], 0, false ) ], $builder )->packedRows );
	}

	/** @dataProvider doubts */
	public function test_R14_Ivorey_is_asked_for_an_unpublished_product_without_its_data_while_its_copy_is_in_doubt( Row $row ): void {
		$builder = new RecordingBuilder( static fn ( int $id ): array => [ new WireRecord( Element::Products, (string) $id, [ 'name' => 'Secret' ], 'unpublished' ) ], Element::Products );

		$assembled = $this->assemble( [ $row ], $builder );

		self::assertStringNotContainsString( 'Secret', self::json( $assembled )[0] );
		self::assertTrue( $assembled->packedRows[0]->items[0]->isQuestion );
	}

	/** @return array<string, array{Row}> */
	public function doubts(): array {
		return [
			'after a delivery without an answer' => [ new Row( Element::Products, 1, 100, [ Reason::Changed ], 1, true ) ],
			'after an import that broke off'     => [ new Row( Element::Products, 1, 100, [ Reason::Import ], 0, true ) ],
			'in a repair'                        => [ new Row( Element::Products, 1, 100, [ Reason::Repair ], 0, false ) ],
		];
	}

	/** @dataProvider settledMeanwhile */
	public function test_R15_R24_an_order_settled_while_an_import_reads_it_is_left_to_the_outbox( LedgerEntry $known ): void {
		$this->ledger[ LedgerEntry::key( Element::Orders, '2' ) ] = $known;

		$rows      = [ Make::row( 1 ), Make::row( 2 ), Make::row( 3 ) ];
		$assembled = ( new Assembler( fn (): array => $this->ledger, self::orders() ) )->assemble( $rows, Make::connection(), isLeased: false );

		self::assertSame( [ 1, 3 ], array_map( static fn ( PackedRow $packedRow ): int => $packedRow->row->id, $assembled->packedRows ) );
		self::assertSame( [ 2 ], self::ids( $assembled->overtaken ) );
		self::assertSame( [], $assembled->entries );
		// A process with a lease reads after the mark.
		self::assertSame( [], $this->assemble( $rows, self::orders() )->overtaken );
	}

	/** @return array<string, array{LedgerEntry}> */
	public function settledMeanwhile(): array {
		return [
			'a change of it'                         => [ new LedgerEntry( Element::Orders, '2', 100, 'other', 'applied', '', 105 ) ],
			'its end as an exclusion'                => [ new LedgerEntry( Element::Orders, '2', 0, '', 'excluded', 'draft', 100 ) ],
			'a change before the clock was set back' => [ new LedgerEntry( Element::Orders, '2', 500, 'other', 'applied', '', 500 ) ],
		];
	}

	public function test_an_import_sends_a_record_that_was_settled_before_the_import_read_it(): void {
		$this->ledger[ LedgerEntry::key( Element::Orders, '1' ) ] = new LedgerEntry( Element::Orders, '1', 98, 'other', 'applied', '', 99 );

		$assembled = ( new Assembler( fn (): array => $this->ledger, self::orders() ) )->assemble( [ Make::row() ], Make::connection(), isLeased: false );

		self::assertCount( 1, $assembled->packedRows );
		self::assertSame( [], $assembled->overtaken );
	}

	public function test_R13_R18_the_number_of_left_out_variations_is_noted_even_if_the_record_is_unchanged(): void {
		$leftOut = 0;
		$builder = new RecordingBuilder(
			static function ( int $id ) use ( &$leftOut ): array {
				return [ new WireRecord( Element::Products, (string) $id, [], null, $leftOut ) ];
			},
			Element::Products
		);
		$row     = new Row( Element::Products, 1, 100, [ Reason::Changed ], 0, false );
		$this->remember( $this->assemble( [ $row ], $builder )->packedRows[0] );

		$same    = $this->assemble( [ $row ], $builder )->entries;
		$leftOut = 3;
		$more    = $this->assemble( [ $row ], $builder )->entries;

		self::assertCount( 0, $same );
		self::assertSame( [ 3 ], array_column( $more, 'leftOut' ) );
	}

	public function test_all_ids_of_an_element_are_read_together(): void {
		$builder = self::orders();
		$this->assemble( [ Make::row( 1 ), Make::row( 2 ), Make::row( 3 ) ], $builder );

		self::assertSame( [ [ 1, 2, 3 ] ], $builder->calls );
	}

	/** @param non-empty-list<Row> $rows */
	private function assemble( array $rows, RecordBuilder $builder, ?StoredConnection $connection = null ): Assembled {
		return ( new Assembler( fn (): array => $this->ledger, $builder ) )->assemble( $rows, $connection ?? Make::connection() );
	}

	private function remember( PackedRow $packedRow ): void {
		foreach ( $packedRow->items as $item ) {
			$this->ledger[ LedgerEntry::key( $item->element, $item->wireId ) ] = new LedgerEntry( $item->element, $item->wireId, $item->version, $item->hash, 'applied' );
		}
	}

	/**
	 * @param (Closure(int): list<WireRecord|Exclusion>)|null $build
	 */
	private static function orders( ?Closure $build = null ): RecordingBuilder {
		return new RecordingBuilder( $build ?? static fn ( int $id ): array => [ new WireRecord( Element::Orders, (string) $id, [ 'number' => (string) $id ] ) ] );
	}

	private static function gone(): RecordingBuilder {
		return self::orders( static fn ( int $id ): array => [ new Exclusion( Element::Orders, (string) $id, 'deleted', [ 'status' => 'trash' ] ) ] );
	}

	/** @return list<string> */
	private static function json( Assembled $assembled ): array {
		$json = [];
		foreach ( $assembled->packedRows as $packedRow ) {
			foreach ( $packedRow->items as $item ) {
				$json[] = $item->json;
			}
		}
		return $json;
	}

	/**
	 * @param list<Row> $rows
	 * @return list<int>
	 */
	private static function ids( array $rows ): array {
		return array_map( static fn ( Row $row ): int => $row->id, $rows );
	}
}
