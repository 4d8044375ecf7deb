<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Reconcile;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Reconcile\IvoreyReader;
use Ivorey\WooCommerce\Reconcile\Range;
use Ivorey\WooCommerce\Reconcile\RangesReader;
use Ivorey\WooCommerce\Reconcile\RemoteRecord;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use PHPUnit\Framework\TestCase;

final class IvoreyReaderTest extends TestCase {

	public function test_an_older_Ivorey_is_asked_the_older_way_after_its_first_refusal(): void {
		$newer  = self::readerOf( range( 1, 9 ), 10, 'not-found' );
		$older  = self::readerOf( range( 1, 9 ), 10 );
		$reader = new IvoreyReader( $newer, $older );

		self::assertSame( [ 'sum of 1-5' ], $reader->sums( Element::Transactions, [ new Range( 1, 5 ) ] ) );
		self::assertSame( [ 'payment:2', 'payment:3' ], array_keys( $reader->records( Element::Transactions, [ new Range( 2, 3 ) ] ) ) );
		self::assertSame( [ [ '1-5' ] ], $newer->asked );
		self::assertSame( [ [ '1-5' ], [ '2-3' ] ], $older->asked );
	}

	public function test_an_Ivorey_that_knows_the_newer_question_is_not_asked_the_older_way(): void {
		$older  = self::readerOf( range( 1, 9 ), 10 );
		$reader = new IvoreyReader( self::readerOf( range( 1, 9 ), 10 ), $older );
		$reader->sums( Element::Transactions, [ new Range( 1, null ) ] );
		$reader->records( Element::Transactions, [ new Range( 1, null ) ] );
		self::assertSame( [], $older->asked );
	}

	public function test_another_refusal_does_not_lead_to_the_older_way(): void {
		foreach ( [ 'connection-gone', 'invalid-body', 'unavailable' ] as $problem ) {
			$older = self::readerOf( [], 10 );
			try {
				( new IvoreyReader( self::readerOf( [], 10, $problem ), $older ) )->sums( Element::Transactions, [ new Range( 1, null ) ] );
				self::fail( 'It was answered.' );
			} catch ( Unanswered $error ) {
				self::assertSame( $problem, $error->problem );
			}
			self::assertSame( [], $older->asked );
		}
	}

	public function test_a_list_that_is_cut_off_continues_from_there(): void {
		$source = self::readerOf( [ 1, 2, 3, 20, 21, 22, 50 ], 2 );
		$reader = new IvoreyReader( $source, $source );

		self::assertSame(
			[ 'payment:1', 'payment:2', 'payment:3', 'payment:20', 'payment:21', 'payment:22', 'payment:50' ],
			array_keys( $reader->records( Element::Transactions, [ new Range( 1, 9 ), new Range( 20, 29 ), new Range( 40, null ) ] ) )
		);
		self::assertSame(
			[ [ '1-9', '20-29', '40-' ], [ '3-9', '20-29', '40-' ], [ '21-29', '40-' ], [ '23-29', '40-' ] ],
			$source->asked,
			'What is done is not asked for again.'
		);
	}

	public function test_a_question_has_no_more_ranges_than_the_contract_allows(): void {
		$most   = Contract::VERIFY_LIMITS['ranges'];
		$ids    = range( 1, 2 * $most + 1 );
		$source = self::readerOf( $ids, PHP_INT_MAX );
		$found  = ( new IvoreyReader( $source, $source ) )->records( Element::Transactions, array_map( static fn ( int $id ): Range => new Range( $id, $id ), $ids ) );
		self::assertSame( array_map( static fn ( int $id ): string => "payment:$id", $ids ), array_keys( $found ) );
		self::assertSame( [ $most, $most, 1 ], array_map( count( ... ), $source->asked ) );
	}

	public function test_an_answer_without_progress_counts_as_none(): void {
		$source = self::readerOf( [ 5 ], 0 );
		$this->expectException( Unanswered::class );
		( new IvoreyReader( $source, $source ) )->records( Element::Transactions, [ new Range( 5, 9 ) ] );
	}

	/**
	 * @param list<int> $ids     The IDs Ivorey has.
	 * @param int       $most    Maximum number that it lists at once.
	 * @param string    $problem Its answer to every request; empty for none.
	 * @return RangesReader&object{asked: list<list<string>>}
	 */
	private static function readerOf( array $ids, int $most, string $problem = '' ): RangesReader {
		return new class( $ids, $most, $problem ) implements RangesReader {

			/** @var list<list<string>> */
			public array $asked = [];

			/** @param list<int> $ids */
			public function __construct(
				private readonly array $ids,
				private readonly int $most,
				private readonly string $problem
			) {}

			public function sums( Element $element, array $ranges ): array {
				return array_map( static fn ( string $range ): string => "sum of $range", $this->note( $ranges ) );
			}

			public function list( Element $element, array $ranges ): array {
				$this->note( $ranges );
				$within = array_values(
					array_filter(
						$this->ids,
						static fn ( int $id ): bool => [] !== array_filter( $ranges, static fn ( Range $range ): bool => $id >= $range->from && $id <= ( $range->to ?? PHP_INT_MAX ) )
					)
				);
				$found  = array_slice( $within, 0, $this->most );
				$last   = array_key_last( $found );
				$wires  = array_map( static fn ( int $id ): string => "payment:$id", $found );
				return [
					array_combine( $wires, array_map( static fn ( string $wireId ): RemoteRecord => new RemoteRecord( $wireId, '', 1 ), $wires ) ),
					count( $found ) === count( $within ) ? null : ( null === $last ? $ranges[0]->from : $found[ $last ] + 1 ),
				];
			}

			/**
			 * @param list<Range> $ranges
			 * @return list<string>
			 */
			private function note( array $ranges ): array {
				$asked         = array_map( static fn ( Range $range ): string => "$range->from-$range->to", $ranges );
				$this->asked[] = $asked;
				if ( '' !== $this->problem ) {
					$json = json_encode( [ 'type' => Contract::PROBLEM_TYPE_PREFIX . $this->problem ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES );
					throw Unanswered::because( Classification::of( new Response( Contract::PROBLEMS[ $this->problem ]['status'] ?? 500, [ 'content-type' => 'application/problem+json' ], $json ), 0 ) );
				}
				return $asked;
			}
		};
	}
}
