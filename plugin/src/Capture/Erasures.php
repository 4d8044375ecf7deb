<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Closure;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Erasure;
use Ivorey\WooCommerce\Outbox\ErasureTable;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Records\Contacts\EmailHash;

/**
 * Requests erasures of people in Ivorey, in every account that ever received this store's data, whatever is
 * switched on. In the current account an erasure goes ahead of any backlog; in a former account it goes when
 * the store is connected to it again.
 */
final class Erasures {

	/** Seconds after which an erasure that is no longer in the outbox counts as sent. */
	private const SETTLED_AFTER = 3_600;

	/** @param Closure(): void $marked Called after something was marked. */
	public function __construct(
		private readonly ErasureTable $erasures,
		private readonly OutboxTable $outbox,
		private readonly ConnectionOptions $store,
		private readonly Closure $marked,
		private readonly Clock $clock
	) {}

	/** Erases everything the store sent about a person. @return bool False if the store was never connected. */
	public function ofPerson( string $email, int $userId = 0 ): bool {
		return $this->request( $email, Erasure::PERSON, $userId );
	}

	/** Erases the data of a deleted user's account; orders stay. */
	public function ofUser( string $email, int $userId ): void {
		$this->request( $email, Erasure::USER, $userId );
	}

	/**
	 * Whether a person's erasure was requested since then and may not have been sent yet.
	 *
	 * @param int $since Seconds since 1970.
	 */
	public function isRequested( string $email, int $since ): bool {
		try {
			return $this->erasures->has( EmailHash::of( $email ), $since );
		} catch ( QueryFailed ) {
			return false;
		}
	}

	/** @internal Hook. Those that wait for this account are sent. */
	public function onConnected( mixed $connection ): void {
		if ( $connection instanceof StoredConnection ) {
			$this->attempt( fn () => $this->mark( ...$this->erasures->idsOf( $connection->accountId ) ) );
		}
	}

	/** @internal Hook. Erasures that were sent are forgotten. */
	public function onSweep(): void {
		$this->attempt(
			function (): void {
				$before = $this->now() - self::SETTLED_AFTER;
				$ids    = $this->erasures->idsOf( $this->store->get()->accountId, $before );
				$sent   = array_values( array_diff( $ids, array_keys( $this->outbox->find( Element::Erasures, $ids ) ) ) );
				if ( [] !== $sent ) {
					$this->erasures->remove( $sent, $before );
				}
			}
		);
	}

	private function request( string $email, string $scope, int $userId ): bool {
		$accounts = $this->store->accounts();
		$this->attempt(
			function () use ( $accounts, $email, $scope, $userId ): void {
				$erasure = new Erasure( EmailHash::of( $email ), $scope, $userId, $this->now() );
				$present = $this->store->get();
				foreach ( $accounts as $account ) {
					$id = $this->erasures->add( $account, $erasure );
					if ( $account === $present->accountId && State::Disconnected !== $present->state ) {
						$this->mark( $id );
					}
				}
			}
		);
		return [] !== $accounts;
	}

	private function mark( int ...$ids ): void {
		if ( [] === $ids ) {
			return;
		}
		$this->outbox->mark( ...array_map( static fn ( int $id ): Mark => new Mark( Element::Erasures, $id, Reason::Erasure ), $ids ) );
		( $this->marked )();
	}

	/** @param Closure(): void $work */
	private function attempt( Closure $work ): void {
		try {
			$work();
		} catch ( QueryFailed $error ) {
			Log::error( 'An erasure request could not be recorded.', [ 'error' => $error->getMessage() ] );
		}
	}

	private function now(): int {
		return intdiv( $this->clock->microseconds(), 1_000_000 );
	}
}
