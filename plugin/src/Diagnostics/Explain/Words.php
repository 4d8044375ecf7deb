<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Diagnostics\ProblemText;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;

/** The timeline for owners: Explanation's slugs in the owner's language, without versions. Pure. */
final class Words {

	/** @param list<Reason> $reasons */
	public static function marked( string $element, array $reasons ): string {
		$texts = array_diff( array_map( self::reason( ... ), $reasons ), [ '' ] );
		return self::element( $element ) . ( [] === $texts ? '' : ': ' . implode( ', ', $texts ) );
	}

	public static function element( string $element ): string {
		return match ( Element::tryFrom( $element ) ) {
			Element::Contacts     => __( 'Contact', 'ivorey-for-woocommerce' ),
			Element::Orders       => __( 'Order', 'ivorey-for-woocommerce' ),
			Element::Transactions => __( 'Transactions', 'ivorey-for-woocommerce' ),
			Element::Products     => __( 'Product', 'ivorey-for-woocommerce' ),
			Element::Collections  => __( 'Collection', 'ivorey-for-woocommerce' ),
			Element::Triggers     => __( 'Triggers', 'ivorey-for-woocommerce' ),
			Element::Erasures     => __( 'Erasure', 'ivorey-for-woocommerce' ),
			null                  => $element,
		};
	}

	/** @param string $wireId "123", "payment:123", "refund:456", "order_submitted:123". */
	public static function record( string $element, string $wireId ): string {
		[ $kind, $id ] = str_contains( $wireId, ':' ) ? explode( ':', $wireId, 2 ) : [ '', $wireId ];
		return match ( $kind ) {
			/* translators: %s: number of an order. */
			'payment'          => sprintf( __( 'Payment of order %s', 'ivorey-for-woocommerce' ), $id ),
			/* translators: %s: number of a refund. */
			'refund'           => sprintf( __( 'Refund %s', 'ivorey-for-woocommerce' ), $id ),
			'order_submitted'  => __( 'Order Submitted', 'ivorey-for-woocommerce' ),
			'payment_received' => __( 'Payment Received', 'ivorey-for-woocommerce' ),
			default            => self::element( $element ) . ' ' . $id,
		};
	}

	public static function excluded( string $element, string $wireId, string $reason ): string {
		return self::record( $element, $wireId ) . ': ' . self::exclusion( $reason );
	}

	/** @param string $outcome The outcome in the receipt (plugin/contract/receipt.json). */
	public static function outcome( string $element, string $wireId, string $outcome, string $reason = '' ): string {
		return self::record( $element, $wireId ) . ': ' . self::answer( $outcome, $reason );
	}

	/** @param string $outcome As in outcome(). */
	public static function answer( string $outcome, string $reason = '' ): string {
		$text = match ( $outcome ) {
			'applied'  => __( 'accepted', 'ivorey-for-woocommerce' ),
			'stale'    => __( 'already up to date', 'ivorey-for-woocommerce' ),
			'excluded' => __( 'excluded', 'ivorey-for-woocommerce' ),
			'rejected' => __( 'rejected', 'ivorey-for-woocommerce' ),
			default    => $outcome,
		};
		return $text . ( '' === $reason ? '' : ' (' . self::exclusion( $reason ) . ')' );
	}

	public static function state( OrderState $state ): string {
		return match ( $state ) {
			OrderState::Unknown     => __( 'Not sent', 'ivorey-for-woocommerce' ),
			OrderState::Waiting     => __( 'Waiting', 'ivorey-for-woocommerce' ),
			OrderState::Quarantined => __( 'Needs attention', 'ivorey-for-woocommerce' ),
			OrderState::Excluded    => __( 'Excluded', 'ivorey-for-woocommerce' ),
			OrderState::There       => __( 'In Ivorey', 'ivorey-for-woocommerce' ),
		};
	}

	public static function unchanged( string $element ): string {
		return self::element( $element ) . ': ' . __( 'excluded, or already up to date in Ivorey', 'ivorey-for-woocommerce' );
	}

	/** @param string $why A problem of the delivery, or Ivorey's message about the record. */
	public static function trouble( HistoryEvent $event, string $why ): string {
		return HistoryEvent::Failed === $event && '' !== $why ? ProblemText::of( $why ) : $why;
	}

	/** @return string Empty if it means nothing to an owner. */
	private static function reason( Reason $reason ): string {
		return match ( $reason ) {
			Reason::Changed  => __( 'changed', 'ivorey-for-woocommerce' ),
			Reason::Placed   => __( 'placed', 'ivorey-for-woocommerce' ),
			Reason::Paid     => __( 'paid', 'ivorey-for-woocommerce' ),
			Reason::Repair   => __( 'differed in Ivorey', 'ivorey-for-woocommerce' ),
			Reason::Retry    => __( 'retried', 'ivorey-for-woocommerce' ),
			Reason::Import   => __( 'imported', 'ivorey-for-woocommerce' ),
			Reason::Erasure  => __( 'requested', 'ivorey-for-woocommerce' ),
			Reason::Checkout => '',
		};
	}

	public static function exclusion( string $slug ): string {
		return match ( $slug ) {
			'element_off'       => __( 'Switched off', 'ivorey-for-woocommerce' ),
			'role'              => __( 'User is neither a Customer nor a Subscriber', 'ivorey-for-woocommerce' ),
			'no_email'          => __( 'Customer without an e-mail address', 'ivorey-for-woocommerce' ),
			'draft'             => __( 'Order is a draft, or in the trash', 'ivorey-for-woocommerce' ),
			'deleted'           => __( 'Deleted in WooCommerce', 'ivorey-for-woocommerce' ),
			'erased'            => __( 'Personal data was erased', 'ivorey-for-woocommerce' ),
			'no_money_moved'    => __( 'Order without a payment, or refund of zero', 'ivorey-for-woocommerce' ),
			'before_connection' => __( 'Happened before the store was connected', 'ivorey-for-woocommerce' ),
			'product_type'      => __( 'Neither a simple nor a variable product', 'ivorey-for-woocommerce' ),
			'no_price'          => __( 'No price, or a price of zero', 'ivorey-for-woocommerce' ),
			'no_variants'       => __( 'No variation with a price', 'ivorey-for-woocommerce' ),
			'variant_no_price'  => __( 'Variation without a price, or with a price of zero', 'ivorey-for-woocommerce' ),
			'unpublished'       => __( 'Not published', 'ivorey-for-woocommerce' ),
			'password_protected' => __( 'Protected by a password', 'ivorey-for-woocommerce' ),
			'do_not_send'       => __( 'Set to “Do not send to Ivorey”', 'ivorey-for-woocommerce' ),
			'unused'            => __( 'No product in this category', 'ivorey-for-woocommerce' ),
			default             => Contract::EXCLUSION_REASONS[ $slug ] ?? $slug,
		};
	}
}
