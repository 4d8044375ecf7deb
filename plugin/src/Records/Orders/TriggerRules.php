<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Connection\SyncHistory;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;

/**
 * Which triggers an order has earned (R9, R10, R11), by evidence: the order itself, and what was kept in sync when it
 * was placed and paid. A reason that a hook recorded was recorded while its switch was on, so it says more; but a
 * hook can be skipped and a process killed, so that none is needed. Whether a trigger has fired already is not asked
 * here: the ledger knows that. Pure.
 */
final class TriggerRules {

	/** @return TriggerDecision|null Null where there is nothing to say: the order was placed before the connect. */
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
	 * An order from before the connect that is paid since fires; one that was made since with an older
	 * date is a migration's, and paid in its past, whatever date of payment WooCommerce gave it.
	 *
	 * @return TriggerDecision|null Null where there is nothing to say: it is not paid, or was before the connect.
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
			// An older order, paid in the second of the connect: before it, as far as anybody knows.
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

	/** Whether its date says nothing of when it was placed: only that it was after the connect. */
	private static function wasDraft( OrderEvidence $order, SyncHistory $history ): bool {
		return $order->has( Reason::Checkout ) || $history->wasDraft( $order->id );
	}

	private static function isDatedBefore( OrderEvidence $order, SyncHistory $history ): bool {
		return null !== $order->createdAt && $order->createdAt < $history->since;
	}
}
