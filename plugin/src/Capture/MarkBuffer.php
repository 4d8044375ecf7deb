<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Closure;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Sites;
use Ivorey\WooCommerce\Outbox\Outbox;
use Throwable;

/**
 * Stands between the hooks and the outbox: writes marks when MarkJournal decides, in the site where they were
 * made. A database error never breaks the request.
 *
 * Marks that a checkout makes only as a side effect (the stock of the bought products) are written after the
 * shopper has the response. If PHP cannot send the response early, one last statement writes everything.
 */
final class MarkBuffer {

	/** Priority of `flush` in `shutdown`. */
	private const EARLY = 5;

	/** Priority of `flush` if it writes everything: WooCommerce saves products in `shutdown` until priority 10. */
	private const LATE = 15;

	/** Priority of the write after the response: after all other callbacks, and before the delivery. */
	private const LAST = PHP_INT_MAX - 1;

	/** Microseconds after which a question is no longer deferred to the end, if nobody waits for the response. */
	private const ASK_WITHIN = 1_500_000;

	/** Matches a statement that opens a transaction, so that later statements can be rolled back. */
	private const BEGINS_TRANSACTION = '/^\s*(?:\/\*.*?\*\/\s*)*(?:START\s+TRANSACTION|BEGIN\b|SAVEPOINT\b|SET\s+(?:SESSION\s+|@@(?:SESSION\.)?)?autocommit\s*:?=\s*(?:0|OFF))/is';

	/** @var array<int, MarkJournal> By site (multisite). */
	private array $journals = [];

	/** @var array<int, MarkJournal> Marks that wait for the response, by site. */
	private array $deferred = [];

	/** @var array<int, list<Closure(): list<Mark>>> Open questions, by site: each finds its marks when called. */
	private array $questions = [];

	/** @var array<int, int> Time of the oldest open question, by site; microseconds since 1970. */
	private array $askedSince = [];

	private bool $isHooked = false;

	/** @var bool Whether `flush` has already run. */
	private bool $isFlushed = false;

	/** @var bool Whether `flushDeferred` has already run. */
	private bool $isReleased = false;

	/**
	 * @param bool                 $coalesce Whether somebody waits for the response of this request.
	 * @param (Closure(): void)|null $release  Sends the response; null if PHP cannot send it before the end.
	 */
	public function __construct(
		private readonly Outbox $outbox,
		private readonly bool $coalesce,
		private readonly Clock $clock,
		private readonly ?Closure $release = null
	) {}

	/** Writes the marks of one event, the event's own object first. */
	public function mark( Mark $subject, Mark ...$others ): void {
		$journal = $this->journal();
		$this->write( $journal, $journal->mark( $this->clock->microseconds(), $this->coalesces( $journal ), $subject, ...$others ) );
		if ( $this->isOver( $journal ) ) {
			$this->finish( $journal );
		}
	}

	/**
	 * Adds marks of objects saved in many small steps (users, but not orders): they can wait until the end of
	 * the request.
	 */
	public function collect( Mark ...$marks ): void {
		$this->collectIn( $this->journal(), ...$marks );
	}

	/** Adds marks that must not delay a shopper (products, categories): they wait for the response. */
	public function defer( Mark ...$marks ): void {
		$this->collectIn( $this->deferring(), ...$marks );
	}

	/**
	 * Like defer(), for marks that take a query to find.
	 *
	 * @param Closure(): list<Mark> $marks
	 * @param bool                  $canWait Whether it can wait even if nobody waits for the response, because
	 *                                       a later hook of the same save usually answers it without a query.
	 */
	public function ask( Closure $marks, bool $canWait = false ): void {
		$site    = get_current_blog_id();
		$journal = $this->deferring();

		$this->questions[ $site ][]  = $marks;
		$this->askedSince[ $site ] ??= $this->clock->microseconds();
		if ( $this->isOver( $journal ) || ( ! $canWait && ! $this->coalesces( $journal ) ) ) {
			$this->answer( $site );
		}
	}

	/** Answers the current site's questions early, once many have piled up. */
	public function answerNow(): void {
		$this->answer( get_current_blog_id() );
	}

	/** Notes marks of something that is about to happen: they are written with the next ones, or at the end. */
	public function note( Mark ...$marks ): void {
		$this->journal()->note( $this->clock->microseconds(), ...$marks );
	}

	/** Writes what is noted. */
	public function flush(): void {
		if ( null === $this->release || ! $this->coalesce ) {
			$this->eachSite( $this->questions, fn ( int $site ) => $this->answer( $site ) );
		}
		$this->isFlushed = true;
		$this->writeAll();
	}

