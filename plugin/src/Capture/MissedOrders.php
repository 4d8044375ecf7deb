<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\OrderIds;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\OutboxTable;

/**
 * Finds orders that no hook reported because the process that created them was killed before its first mark.
 * Each sweep checks the orders newer than the newest known one.
 */
final class MissedOrders {

	/**
	 * `{known, seen}`: all orders up to ID `known` are known; `seen` is the newest ID at the last check. Not
	 * autoloaded.
	 */
	public const OPTION = 'ivorey_newest_orders';

	private const LIMIT = 1_000;

	public function __construct(
		private readonly ConnectionOptions $connection,
		private readonly OrderIds $orders,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger
	) {}

	/** @internal Hook. */
	public function onSweep(): void {
		if ( ! $this->connection->get()->marks( Element::Orders ) ) {
			delete_option( self::OPTION );
			return;
		}
		try {
			$this->look();
		} catch ( QueryFailed $error ) {
			Log::error( 'Missed orders could not be searched for.', [ 'error' => $error->getMessage() ] );
		}
	}

	/**
	 * Checks the orders since the check before last: a very new order may not have been marked yet.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	private function look(): void {
		$stored  = get_option( self::OPTION );
		$highest = $this->orders->highest();
		$known   = is_array( $stored ) && is_int( $stored['known'] ?? null ) ? min( $stored['known'], $highest ) : $highest;
		$seen    = is_array( $stored ) && is_int( $stored['seen'] ?? null ) ? min( $stored['seen'], $highest ) : $highest;
		$found   = $known < $seen ? array_filter( $this->orders->above( $known, self::LIMIT ), static fn ( int $id ): bool => $id <= $seen, ARRAY_FILTER_USE_KEY ) : [];
		$placed  = array_keys( array_filter( $found, static fn ( bool $isDraft ): bool => ! $isDraft ) );
		$missed  = $this->outbox->markIfClean( ...array_map( static fn ( int $id ): Mark => new Mark( Element::Orders, $id, Reason::Changed ), $this->unknown( $placed ) ) );
		if ( $missed > 0 ) {
			Log::warning( 'Orders were found that no hook had reported.', [ 'orders' => $missed ] );
		}
		$this->save( self::knownAfter( $found, $seen ), $highest, $stored );
	}

	/**
	 * A draft may still be placed by a process that is then killed. Drafts are checked again as long as they
	 * are drafts, unless there are too many.
	 *
	 * @param array<int, bool> $found
	 */
	private static function knownAfter( array $found, int $seen ): int {
		$first = array_search( true, $found, true );
		return match ( true ) {
			count( $found ) >= self::LIMIT => array_key_last( $found ),
			false !== $first               => $first - 1,
			default                        => $seen,
		};
	}

	/**
	 * @param list<int> $ids
	 * @return list<int>
	 * @throws QueryFailed If the database refuses.
	 */
	private function unknown( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$known = $this->ledger->find( [ Element::Orders->value => array_map( strval( ... ), $ids ) ] );
		return array_values(
			array_filter(
				$ids,
				static function ( int $id ) use ( $known ): bool {
					$entry = $known[ LedgerEntry::key( Element::Orders, (string) $id ) ] ?? null;
					return null === $entry || ( 'excluded' === $entry->outcome && 'draft' === $entry->reason );
				}
			)
		);
	}

	private function save( int $known, int $seen, mixed $before ): void {
		$now = [
			'known' => $known,
			'seen'  => $seen,
		];
		if ( $now !== $before ) {
			update_option( self::OPTION, $now, false );
		}
	}
}
