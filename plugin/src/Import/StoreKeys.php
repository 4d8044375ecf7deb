<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;

/** Where the objects of each element are found. */
final class StoreKeys {

	public function __construct( private readonly Database $database ) {}

	/** @param Element $element One that can be imported. */
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

	/** WordPress' own empty drafts are nothing that anybody has made. */
	private function posts( string $type ): TableKeys {
		return new TableKeys( $this->database, 'posts', 'ID', 'post_type = %s AND post_status <> %s', [ $type, 'auto-draft' ] );
	}

	/** Users of a network who belong to this site. */
	private function users(): TableKeys {
		return is_multisite()
			? new TableKeys( $this->database, 'usermeta', 'user_id', 'meta_key = %s', [ $this->database->shopTable( 'capabilities' ) ], true )
			: new TableKeys( $this->database, 'users', 'ID', '1 = 1', [], true );
	}
}
