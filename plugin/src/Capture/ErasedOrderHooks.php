<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Closure;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Records\Email;
use WC_Order;

/**
 * Handles orders whose personal data is removed, by an admin or because of their age. Ivorey receives each
 * order without that data, whatever is switched on. If nothing else in the store names the person, the person
 * is erased in Ivorey too. If something does, for example a newer order that was not yet due, the person is
 * kept.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class ErasedOrderHooks {

	/** @var array<int, string> E-mail addresses by order, from before the erasure. */
	private array $emails = [];

	/** @param Closure(): void $marked Called after something was marked. */
	public function __construct(
		private readonly Erasures $erasures,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly Closure $marked
	) {}

	public function register(): void {
		add_action( 'woocommerce_privacy_before_remove_order_personal_data', [ $this, 'removing' ] );
		add_action( 'woocommerce_privacy_remove_order_personal_data', [ $this, 'removed' ] );
	}

	/** @internal Hook. */
	public function removing( mixed $order ): void {
		if ( $order instanceof WC_Order ) {
			$email = Email::orNull( $order->get_billing_email( 'edit' ) );
			// An existing user is still a known person, whatever happens to their orders.
			if ( null !== $email && false === get_userdata( $order->get_customer_id( 'edit' ) ) ) {
				$this->emails[ $order->get_id() ] = $email;
			}
		}
	}

	/** @internal Hook. */
	public function removed( mixed $order ): void {
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		$id    = $order->get_id();
		$email = $this->emails[ $id ] ?? null;
		unset( $this->emails[ $id ] );
		$this->send( $id );
		$placed = $order->get_date_created( 'edit' );
		if ( null !== $email && ! self::isNamed( $email ) && ! $this->erasures->isRequested( $email, null === $placed ? 0 : $placed->getTimestamp() ) ) {
			$this->erasures->ofPerson( $email );
		}
	}

	/** The order's remaining data replaces Ivorey's copy. */
	private function send( int $orderId ): void {
		try {
			$known = $this->ledger->find( [ Element::Orders->value => [ (string) $orderId ] ] );
			if ( ( $known[ LedgerEntry::key( Element::Orders, (string) $orderId ) ]->version ?? 0 ) > 0 ) {
				$this->outbox->mark( new Mark( Element::Orders, $orderId, Reason::Changed ) );
				( $this->marked )();
			}
		} catch ( QueryFailed $error ) {
			Log::error( 'An order without personal data could not be marked.', [ 'error' => $error->getMessage() ] );
		}
	}

	/** Whether the store has a user with this address, or an order billed to it. */
	private static function isNamed( string $email ): bool {
		if ( false !== get_user_by( 'email', $email ) ) {
			return true;
		}
		$orders = wc_get_orders(
			[
				'billing_email' => $email,
				'status'        => 'all',
				'limit'         => 1,
				'return'        => 'ids',
				'orderby'       => 'none',
			]
		);
		return ! is_array( $orders ) || [] !== $orders;
	}
}
