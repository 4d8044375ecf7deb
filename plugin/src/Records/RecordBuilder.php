<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;

/** Reads the objects of one element afresh and turns them into wire records. */
interface RecordBuilder {

	public function element(): Element;

	/**
	 * Reads all of them with as few queries as WooCommerce allows (primed caches), not one by one.
	 *
	 * @param array<int, list<Reason>> $ids Object IDs, each with the reasons it was marked for.
	 * @return array<int, list<WireRecord|Exclusion>> At least one entry for each ID.
	 */
	public function build( array $ids ): array;
}
