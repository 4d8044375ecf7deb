<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** An endpoint that reads ranges of Ivorey's records. */
interface RangesReader {

	/**
	 * @param non-empty-list<Range> $ranges In order, not overlapping, within Contract::VERIFY_LIMITS.
	 * @return list<string> Combined digests, in the order of the ranges.
	 * @throws Unanswered If there is no valid answer.
	 */
	public function sums( Element $element, array $ranges ): array;

	/**
	 * @param non-empty-list<Range> $ranges As for sums().
	 * @return array{array<string, RemoteRecord>, int|null} Records by wire ID, as many as fit in an answer; and
	 *                                                      the object ID to continue from, null if these are
	 *                                                      all.
	 * @throws Unanswered If there is no valid answer.
	 */
	public function list( Element $element, array $ranges ): array;
}
