<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Element;

/** Which objects of an element are to be in Ivorey, by when they were made. Pure. */
final class ImportedSince {

	/** @return int|null Seconds since 1970: the connection, where what is older was never to be imported; null for all of them. */
	public static function of( Element $element, StoredConnection $connection, ?Job $job ): ?int {
		$progress = $job->progress[ $element->value ] ?? null;
		if ( ImportState::Done === $progress?->state ) {
			return null;
		}
		if ( null !== $progress && ! $progress->state->isOver() ) {
			// On its way.
			return $connection->connectedAt;
		}
		// Selected, and yet it never came to its end: cancelled, given up, or not begun.
		return true === $connection->settings?->imports( $element ) ? null : $connection->connectedAt;
	}

	/**
	 * Seconds since 1970: what was made before it came with an import, or was to come, though its switch was off then
	 * (R25). Null where there was no import of it, or it is on its way.
	 */
	public static function evenIfOffBefore( Element $element, StoredConnection $connection, ?Job $job ): ?int {
		$progress = $job->progress[ $element->value ] ?? null;
		if ( null === $job || null === $progress ) {
			return true === $connection->settings?->imports( $element ) ? $connection->connectedAt : null;
		}
		return $progress->state->isOver() ? intdiv( $job->startedAt, 1_000_000 ) : null;
	}
}
