<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Model\Element;

/** An import in the form that WP-CLI, REST and Ivorey get (shared/src/status.ts). Pure. */
final class ImportView {

	/** @return array{id: string, state: string, started_at: string, finished_at: string|null, elements: array<string, array{state: string, total: int, done: int, excluded: array<string, int>, rejected: int, rate: float|null, seconds_left: int|null}>} */
	public static function of( Job $job ): array {
		return [
			'id'          => $job->id,
			'state'       => $job->state->value,
			'started_at'  => self::time( $job->startedAt ),
			'finished_at' => null === $job->finishedAt ? null : self::time( $job->finishedAt ),
			'elements'    => array_map( self::progress( ... ), $job->progress ),
		];
	}

	/** @return array{state: string, total: int, done: int, excluded: array<string, int>, rejected: int, rate: float|null, seconds_left: int|null} */
	private static function progress( Progress $progress ): array {
		return [
			'state'        => $progress->state->value,
			'total'        => $progress->total,
			'done'         => $progress->done,
			'excluded'     => $progress->excluded,
			'rejected'     => $progress->rejected,
			'rate'         => ImportState::Running === $progress->state && $progress->rate > 0 ? round( $progress->rate, 1 ) : null,
			'seconds_left' => $progress->secondsLeft(),
		];
	}

	/** @return list<string> The elements that can be imported on request. */
	public static function elements(): array {
		return array_map( static fn ( Element $element ): string => $element->value, array_merge( ...Pass::ORDER ) );
	}

	/** @param int $microseconds Microseconds since 1970. */
	private static function time( int $microseconds ): string {
		return gmdate( 'Y-m-d\TH:i:s', intdiv( $microseconds, 1_000_000 ) ) . sprintf( '.%03dZ', intdiv( $microseconds % 1_000_000, 1_000 ) );
	}
}
