<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Model\Element;

/** An object of the store that somebody asks about, existing or deleted. */
final class Subject {

	/** Everyday names of the elements. */
	private const NAMES = [
		'order'       => Element::Orders,
		'contact'     => Element::Contacts,
		'product'     => Element::Products,
		'collection'  => Element::Collections,
		'transaction' => Element::Transactions,
	];

	/** @param string $note For people: how it was found, if that is not obvious; otherwise empty. */
	public function __construct(
		public readonly Element $element,
		public readonly int $id,
		public readonly string $note = ''
	) {}

	/** @param string $name One of names(), or an element's own name. */
	public static function element( string $name ): ?Element {
		return self::NAMES[ $name ] ?? Element::tryFrom( $name );
	}

	/** The ID that people type, without characters around it. */
	public static function typed( string $text ): string {
		return ltrim( trim( $text ), '#' );
	}

	/** Its display name: `order 1234`. */
	public function name(): string {
		return array_search( $this->element, self::NAMES, true ) . " {$this->id}";
	}

	/** @return list<string> */
	public static function names(): array {
		return array_keys( self::NAMES );
	}

	/**
	 * @param string $name One of names(), or an element's own name.
	 * @param string $text An ID or a known name: an order number, a user's e-mail address, a product's SKU, a
	 *                     category's slug, or a transaction's `payment:<order id>` or `refund:<id>`.
	 * @return self|null Null if there is no such element, or the text cannot name an object of it.
	 */
	public static function find( string $name, string $text ): ?self {
		$element = self::element( $name );
		$text    = self::typed( $text );
		$id      = match ( $element ) {
			Element::Orders       => self::order( $text ),
			Element::Contacts     => self::id( $text ) ?? self::user( $text ),
			Element::Products     => self::product( $text ),
			Element::Collections  => self::category( $text ),
			Element::Transactions => self::transaction( $text ),
			default               => null,
		};
		return null === $element || null === $id ? null : new self( $element, $id );
	}

	/** Extensions with their own order numbers use this filter to name the order. */
	private static function order( string $text ): ?int {
		// phpcs:ignore WooCommerce.Commenting.CommentHooks, WordPress.NamingConventions.PrefixAllGlobals -- WooCommerce's own.
		$found = apply_filters( 'woocommerce_shortcode_order_tracking_order_id', $text );
		return is_scalar( $found ) ? self::id( (string) $found ) : self::id( $text );
	}

	private static function user( string $text ): ?int {
		$user = get_user_by( 'email', $text );
		return false === $user ? null : $user->ID;
	}

	/** A variation is sent with its product. A SKU may equal another product's ID; the ID takes precedence. */
	private static function product( string $text ): ?int {
		$id = self::id( $text ) ?? 0;
		if ( ! in_array( get_post_type( $id ), [ 'product', 'product_variation' ], true ) ) {
			$bySku = wc_get_product_id_by_sku( $text );
			$id    = $bySku > 0 ? $bySku : $id;
		}
		$parent = 'product_variation' === get_post_type( $id ) ? wp_get_post_parent_id( $id ) : 0;
		return $parent > 0 ? $parent : ( $id > 0 ? $id : null );
	}

	/** A slug may look like an ID. A category with that ID takes precedence; there may be none. */
	private static function category( string $text ): ?int {
		$id   = self::id( $text );
		$term = null === $id ? null : get_term( $id, 'product_cat' );
		$term = $term instanceof \WP_Term ? $term : get_term_by( 'slug', $text, 'product_cat' );
		return $term instanceof \WP_Term ? $term->term_id : $id;
	}

	/** Transactions are sent with their order. */
	private static function transaction( string $text ): ?int {
		if ( 1 !== preg_match( '/\A(?:(payment|refund):)?([1-9][0-9]{0,18})\z/', $text, $parts ) ) {
			return null;
		}
		$id    = (int) $parts[2];
		$order = 'payment' === $parts[1] ? null : wc_get_order( $id );
		return $order instanceof \WC_Order_Refund ? $order->get_parent_id() : $id;
	}

	/** @return int|null Null if the text is not an ID. */
	public static function id( string $text ): ?int {
		return 1 === preg_match( '/\A[1-9][0-9]{0,18}\z/', $text ) ? (int) $text : null;
	}
}
