<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Records\Orders\Triggers;
use Ivorey\WooCommerce\Schedule\Scheduler;

/**
 * Makes up for what Ivorey has lost when its database was restored from a backup, though the ledger believes it
 * delivered: records are compared and sent again where they differ; triggers, which nobody compares, are told again.
 * Their ids let Ivorey leave out those that it has.
 */
final class AfterRestore {

	/** Backups are younger than this. */
	private const RECENT = 14 * 24 * 60 * 60 * 1_000_000;

	/** Triggers that are marked with one statement. */
	private const TRIGGERS = 200;

	public function __construct(
		private readonly Reconciliation $reconciliation,
		private readonly Ledger $ledger,
		private readonly OutboxTable $outbox,
		private readonly Scheduler $scheduler,
		private readonly Clock $clock
	) {}

	public function register(): void {
		add_action( Connection::RESTORED, [ $this, 'onRestored' ] );
	}

	/** @internal Hook. */
	public function onRestored( StoredConnection $connection ): void {
		Log::warning( 'Ivorey’s database was restored; sending what it is missing.' );
		$this->tellTriggersAgain( $connection );
		$this->reconciliation->beginRepair();
		$this->scheduler->wakeAt( $this->clock->microseconds(), Scheduler::VERIFY );
	}

	/** First marked, then forgotten: if this process is killed, it is done again. */
	private function tellTriggersAgain( StoredConnection $connection ): void {
		$since   = $this->clock->microseconds() - self::RECENT;
		$element = $connection->marks( Element::Orders ) ? Element::Orders : Element::Triggers;
		$fired   = $this->ledger->firedSince( $since, self::TRIGGERS );
		while ( [] !== $fired ) {
			$marks = [];
			foreach ( $fired as $wireId ) {
				[ $type, $order ] = explode( ':', $wireId );
				// That it fired once says that it had to. Its order comes with it: what waits is not compared.
				$mark = new Mark( $element, (int) $order, Triggers::ORDER_SUBMITTED === $type ? Reason::Placed : Reason::Paid, Reason::Repair );

				$marks[ $order ] = isset( $marks[ $order ] ) ? $mark->merge( $marks[ $order ] ) : $mark;
			}
			$this->outbox->mark( ...array_values( $marks ) );
			$this->ledger->forgetFired( $fired );
			$fired = $this->ledger->firedSince( $since, self::TRIGGERS );
		}
	}
}
