<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Reason;

/** The outcome of one outbox row that was read and sent once. */
final class HistoryEntry {

	/**
	 * @param int          $at       Microseconds since 1970.
	 * @param int          $markedAt When it became dirty; microseconds since 1970.
	 * @param int          $lastMark Its last mark before it was read; microseconds since 1970.
	 * @param list<Reason> $reasons
	 * @param list<array{element: string, id: string, version: int, outcome: string, reason: string}> $records With Answered.
	 * @param string       $why      The error; empty if there was none.
	 */
	public function __construct(
		public readonly string $element,
		public readonly int $objectId,
		public readonly HistoryEvent $event,
		public readonly int $at,
		public readonly int $markedAt,
		public readonly int $lastMark,
		public readonly array $reasons,
		public readonly array $records,
		public readonly string $why
	) {}
}
