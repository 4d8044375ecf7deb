<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Records\Orders\GoneOrder;
use Ivorey\WooCommerce\Records\Orders\PaymentRules;
use WC_DateTime;

/** An order as a save is about to leave it: its stored properties and the changed ones. Pure. */
final class OrderChange {

	private const CHECKOUT_DRAFT = 'checkout-draft';

	/** The status that wp-admin's "Add order" page gives an order when the page is opened. */
	private const AUTO_DRAFT = 'auto-draft';

	/** Properties that decide the payment of an order that already has a payment date. */
	private const OF_PAYMENT = [
		'total'          => true,
		'status'         => true,
		'payment_method' => true,
		'date_completed' => true,
	];

	/**
	 * @param array<mixed> $stored  Empty for an order that is not stored yet.
	 * @param array<mixed> $changes
	 */
	public function __construct(
		private readonly array $stored,
		private readonly array $changes
	) {}

	/** Whether the save marks the order as paid (R10); the fresh read decides whether money was received. */
	public function isPayment(): bool {
		if ( isset( $this->changes['date_paid'] ) && ! isset( $this->stored['date_paid'] ) ) {
			return true;
		}
		return [] !== array_intersect_key( $this->changes, self::OF_PAYMENT )
			&& self::isReceived( [ ...$this->stored, ...$this->changes ] )
			&& ! self::isReceived( $this->stored );
	}

	/** Whether the save ends a draft whose date is the time it was begun, not the time it was placed. */
	public function endsDraft(): bool {
		if ( ! isset( $this->changes['status'] ) ) {
			return false;
		}
		return match ( $this->stored['status'] ?? '' ) {
			self::CHECKOUT_DRAFT => true,
			// Unless somebody set another date on the order.
			self::AUTO_DRAFT     => self::second( $this->changes, 'date_created' ) === self::second( $this->stored, 'date_created' ) || ! isset( $this->changes['date_created'] ),
			default              => false,
		};
	}

	/** Whether a plain save restores the order from the trash; WordPress and WooCommerce fire no hook for that. */
	public function leavesTrash(): bool {
		return GoneOrder::STATUS === ( $this->stored['status'] ?? '' ) && isset( $this->changes['status'] ) && GoneOrder::STATUS !== $this->changes['status'];
	}

	/** Whether a plain save moves the order to the trash. */
	public function entersTrash(): bool {
		return GoneOrder::STATUS === ( $this->changes['status'] ?? '' ) && GoneOrder::STATUS !== ( $this->stored['status'] ?? '' );
	}

	/** @param array<mixed> $order */
	private static function isReceived( array $order ): bool {
		return PaymentRules::isReceived(
			isset( $order['date_paid'] ),
			$order['total'] ?? '',
			is_string( $order['payment_method'] ?? null ) ? $order['payment_method'] : '',
			is_string( $order['status'] ?? null ) ? $order['status'] : '',
			isset( $order['date_completed'] )
		);
	}

	/** @param array<mixed> $order */
	private static function second( array $order, string $property ): ?int {
		$date = $order[ $property ] ?? null;
		return $date instanceof WC_DateTime ? $date->getTimestamp() : null;
	}
}
