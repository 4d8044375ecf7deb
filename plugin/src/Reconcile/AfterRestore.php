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
 * Resends what Ivorey lost when its database was restored from a backup, although the ledger counts it as
 * delivered. Records are reconciled and resent if they differ. Triggers are not reconciled, so they are all
 * resent; their IDs let Ivorey skip those it has.
 */
final class AfterRestore {

	/** Assumed maximum age of a backup. */
	private const RECENT = 14 * 24 * 60 * 60 * 1_000_000;

	/** Triggers marked per statement. */
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

	/** Mark first, then forget: if this process is killed in between, it is done again. */
	private function tellTriggersAgain( StoredConnection $connection ): void {
		$since   = $this->clock->microseconds() - self::RECENT;
		$element = $connection->marks( Element::Orders ) ? Element::Orders : Element::Triggers;
		$fired   = $this->ledger->firedSince( $since, self::TRIGGERS );
		while ( [] !== $fired ) {
			$marks = [];
			foreach ( $fired as $wireId ) {
				[ $type, $order ] = explode( ':', $wireId );
				// A trigger that fired once was earned. Its order goes along: an order that waits in the
				// outbox is not compared.
				$mark = new Mark( $element, (int) $order, Triggers::ORDER_SUBMITTED === $type ? Reason::Placed : Reason::Paid, Reason::Repair );

				$marks[ $order ] = isset( $marks[ $order ] ) ? $mark->merge( $marks[ $order ] ) : $mark;
			}
			$this->outbox->mark( ...array_values( $marks ) );
			$this->ledger->forgetFired( $fired );
			$fired = $this->ledger->firedSince( $since, self::TRIGGERS );
		}
	}
}
