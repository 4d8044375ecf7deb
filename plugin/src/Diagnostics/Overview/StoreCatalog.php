<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;

/**
 * The store's objects of each element. A draft is not an order yet, and its owner never sees it (R7); an
 * object in the trash still exists.
 */
final class StoreCatalog {

	/** As stored in the database. */
	private const DRAFTS = [ 'auto-draft', 'new', 'draft', 'wc-checkout-draft', 'checkout-draft' ];

	private const NOT_PLACED = [ 'trash', ...self::DRAFTS ];

	public function __construct( private readonly Database $database ) {}

	/** @return list<StoreObjects> */
	public function of( Element $element ): array {
		return match ( $element ) {
			Element::Collections  => [ new StoreObjects( '', '%i s', [ $this->database->shopTable( 'term_taxonomy' ) ], 's.term_id', 's.term_id', 's.taxonomy = %s', [ 'product_cat' ] ) ],
			Element::Products     => [ $this->posts( 'product', [ 'auto-draft' ] ) ],
			Element::Contacts     => [ $this->users() ],
			Element::Orders       => [ $this->orders( '' ) ],
			// R8: each order has one payment, or counts as unpaid with that reason (R18).
			Element::Transactions => [ $this->orders( 'payment:' ), $this->refunds() ],
			Element::Triggers     => [ $this->orders( 'order_submitted:' ), $this->orders( 'payment_received:' ) ],
			// Erasures are not objects of the store.
			Element::Erasures     => [],
		};
	}

	/** @param non-empty-list<string> $without Statuses to leave out. */
	private function posts( string $type, array $without, string $prefix = '' ): StoreObjects {
		$in = Database::placeholders( '%s', count( $without ) );
		return new StoreObjects( $prefix, '%i s', [ $this->database->shopTable( 'posts' ) ], 's.ID', 's.ID', "s.post_type = %s AND s.post_status NOT IN ($in)", [ $type, ...$without ] );
	}

	/** A network's users who belong to this site. */
	private function users(): StoreObjects {
		return is_multisite()
			? new StoreObjects( '', '%i s', [ $this->database->networkTable( 'usermeta' ) ], 's.user_id', 's.user_id', 's.meta_key = %s', [ $this->database->shopTable( 'capabilities' ) ] )
			: new StoreObjects( '', '%i s', [ $this->database->networkTable( 'users' ) ], 's.ID', 's.ID', '1 = 1', [] );
	}

	/** @param string $prefix Prefix of the wire IDs of each order's records. */
	private function orders( string $prefix ): StoreObjects {
		if ( ! OrderUtil::custom_orders_table_usage_is_enabled() ) {
			return $this->posts( 'shop_order', self::DRAFTS, $prefix );
		}
		$in = Database::placeholders( '%s', count( self::DRAFTS ) );
		return new StoreObjects( $prefix, '%i s', [ $this->database->shopTable( 'wc_orders' ) ], 's.id', 's.id', "s.type = %s AND s.status NOT IN ($in)", [ 'shop_order', ...self::DRAFTS ] );
	}

	/** Refunds of placed orders; others are not sent. */
	private function refunds(): StoreObjects {
		if ( ! OrderUtil::custom_orders_table_usage_is_enabled() ) {
			return $this->postRefunds();
		}
		$in    = Database::placeholders( '%s', count( self::NOT_PLACED ) );
		$table = $this->database->shopTable( 'wc_orders' );
		return new StoreObjects(
			'refund:',
			'%i s JOIN %i p ON p.id = s.parent_order_id',
			[ $table, $table ],
			's.id',
			'p.id',
			"s.type = %s AND p.type = %s AND p.status NOT IN ($in)",
			[ 'shop_order_refund', 'shop_order', ...self::NOT_PLACED ]
		);
	}

	private function postRefunds(): StoreObjects {
		$in    = Database::placeholders( '%s', count( self::NOT_PLACED ) );
		$table = $this->database->shopTable( 'posts' );
		return new StoreObjects(
			'refund:',
			'%i s JOIN %i p ON p.ID = s.post_parent',
			[ $table, $table ],
			's.ID',
			'p.ID',
			"s.post_type = %s AND p.post_type = %s AND p.post_status NOT IN ($in)",
			[ 'shop_order_refund', 'shop_order', ...self::NOT_PLACED ]
		);
	}
}
