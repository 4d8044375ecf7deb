<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Delivery\SliceSize;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/** Carries an import past runs whose process died. */
final class Recovery {

	/** Objects that such a run may have sent: at most one slice is in progress. */
	private const UNCERTAIN = SliceSize::MOST;

	/** Runs that died at the same object before it is quarantined: all halvings, and a few more. */
	private const BREAKDOWNS_TO_QUARANTINE = 10;

	public function __construct(
		private readonly ImportOption $store,
		private readonly SliceReader $reader,
		private readonly OutboxTable $outbox
	) {}

	/** @return int Objects, from the cursor on, that an earlier run may have sent without learning the result. */
	public static function uncertain( Job $job ): int {
		return $job->isOpen ? self::UNCERTAIN : 0;
	}

	/**
	 * Whether a slice may be read while another is being sent. Not after a breakdown: the object that ends
	 * PHP is then always the first unsettled one, and no other is blamed.
	 */
	public static function readsAhead( Job $job ): bool {
		return 0 === $job->breakdowns;
	}

	/**
	 * Quarantines the object at which several runs in a row died.
	 *
	 * @param array{int, int}|null $place Pass and cursor where the run begins.
	 * @return array{int, int}|null Where the run begins now.
	 */
	public function pass( Job $job, ?array $place ): ?array {
		if ( $job->breakdowns < self::BREAKDOWNS_TO_QUARANTINE || null === $place ) {
			return $place;
		}
		$pass = $job->passes[ $place[0] ];
		$key  = $this->reader->nextKey( $pass, $place[1] );
		if ( null === $key ) {
			return $place;
		}
		foreach ( $pass->elements as $element ) {
			$this->outbox->quarantineObject( $element, $key, Reason::Import, 'PHP ended each time when this was read: an error in a plugin or theme, or a memory_limit that is too low.' );
			++$job->of( $element )->rejected;
			$job->of( $element )->advance( 1, 0 );
		}
		Log::error(
			'An object was quarantined.',
			[
				'element' => $pass->elements[0]->value,
				'id'      => $key,
				'why'     => 'ends-php',
			]
		);
		$pass->cursor = $key;
		// If this run breaks down too, it counts as the first at the next object.
		$job->breakdowns = 1;
		$this->store->saveJob( $job );
		return [ $place[0], $key ];
	}

	/** Once per import, at its beginning. */
	public static function warnOfMemory( Job $job, bool $hasMemory ): void {
		if ( $hasMemory || array_sum( array_map( static fn ( Progress $progress ): int => $progress->done, $job->progress ) ) > 0 ) {
			return;
		}
		Log::warning(
			'Most of PHP’s memory is in use before the import begins, so it takes one object at a time. Raise memory_limit to import faster.',
			[
				'memory_limit' => ini_get( 'memory_limit' ),
				'used'         => size_format( memory_get_usage() ),
			]
		);
	}
}
