<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;

/** Finds the keys of each element's objects. */
final class StoreKeys {

	public function __construct( private readonly Database $database ) {}

	/** @param Element $element An element that can be imported. */
	public function of( Element $element ): Keys {
		return match ( $element ) {
			Element::Collections => new TableKeys( $this->database, 'term_taxonomy', 'term_id', 'taxonomy = %s', [ 'product_cat' ] ),
			Element::Products    => $this->posts( 'product' ),
			Element::Contacts    => $this->users(),
			default              => OrderUtil::custom_orders_table_usage_is_enabled()
				? new TableKeys( $this->database, 'wc_orders', 'id', 'type = %s AND status <> %s', [ 'shop_order', 'auto-draft' ] )
				: $this->posts( 'shop_order' ),
		};
	}

	/** WordPress' auto-drafts are empty posts that nobody created on purpose. */
	private function posts( string $type ): TableKeys {
		return new TableKeys( $this->database, 'posts', 'ID', 'post_type = %s AND post_status <> %s', [ $type, 'auto-draft' ] );
	}

	/** A network's users who belong to this site. */
	private function users(): TableKeys {
		return is_multisite()
			? new TableKeys( $this->database, 'usermeta', 'user_id', 'meta_key = %s', [ $this->database->shopTable( 'capabilities' ) ], true )
			: new TableKeys( $this->database, 'users', 'ID', '1 = 1', [], true );
	}
}