	/**
	 * Writes waiting marks before a transaction begins: a rollback would otherwise remove them.
	 *
	 * @param mixed $query SQL.
	 * @return mixed The query, unchanged.
	 */
	public function writeBeforeTransaction( mixed $query ): mixed {
		if ( is_string( $query ) && 1 === preg_match( self::BEGINS_TRANSACTION, $query ) ) {
			$this->eachSite( $this->questions, fn ( int $site ) => $this->answer( $site ) );
			foreach ( [ $this->journals, $this->deferred ] as $journals ) {
				$this->eachSite( $journals, fn ( int $site ) => $this->write( $journals[ $site ], $journals[ $site ]->takeUnfinished( $this->coalesces( $journals[ $site ] ) ) ) );
			}
		}
		return $query;
	}

	/** Writes everything noted, in a process that continues with other work. */
	public function writeAll(): void {
		if ( ! $this->coalesces( $this->deferring() ) ) {
			$this->eachSite( $this->questions, fn ( int $site ) => $this->answer( $site ) );
		}
		$this->eachSite(
			$this->journals,
			function ( int $site ): void {
				$this->write( $this->journals[ $site ], $this->journals[ $site ]->take() );
				$this->finish( $this->journals[ $site ] );
			}
		);
	}

	/** Sends the response, then writes the marks that waited for it. */
	public function flushDeferred(): void {
		if ( [] === $this->deferred || null === $this->release ) {
			return;
		}
		( $this->release )();
		$this->eachSite( $this->questions, fn ( int $site ) => $this->answer( $site ) );
		$this->isReleased = true;
		$this->eachSite( $this->deferred, fn ( int $site ) => $this->write( $this->deferred[ $site ], $this->deferred[ $site ]->take() ) );
	}

	private function collectIn( MarkJournal $journal, Mark ...$marks ): void {
		if ( [] === $marks ) {
			return;
		}
		$now        = $this->clock->microseconds();
		$coalesces  = $this->coalesces( $journal );
		$statements = $journal->collect( $now, $coalesces, ...$marks );
		// At the end of the request no later flush follows.
		$this->write( $journal, $this->isOver( $journal ) ? [ ...$statements, ...$journal->take() ] : $statements );
		$site = get_current_blog_id();
		if ( ! $coalesces && $now - ( $this->askedSince[ $site ] ?? $now ) >= self::ASK_WITHIN ) {
			$this->answer( $site );
		}
	}

	/** Answers the open questions of the current site. */
	private function answer( int $site ): void {
		$questions = $this->questions[ $site ] ?? [];
		unset( $this->questions[ $site ], $this->askedSince[ $site ] );
		foreach ( $questions as $question ) {
			try {
				$this->collectIn( $this->deferring(), ...$question() );
			} catch ( Throwable $error ) {
				Log::error( 'The changes could not be determined.', [ 'error' => $error->getMessage() ] );
			}
		}
	}

	private function journal(): MarkJournal {
		$this->hook();
		return $this->journals[ get_current_blog_id() ] ??= new MarkJournal();
	}

	/** The journal for marks that wait for the response, if they can wait. */
	private function deferring(): MarkJournal {
		if ( null === $this->release || ! $this->coalesce ) {
			return $this->journal();
		}
		$this->hook();
		return $this->deferred[ get_current_blog_id() ] ??= new MarkJournal();
	}

	private function hook(): void {
		if ( ! $this->isHooked ) {
			$this->isHooked = true;
			// A mark first made at the very end is written at once.
			$this->isFlushed = did_action( 'shutdown' ) > 0;
			add_action( 'shutdown', [ $this, 'flush' ], null === $this->release ? self::LATE : self::EARLY );
			add_action( 'shutdown', [ $this, 'flushDeferred' ], self::LAST );
			add_filter( 'query', [ $this, 'writeBeforeTransaction' ] );
			// One process runs many actions; the marks of each are complete when it ends.
			add_action( 'action_scheduler_after_execute', [ $this, 'writeAll' ] );
		}
	}

	/**
	 * @param array<int, mixed>    $bySite
	 * @param Closure( int ): void $visit
	 */
	private function eachSite( array $bySite, Closure $visit ): void {
		foreach ( array_keys( $bySite ) as $site ) {
			Sites::in( $site, static fn () => $visit( $site ) );
		}
	}

	/** Nobody waits for a queue that runs in a web request. */
	private function coalesces( MarkJournal $journal ): bool {
		return $this->coalesce
			&& ! $this->isOver( $journal )
			&& 0 === did_action( 'action_scheduler_before_process_queue' );
	}

	private function isOver( MarkJournal $journal ): bool {
		return in_array( $journal, $this->deferred, true ) ? $this->isReleased : $this->isFlushed;
	}

	/** Releases completed objects for sending. */
	private function finish( MarkJournal $journal ): void {
		foreach ( array_chunk( $journal->finished(), MarkJournal::ROWS_PER_STATEMENT ) as $marks ) {
			try {
				$this->outbox->finish( ...$marks );
			} catch ( Throwable $error ) {
				// They are sent anyway, some seconds later.
				Log::error( 'Changes could not be released.', [ 'error' => $error->getMessage() ] );
			}
		}
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
