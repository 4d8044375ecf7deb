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
 * Orders whose personal data is removed, by an admin or because they are old. Ivorey gets each without it, whatever is
 * switched on; and where nothing else in the store names the person, the person is erased there altogether. Where
 * something does, as where only the oldest of somebody's orders were due, the rest is nobody's to erase.
 *
 * The parameters are untyped because other plugins call these hooks too, with whatever they have.
 */
final class ErasedOrderHooks {

	/** @var array<int, string> E-mail addresses by order, as they were before. */
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
			// Who is a user still is somebody, whatever becomes of an order.
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

	/** Ivorey's copy is replaced by what is left of the order. */
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

	/** Whether the store has a user with this address, or an order that was billed to it. */
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
