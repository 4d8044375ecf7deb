<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Connection\SyncHistory;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;

/**
 * Decides which triggers an order has earned (R9, R10, R11), by evidence: the order itself, and the elements
 * kept in sync when it was placed and paid. A hook records a reason only while its switch is on, so a
 * recorded reason is stronger evidence. But a hook can be skipped and a process killed, so no reason is
 * required. Whether a trigger has already fired is not decided here: the ledger knows that. Pure.
 */
final class TriggerRules {

	/** @return TriggerDecision|null Null if nothing applies: the order was placed before the connection. */
	public static function submitted( OrderEvidence $order, SyncHistory $history ): ?TriggerDecision {
		$isMarked = $order->has( Reason::Placed );
		if ( ! self::isPlacedSince( $order, $history ) ) {
			return $isMarked ? TriggerDecision::refused( 'before_connection' ) : null;
		}
		if ( $isMarked ) {
			return TriggerDecision::fires();
		}
		$at = $history->wasDraft( $order->id ) ? $order->paidAt ?? $order->modifiedAt : $order->createdAt;
		return null !== $at && $history->wasOn( Element::Orders, $at ) ? TriggerDecision::fires() : TriggerDecision::refused( 'element_off' );
	}

	/**
	 * An order from before the connection fires if it is paid afterwards. An order created afterwards with an
	 * older date was migrated, and counts as paid in the past, whatever payment date WooCommerce gave it.
	 *
	 * @return TriggerDecision|null Null if nothing applies: the order is not paid, or was paid before the connection.
	 */
	public static function paid( OrderEvidence $order, SyncHistory $history ): ?TriggerDecision {
		$isMarked = $order->has( Reason::Paid );
		if ( null === $order->paidAt ) {
			return $isMarked ? TriggerDecision::refused( 'no_money_moved' ) : null;
		}
		if ( $order->paidAt < $history->since || self::isMigrated( $order, $history ) ) {
			return $isMarked || $order->has( Reason::Placed ) ? TriggerDecision::refused( 'before_connection' ) : null;
		}
		if ( ! $isMarked && $order->paidAt === $history->since && false === $history->isMadeSince( $order->id ) ) {
			// An older order, paid in the second of the connection: treated as paid before it.
			return null;
		}
		return $isMarked || $history->wasOn( Element::Triggers, $order->paidAt ) ? TriggerDecision::fires() : TriggerDecision::refused( 'element_off' );
	}

	private static function isPlacedSince( OrderEvidence $order, SyncHistory $history ): bool {
		if ( self::wasDraft( $order, $history ) ) {
			return true;
		}
		$isMadeSince = $history->isMadeSince( $order->id ) ?? ( $order->has( Reason::Placed ) || null !== $order->createdAt );
		return ( $isMadeSince || $order->has( Reason::Placed ) ) && ! self::isDatedBefore( $order, $history );
	}

	private static function isMigrated( OrderEvidence $order, SyncHistory $history ): bool {
		return ( $order->has( Reason::Placed ) || true === $history->isMadeSince( $order->id ) )
			&& self::isDatedBefore( $order, $history )
			&& ! self::wasDraft( $order, $history );
	}

	/** Whether its date is not the time it was placed, which is only known to be after the connection. */
	private static function wasDraft( OrderEvidence $order, SyncHistory $history ): bool {
		return $order->has( Reason::Checkout ) || $history->wasDraft( $order->id );
	}

	private static function isDatedBefore( OrderEvidence $order, SyncHistory $history ): bool {
		return null !== $order->createdAt && $order->createdAt < $history->since;
	}
}
