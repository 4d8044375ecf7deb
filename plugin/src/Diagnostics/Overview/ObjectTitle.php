<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\SyncOnRead;
use WC_Order;
use WP_Term;
use WP_User;

/** The name the owner knows a record's object by, and its edit page. */
final class ObjectTitle {

	/**
	 * @param string $wireId "123", "refund:456".
	 * @return array{string, string|null} The title, not escaped, and the edit page's URL; null if the page does
	 *                                    not exist or the user may not open it.
	 */
	public static function of( Element $element, string $wireId ): array {
		$at = strrpos( $wireId, ':' );
		$id = (int) substr( $wireId, false === $at ? 0 : $at + 1 );
		return match ( $element ) {
			Element::Collections => self::category( $id ),
			Element::Products    => self::product( $id ),
			Element::Contacts    => self::user( $id ),
			default              => SyncOnRead::off( static fn (): array => self::order( $id, str_starts_with( $wireId, 'refund:' ) ) ),
		};
	}

	/** @return array{string, string|null} */
	private static function category( int $id ): array {
		$term = get_term( $id, 'product_cat' );
		return $term instanceof WP_Term ? [ $term->name, self::link( get_edit_term_link( $term ) ) ] : [ "#$id", null ];
	}

	/** @return array{string, string|null} */
	private static function product( int $id ): array {
		$title = get_post_field( 'post_title', $id );
		return null === get_post( $id ) ? [ "#$id", null ] : [ '' === $title ? "#$id" : $title, self::link( get_edit_post_link( $id, 'raw' ) ) ];
	}

	/** @return array{string, string|null} */
	private static function user( int $id ): array {
		$user = get_user_by( 'id', $id );
		return $user instanceof WP_User ? [ $user->display_name, self::link( get_edit_user_link( $id ) ) ] : [ "#$id", null ];
	}

	/** @return array{string, string|null} */
	private static function order( int $id, bool $isRefund ): array {
		$order = wc_get_order( $id );
		if ( $isRefund ) {
			$parent = false === $order ? false : wc_get_order( $order->get_parent_id() );
			/* translators: %d: number of the refund. */
			return [ sprintf( __( 'Refund #%d', 'ivorey-for-woocommerce' ), $id ), $parent instanceof WC_Order ? $parent->get_edit_order_url() : null ];
		}
		return $order instanceof WC_Order ? [ '#' . $order->get_order_number(), $order->get_edit_order_url() ] : [ "#$id", null ];
	}

	/**
	 * WordPress returns an empty link if the user may not edit the object, for example a shop manager and an
	 * administrator's account.
	 */
	private static function link( ?string $url ): ?string {
		return '' === $url ? null : $url;
	}
}
