<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Verify;

use Ivorey\WooCommerce\Outbox\Element;

/** A record that the sides do not have alike, for people. */
final class Difference {

	/** @param int|null $objectId What to mark to repair it; null if the store does not have it. */
	public function __construct(
		public readonly Element $element,
		public readonly string $wireId,
		public readonly ?int $objectId,
		public readonly Finding $finding
	) {}

	/** @return array{element: string, id: string, state: string, why: string} */
	public function toArray(): array {
		return [
			'element' => $this->element->value,
			'id'      => $this->wireId,
			'state'   => $this->finding->judgement->value,
			'why'     => $this->finding->why,
		];
	}
}
