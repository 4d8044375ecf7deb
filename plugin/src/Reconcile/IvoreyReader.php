<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;

/** Reads what Ivorey has, through `POST /v1/verify` (shared/src/verify.ts). */
final class IvoreyReader {

	public function __construct( private readonly Questions $questions ) {}

	/**
	 * @param list<Range> $ranges In order, not overlapping, no more than Contract::VERIFY_LIMITS says.
	 * @return list<array{int, string}> Count and combined digest, in the order of the ranges.
	 * @throws Unanswered If there is no answer that fits.
	 */
	public function sums( Element $element, array $ranges ): array {
		return array_map(
			static fn ( array $answer ): array => [ self::integer( $answer, 'count' ), self::text( $answer, 'digest' ) ],
			$this->ask( $element, $ranges, false )
		);
	}

	/**
	 * All records of these ranges, however many there are.
	 *
	 * @param list<Range> $ranges In order, not overlapping.
	 * @return array<string, RemoteRecord> By wire id.
	 * @throws Unanswered If there is no answer that fits.
	 */
	public function records( Element $element, array $ranges ): array {
		$records = [];
		while ( [] !== $ranges ) {
			$asked = array_splice( $ranges, 0, Contract::VERIFY_LIMITS['ranges'] );
			$rest  = [];
			foreach ( $this->ask( $element, $asked, true ) as $index => $answer ) {
				foreach ( is_array( $answer['records'] ?? null ) ? $answer['records'] : [] as $record ) {
					$remote = self::remote( is_array( $record ) ? $record : [] );

					$records[ $remote->wireId ] = $remote;
				}
				if ( null !== ( $answer['next'] ?? null ) ) {
					$rest[] = new Range( (int) self::text( $answer, 'next' ), $asked[ $index ]->to );
				}
			}
			if ( isset( $rest[0] ) && count( $rest ) === count( $asked ) && $rest[0]->from <= $asked[0]->from ) {
				// It would go on like this for ever.
				throw Unanswered::unreadable();
			}
			array_unshift( $ranges, ...$rest );
		}
		return $records;
	}

	/**
	 * @param list<Range> $ranges
	 * @return list<array<mixed>> One for each range.
	 * @throws Unanswered If there is no answer that fits.
	 */
	private function ask( Element $element, array $ranges, bool $isList ): array {
		$answer = $this->questions->ask(
			'/v1/verify',
			[
				'ranges' => array_map(
					static fn ( Range $range ): array => [
						'element' => $element->value,
						'from'    => (string) $range->from,
						'to'      => null === $range->to ? null : (string) $range->to,
						'list'    => $isList,
					],
					$ranges
				),
			]
		);
		$found  = is_array( $answer['ranges'] ?? null ) ? array_values( array_filter( $answer['ranges'], is_array( ... ) ) ) : [];
		if ( count( $found ) !== count( $ranges ) ) {
			throw Unanswered::unreadable();
		}
		return $found;
	}

	/** @param array<mixed> $record */
	private static function remote( array $record ): RemoteRecord {
		return new RemoteRecord( self::text( $record, 'id' ), self::text( $record, 'digest' ), self::integer( $record, 'version' ) );
	}

	/** @param array<mixed> $values */
	private static function text( array $values, string $name ): string {
		return is_string( $values[ $name ] ?? null ) ? $values[ $name ] : throw Unanswered::unreadable();
	}

	/** @param array<mixed> $values */
	private static function integer( array $values, string $name ): int {
		return is_int( $values[ $name ] ?? null ) ? $values[ $name ] : throw Unanswered::unreadable();
	}
}
