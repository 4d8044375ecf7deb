<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;

/** Reads Ivorey's side: with the endpoint that takes the fewest bytes, or the older one if Ivorey has no other. */
final class IvoreyReader {

	private bool $isOlder = false;

	public function __construct(
		private readonly RangesReader $digests,
		private readonly RangesReader $older
	) {}

	/**
	 * @param non-empty-list<Range> $ranges In order, not overlapping, within Contract::VERIFY_LIMITS.
	 * @return list<string> Combined digests, in the order of the ranges.
	 * @throws Unanswered If there is no valid answer.
	 */
	public function sums( Element $element, array $ranges ): array {
		return $this->ask( static fn ( RangesReader $reader ): array => $reader->sums( $element, $ranges ) );
	}

	/**
	 * Lists all records of these ranges, however many there are.
	 *
	 * @param list<Range> $ranges In order, not overlapping.
	 * @return array<string, RemoteRecord> By wire ID.
	 * @throws Unanswered If there is no valid answer.
	 */
	public function records( Element $element, array $ranges ): array {
		$records = [];
		while ( [] !== $ranges ) {
			$asked            = array_splice( $ranges, 0, Contract::VERIFY_LIMITS['ranges'] );
			[ $found, $next ] = $this->ask( static fn ( RangesReader $reader ): array => $reader->list( $element, $asked ) );
			$records         += $found;
			if ( null !== $next ) {
				if ( $next <= $asked[0]->from ) {
					// Without progress this would loop forever.
					throw Unanswered::unreadable();
				}
				array_unshift( $ranges, ...self::from( $next, $asked ) );
			}
		}
		return $records;
	}

	/**
	 * @param list<Range> $ranges
	 * @return list<Range> The part of the ranges from this ID on.
	 */
	private static function from( int $id, array $ranges ): array {
		$left = array_filter( $ranges, static fn ( Range $range ): bool => null === $range->to || $range->to >= $id );
		return array_map( static fn ( Range $range ): Range => new Range( max( $id, $range->from ), $range->to ), array_values( $left ) );
	}

	/**
	 * During an upgrade of Ivorey, one answer may come from an instance that is still older: the rest is then
	 * asked with the older endpoint.
	 *
	 * @template T
	 * @param Closure( RangesReader ): T $question
	 * @return T
	 * @throws Unanswered If there is no valid answer.
	 */
	private function ask( Closure $question ): mixed {
		if ( ! $this->isOlder ) {
			try {
				return $question( $this->digests );
			} catch ( Unanswered $error ) {
				$this->isOlder = $error->isUnknown() ? true : throw $error;
			}
		}
		return $question( $this->older );
	}
}
