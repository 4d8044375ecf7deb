<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\Timestamp;
use Ivorey\WooCommerce\Records\WireRecord;
use WC_Order;

/** The triggers of a freshly read order. */
final class Triggers {

	public const ORDER_SUBMITTED  = 'order_submitted';
	public const PAYMENT_RECEIVED = 'payment_received';

	/** Why an order fires nothing while it is in the trash. A slug of Contract::EXCLUSION_REASONS. */
	public const HELD = 'draft';

	public function __construct( private readonly ConnectionOptions $connection = new ConnectionOptions() ) {}

	/**
	 * @param WC_Order     $order   A placed order.
	 * @param list<Reason> $reasons The reasons it was marked for.
	 * @return list<WireRecord|Exclusion> One for each trigger with a decision. Whether it has already fired is
	 *                                    not checked.
	 */
	public function of( WC_Order $order, array $reasons ): array {
		$created  = $order->get_date_created( 'edit' )?->getTimestamp();
		$paid     = TransactionData::isReceived( $order ) ? $order->get_date_paid( 'edit' )?->getTimestamp() : null;
		$evidence = new OrderEvidence( $order->get_id(), $reasons, $created, $paid, $order->get_date_modified( 'edit' )?->getTimestamp() );
		$history  = $this->connection->syncHistory();
		return array_values(
			array_filter(
				[
					self::one( self::ORDER_SUBMITTED, $order, $created, TriggerRules::submitted( $evidence, $history ) ),
					self::one( self::PAYMENT_RECEIVED, $order, $paid, TriggerRules::paid( $evidence, $history ) ),
				]
			)
		);
	}

	/**
	 * For an order that is in the trash by now: recorded, so that it fires when the order is restored.
	 *
	 * @param list<Reason> $reasons The reasons it was marked for.
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

	/** @param int|null $occurredAt Seconds since 1970. */
	private static function one( string $type, WC_Order $order, ?int $occurredAt, ?TriggerDecision $decision ): WireRecord|Exclusion|null {
		if ( null === $decision ) {
			return null;
		}
		$id = $order->get_id();
		return null === $decision->refusal
			? new WireRecord(
				Element::Triggers,
				"$type:$id",
				[
					'occurred_at' => Timestamp::ofSeconds( $occurredAt ) ?? OrderData::NEVER,
					'order_id'    => (string) $id,
					...self::identity( $order ),
					'type'        => $type,
				]
			)
			: new Exclusion( Element::Triggers, "$type:$id", $decision->refusal );
	}

	/**
	 * A fact about the order that no edit changes, because a restored database assigns the order's ID again.
	 *
	 * @return array{order_key_hash?: string}
	 */
	private static function identity( WC_Order $order ): array {
		$key = $order->get_order_key( 'edit' );
		return '' === $key ? [] : [ 'order_key_hash' => substr( hash( 'sha256', $key ), 0, 16 ) ];
	}
}
