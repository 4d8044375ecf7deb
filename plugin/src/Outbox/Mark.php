<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** "This one is dirty": all that a hook leaves behind. */
final class Mark {

	/** @var list<Reason> */
	public readonly array $reasons;

	public function __construct(
		public readonly Element $element,
		public readonly int $id,
		Reason ...$reasons
	) {
		$this->reasons = array_values( $reasons );
	}
}
