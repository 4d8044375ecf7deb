<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Records\Orders\GoneOrder;
use Ivorey\WooCommerce\Records\Orders\PaymentRules;
use WC_DateTime;

/** An order as a save is about to make it, from its stored properties and those that change. Pure. */
final class OrderChange {

	private const CHECKOUT_DRAFT = 'checkout-draft';

	/** The status of wp-admin's "Add order", from when that page was opened. */
	private const AUTO_DRAFT = 'auto-draft';

	/** Properties that decide on the payment of an order that has a date of payment already. */
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

	/** Whether the order becomes paid by it (R10); the fresh read decides whether money was received. */
	public function isPayment(): bool {
		if ( isset( $this->changes['date_paid'] ) && ! isset( $this->stored['date_paid'] ) ) {
			return true;
		}
		return [] !== array_intersect_key( $this->changes, self::OF_PAYMENT )
			&& self::isReceived( [ ...$this->stored, ...$this->changes ] )
			&& ! self::isReceived( $this->stored );
	}

	/** Whether a draft goes further by it whose date says when it was begun, and not when it was placed. */
	public function endsDraft(): bool {
		if ( ! isset( $this->changes['status'] ) ) {
			return false;
		}
		return match ( $this->stored['status'] ?? '' ) {
			self::CHECKOUT_DRAFT => true,
			// Unless somebody gave the order another date.
			self::AUTO_DRAFT     => self::second( $this->changes, 'date_created' ) === self::second( $this->stored, 'date_created' ) || ! isset( $this->changes['date_created'] ),
			default              => false,
		};
	}

	/** Whether it comes back from the trash by a plain save, of which WordPress and WooCommerce say nothing. */
	public function leavesTrash(): bool {
		return GoneOrder::STATUS === ( $this->stored['status'] ?? '' ) && isset( $this->changes['status'] ) && GoneOrder::STATUS !== $this->changes['status'];
	}

	/** Whether it goes there by one. */
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
