<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** A question by which Ivorey is asked what it has of some ranges. */
interface RangesReader {

	/**
	 * @param non-empty-list<Range> $ranges In order, not overlapping, no more than Contract::VERIFY_LIMITS says.
	 * @return list<string> Of each its combined digest, in the order of the ranges.
	 * @throws Unanswered If there is no answer that fits.
	 */
	public function sums( Element $element, array $ranges ): array;

	/**
	 * @param non-empty-list<Range> $ranges As for sums().
	 * @return array{array<string, RemoteRecord>, int|null} Records by wire id, as many as fit in an answer; and the object id from which they go on, null where these are all.
	 * @throws Unanswered If there is no answer that fits.
	 */
	public function list( Element $element, array $ranges ): array;
}
