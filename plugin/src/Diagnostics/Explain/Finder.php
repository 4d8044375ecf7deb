<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Reconcile\Questions;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use Ivorey\WooCommerce\Records\Text;
use WC_Order;

/** Finds objects by the names people see. If the store cannot find one, Ivorey may. */
final class Finder {

	private const MAX_NUMBER = 100;

	public function __construct( private readonly Questions $questions ) {}

	/** Like Subject::find(), which does not ask Ivorey. */
	public function find( string $name, string $text ): ?Subject {
		$subject = Subject::find( $name, $text );
		return match ( Subject::element( $name ) ) {
			Element::Orders   => $this->order( $subject, Subject::typed( $text ) ),
			Element::Contacts => $subject ?? self::guest( Subject::typed( $text ) ),
			default           => $subject,
		};
	}

	/**
	 * Owners type the number they see, which may also be the ID of another order: the order with that number
	 * takes precedence.
	 */
	private function order( ?Subject $subject, string $text ): ?Subject {
		$id      = Subject::id( $text );
		$own     = null === $subject ? '' : self::numberOf( $subject->id );
		$isOwner = null !== $subject && ( $own === $text || $id !== $subject->id );
		$owner   = $isOwner ? $subject->id : $this->byNumber( $text ) ?? $subject?->id;
		if ( null === $owner ) {
			return null;
		}
		$other = null === $id || $id === $owner ? '' : self::numberOf( $id );
		return new Subject(
			Element::Orders,
			$owner,
			'' === $other ? '' : sprintf(
				/* translators: 1: number of the order that was found, 2: its ID, 3: number of the order whose ID is 1. */
				__( 'This is order number %1$s, with the ID %2$d. The order with the ID %1$s is a different one: its number is %3$s.', 'ivorey-for-woocommerce' ),
				$text,
				$owner,
				$other
			)
		);
	}

	/** @return string Empty if there is no such order. */
	private static function numberOf( int $id ): string {
		$order = wc_get_order( $id );
		return $order instanceof WC_Order ? ltrim( Text::ofHtml( $order->get_order_number(), self::MAX_NUMBER ), '#' ) : '';
	}

	private function byNumber( string $text ): ?int {
		if ( '' === $text || Text::plain( $text, self::MAX_NUMBER ) !== $text ) {
			return null;
		}
		try {
			$answer = $this->questions->ask(
				'/v1/find',
				[
					'element' => Element::Orders->value,
					'number'  => $text,
				]
			);
		} catch ( Unanswered ) {
			return null;
		}
		$first = is_array( $answer['ids'] ?? null ) ? reset( $answer['ids'] ) : null;
		return is_string( $first ) ? Subject::id( $first ) : null;
	}

	/** A guest is not a user: only the orders are known (R3). */
	private static function guest( string $email ): ?Subject {
		$orders = is_email( $email ) === false ? [] : wc_get_orders(
			[
				'type'          => 'shop_order',
				'billing_email' => $email,
				'limit'         => 1,
				'orderby'       => 'date',
				'order'         => 'DESC',
			]
		);
		$last   = is_array( $orders ) ? reset( $orders ) : false;
		return $last instanceof WC_Order
			? new Subject(
				Element::Orders,
				$last->get_id(),
				/* translators: %s: e-mail address of a guest. */
				sprintf( __( '%s is a guest, known in this store only by their orders. This is the most recent one.', 'ivorey-for-woocommerce' ), $email )
			)
			: null;
	}
}
