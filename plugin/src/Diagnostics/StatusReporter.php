<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Closure;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\Documents;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Diagnostics\Overview\CustomerEmails;
use Ivorey\WooCommerce\Diagnostics\Overview\Exclusions;
use Ivorey\WooCommerce\Diagnostics\Overview\OrderAddress;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Import\ImportOption;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/** Reports to Ivorey the facts that only the store knows, when they change. */
final class StatusReporter {

	public const OPTION = 'ivorey_status_report';

	private const PATH            = '/v1/status';
	private const TIMEOUT_SECONDS = 10;

	/** Microseconds between reports during an import. */
	private const EVERY_WHILE_IMPORTING = 3_000_000;

	/** Microseconds between counts, because counting exclusions reads an index of all records. */
	private const COUNT_EVERY = 30_000_000;

	private int $reportedAt = 0;

	private int $countedAt = 0;

	/** @var list<array{element: string, reason: string, number: int}> */
	private array $counts = [];

	/**
	 * @param Closure(): (array{finished_at: string, agrees: bool, compared: int, alike: int}|null) $verified The
	 *        last reconcile.
	 */
	public function __construct(
		private readonly Connection $connection,
		private readonly Documents $documents,
		private readonly CircuitBreaker $breaker,
		private readonly ImportOption $imports,
		private readonly Exclusions $exclusions,
		private readonly OutboxTable $outbox,
		private readonly Closure $verified,
		private readonly Clock $clock
	) {}

	/** Runs after each slice of an import. */
	public function importing( Job $job ): void {
		$now = $this->clock->microseconds();
		if ( ! $job->state->isOver() && $now - $this->reportedAt < self::EVERY_WHILE_IMPORTING ) {
			return;
		}
		$this->send( $job->state->isOver() );
	}

	/** Sends a report if it differs from the last one. */
	public function report(): void {
		$this->send( true );
	}

	private function send( bool $countsAfresh ): void {
		$connection = $this->connection->current();
		if ( State::Active !== $connection->state || $this->breaker->isBackingOff() ) {
			return;
		}
		try {
			$sender = $this->connection->sender();
			$report = StatusReport::of( $this->imports->read(), $this->counts( $countsAfresh ), $this->outbox->counts(), ( $this->verified )(), CustomerEmails::enabled(), OrderAddress::pattern() );
		} catch ( CredentialsUnreadable | QueryFailed ) {
			// A delivery fails the same way and reports it.
			return;
		}
		$hash = hash( 'sha256', $connection->connection . (string) wp_json_encode( $report ) );
		if ( null === $sender || get_option( self::OPTION ) === $hash ) {
			return;
		}
		$this->reportedAt   = $this->clock->microseconds();
		[ $classification ] = $this->documents->put( $sender, self::PATH, $report, self::TIMEOUT_SECONDS );
		if ( null === $classification ) {
			update_option( self::OPTION, $hash, false );
		}
	}

	/** @return list<array{element: string, reason: string, number: int}> */
	private function counts( bool $afresh ): array {
		$now = $this->clock->microseconds();
		if ( $afresh || $now - $this->countedAt >= self::COUNT_EVERY ) {
			$this->counts    = $this->exclusions->counts();
			$this->countedAt = $now;
		}
		return $this->counts;
	}
}
