<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;

/** Reads what Ivorey has: by the question that takes the fewest bytes, and by the older one from an Ivorey that has no other. */
final class IvoreyReader {

	private bool $isOlder = false;

	public function __construct(
		private readonly RangesReader $digests,
		private readonly RangesReader $older
	) {}

	/**
	 * @param non-empty-list<Range> $ranges In order, not overlapping, no more than Contract::VERIFY_LIMITS says.
	 * @return list<string> Combined digests, in the order of the ranges.
	 * @throws Unanswered If there is no answer that fits.
	 */
	public function sums( Element $element, array $ranges ): array {
		return $this->ask( static fn ( RangesReader $reader ): array => $reader->sums( $element, $ranges ) );
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
			$asked            = array_splice( $ranges, 0, Contract::VERIFY_LIMITS['ranges'] );
			[ $found, $next ] = $this->ask( static fn ( RangesReader $reader ): array => $reader->list( $element, $asked ) );
			$records         += $found;
			if ( null !== $next ) {
				if ( $next <= $asked[0]->from ) {
					// It would go on like this for ever.
					throw Unanswered::unreadable();
				}
				array_unshift( $ranges, ...self::from( $next, $asked ) );
			}
		}
		return $records;
	}

	/**
	 * @param list<Range> $ranges
	 * @return list<Range> What they have of the ids from this one on.
	 */
	private static function from( int $id, array $ranges ): array {
		$left = array_filter( $ranges, static fn ( Range $range ): bool => null === $range->to || $range->to >= $id );
		return array_map( static fn ( Range $range ): Range => new Range( max( $id, $range->from ), $range->to ), array_values( $left ) );
	}

	/**
	 * While Ivorey is upgraded, one answer may come from a copy of it that is still older: then the rest is asked the older way.
	 *
	 * @template T
	 * @param Closure( RangesReader ): T $question
	 * @return T
	 * @throws Unanswered If there is no answer that fits.
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
