<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Connection\ConnectionStore;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Reason;
use WC_Order;

/** The triggers of an order: reasons that a hook recorded and that the order, read afresh, confirms. */
final class Triggers {

	public const ORDER_SUBMITTED  = 'order_submitted';
	public const PAYMENT_RECEIVED = 'payment_received';

	/** Why an order in the trash fires nothing: as long as it is there. A slug of Contract::EXCLUSION_REASONS. */
	public const HELD = 'draft';

	public function __construct( private readonly ConnectionStore $connection = new ConnectionStore() ) {}

	/**
	 * @param WC_Order     $order   One that is placed.
	 * @param list<Reason> $reasons It was marked for.
	 * @return list<WireRecord|Exclusion> One for each reason of a trigger.
	 */
	public function of( WC_Order $order, array $reasons ): array {
		$triggers = [];
		$created  = $order->get_date_created( 'edit' )?->getTimestamp();
		$paid     = $order->get_date_paid( 'edit' )?->getTimestamp();
		if ( in_array( Reason::Placed, $reasons, true ) ) {
			$triggers[] = self::one( self::ORDER_SUBMITTED, $order, $created, TriggerRules::refusalOfSubmitted( $reasons, $created, $this->connectedAt() ) );
		}
		$isReceived = TransactionData::isReceived( $order );
		if ( in_array( Reason::Paid, $reasons, true ) || ( $isReceived && $this->isLost( $reasons ) ) ) {
			$triggers[] = self::one( self::PAYMENT_RECEIVED, $order, $paid, TriggerRules::refusalOfPaid( $reasons, $created, $isReceived ? $paid : null, $this->connectedAt() ) );
		}
		return $triggers;
	}

	/**
	 * Of an order that is in the trash by now: noted, so that it fires when it is restored.
	 *
	 * @param list<Reason> $reasons It was marked for.
	 * @return list<Exclusion>
	 */
	public static function held( int $orderId, array $reasons ): array {
		$held = [];
		if ( in_array( Reason::Placed, $reasons, true ) ) {
			$held[] = new Exclusion( Element::Triggers, self::ORDER_SUBMITTED . ":$orderId", self::HELD );
		}
		if ( in_array( Reason::Paid, $reasons, true ) ) {
			$held[] = new Exclusion( Element::Triggers, self::PAYMENT_RECEIVED . ":$orderId", self::HELD );
		}
		return $held;
	}

	/**
	 * Whether an order that is paid by now was only marked as placed: it was paid in the same request, whose
	 * process ended before it could mark that (or will yet; the trigger has its id).
	 *
	 * @param list<Reason> $reasons
	 */
	private function isLost( array $reasons ): bool {
		return in_array( Reason::Placed, $reasons, true ) && $this->connection->get()->marks( Element::Triggers );
	}

	/** @param int|null $occurredAt Seconds since 1970. */
	private static function one( string $type, WC_Order $order, ?int $occurredAt, ?string $refusal ): WireRecord|Exclusion {
		$id = $order->get_id();
		return null === $refusal
			? new WireRecord(
				Element::Triggers,
				"$type:$id",
				[
					'type'        => $type,
					'order_id'    => (string) $id,
					'occurred_at' => Timestamp::ofSeconds( $occurredAt ) ?? OrderData::NEVER,
				]
			)
			: new Exclusion( Element::Triggers, "$type:$id", $refusal );
	}

	/** Seconds since 1970. The first connect of this connection: a reconnect does not move it. */
	private function connectedAt(): int {
		return $this->connection->get()->connectedAt;
	}
}
