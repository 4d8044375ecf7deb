<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Log;
use Ivorey\WooCommerce\Outbox\Mark;
use Ivorey\WooCommerce\Outbox\Outbox;
use Throwable;

/**
 * Between the hooks and the outbox: writes marks as MarkJournal decides, in the site in which they
 * were made. Whatever the database says, the request it happens in goes on.
 */
final class MarkBuffer {

	/** Of `flush` in `shutdown`. Who wants to deliver what was marked comes later there. */
	public const FLUSH_PRIORITY = 5;

	/** @var array<int, MarkJournal> By site (multisite). */
	private array $journals = [];

	/** @param bool $coalesce Whether somebody waits for the response of this request. */
	public function __construct(
		private readonly Outbox $outbox,
		private readonly bool $coalesce,
		private readonly Clock $clock
	) {}

	/** The marks of one event, the object it happened to first. */
	public function mark( Mark $subject, Mark ...$others ): void {
		$journal = $this->journal();
		$this->write( $journal, $journal->mark( $this->clock->microseconds(), $this->coalesces(), $subject, ...$others ) );
	}

	/** Marks of what is saved in many small steps (users, and not orders): they can wait for the end of the request. */
	public function collect( Mark ...$marks ): void {
		$journal    = $this->journal();
		$statements = $journal->collect( $this->clock->microseconds(), $this->coalesces(), ...$marks );
		// At shutdown nothing flushes any more.
		$this->write( $journal, did_action( 'shutdown' ) > 0 ? [ ...$statements, ...$journal->take() ] : $statements );
	}

	/** Marks that are written with the next ones, or at the end: of what is only just about to happen. */
	public function note( Mark ...$marks ): void {
		$this->journal()->note( $this->clock->microseconds(), ...$marks );
	}

	/** Writes what is noted. */
	public function flush(): void {
		foreach ( $this->journals as $site => $journal ) {
			$statements = $journal->take();
			if ( [] === $statements ) {
				continue;
			}
			$isElsewhere = get_current_blog_id() !== $site;
			if ( $isElsewhere ) {
				switch_to_blog( $site );
			}
			$this->write( $journal, $statements );
			if ( $isElsewhere ) {
				restore_current_blog();
			}
		}
	}

	/** Whether anything of the current site was marked in this request. */
	public function wasMarked(): bool {
		$journal = $this->journals[ get_current_blog_id() ] ?? null;
		return null !== $journal && $journal->isMarked();
	}

	private function journal(): MarkJournal {
		if ( [] === $this->journals ) {
			add_action( 'shutdown', [ $this, 'flush' ], self::FLUSH_PRIORITY );
		}
		return $this->journals[ get_current_blog_id() ] ??= new MarkJournal();
	}

	/** At shutdown nothing flushes any more, and a queue that runs in a web request is waited for by nobody. */
	private function coalesces(): bool {
		return $this->coalesce
			&& 0 === did_action( 'shutdown' )
			&& 0 === did_action( 'action_scheduler_before_process_queue' );
	}

	/** @param list<non-empty-list<Mark>> $statements */
	private function write( MarkJournal $journal, array $statements ): void {
		foreach ( $statements as $marks ) {
			try {
				$this->outbox->mark( ...$marks );
			} catch ( Throwable $error ) {
				$journal->note( $this->clock->microseconds(), ...$marks );
				Log::error(
					'Changes could not be marked.',
					[
						'marks' => count( $marks ),
						'error' => $error->getMessage(),
					]
				);
			}
		}
	}
}
