<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Records\Orders\Triggers;

/** Finds triggers that an order would have fired if it had not been in the trash when it was due to be sent. */
final class UnfiredTriggers {

	private const REASONS = [
		Triggers::ORDER_SUBMITTED  => Reason::Placed,
		Triggers::PAYMENT_RECEIVED => Reason::Paid,
	];

	public function __construct( private readonly Ledger $ledger ) {}

	/** @return list<Reason> The reasons to mark the order with when it is restored. */
	public function of( int $orderId ): array {
		try {
			$known = $this->ledger->find( [ Element::Triggers->value => array_map( static fn ( string $type ): string => "$type:$orderId", array_keys( self::REASONS ) ) ] );
		} catch ( QueryFailed $error ) {
			Log::error( 'The triggers that an order has not fired yet could not be looked up.', [ 'error' => $error->getMessage() ] );
			return [];
		}
		$reasons = [];
		foreach ( self::REASONS as $type => $reason ) {
			$entry = $known[ LedgerEntry::key( Element::Triggers, "$type:$orderId" ) ] ?? null;
			if ( 'excluded' === $entry?->outcome && Triggers::HELD === $entry->reason ) {
				$reasons[] = $reason;
			}
		}
		return $reasons;
	}
}
