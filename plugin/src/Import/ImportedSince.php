<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Element;

/** Decides by creation time which objects of an element belong in Ivorey. Pure. */
final class ImportedSince {

	/**
	 * @return int|null Seconds since 1970: the time of the connection if older objects were never to be
	 *                  imported; null if all objects belong in Ivorey.
	 */
	public static function of( Element $element, StoredConnection $connection, ?Job $job ): ?int {
		$progress = $job->progress[ $element->value ] ?? null;
		if ( ImportState::Done === $progress?->state ) {
			return null;
		}
		if ( null !== $progress && ! $progress->state->isOver() ) {
			// The import is still running.
			return $connection->connectedAt;
		}
		// The element is selected, but its import was cancelled, given up, or never begun.
		return true === $connection->settings?->imports( $element ) ? null : $connection->connectedAt;
	}

	/**
	 * Seconds since 1970: objects created before this came with an import, or were due to, even if their
	 * switch was off then (R25). Null if there was no import of the element, or it is still running.
	 */
	public static function evenIfOffBefore( Element $element, StoredConnection $connection, ?Job $job ): ?int {
		$progress = $job->progress[ $element->value ] ?? null;
		if ( null === $job || null === $progress ) {
			return true === $connection->settings?->imports( $element ) ? $connection->connectedAt : null;
		}
		return $progress->state->isOver() ? intdiv( $job->startedAt, 1_000_000 ) : null;
	}
}
