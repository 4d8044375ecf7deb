<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Overview;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Import\StoreKeys;
use Ivorey\WooCommerce\Outbox\Element;

/** How many objects of each element the store has. */
final class StoreCounts {

	private readonly StoreKeys $keys;

	public function __construct( private readonly Database $database ) {
		$this->keys = new StoreKeys( $database );
	}

	/** @throws QueryFailed If the database refuses. */
	public function of( Element $element ): int {
		return match ( $element ) {
			Element::Transactions => $this->payments() + $this->refunds(),
			Element::Triggers     => 0,
			default               => $this->keys->of( $element )->count( PHP_INT_MAX ),
		};
	}

	/** R8: orders that were paid, with something to pay. */
	private function payments(): int {
		return OrderUtil::custom_orders_table_usage_is_enabled()
			? $this->number(
				'SELECT COUNT(*) AS number FROM %i o JOIN %i d ON d.order_id = o.id
				WHERE o.type = %s AND o.total_amount > 0 AND d.date_paid_gmt IS NOT NULL AND o.status NOT IN (%s, %s, %s)',
				[ $this->database->shopTable( 'wc_orders' ), $this->database->shopTable( 'wc_order_operational_data' ), 'shop_order', 'auto-draft', 'trash', 'wc-checkout-draft' ]
			)
			: $this->number(
				"SELECT COUNT(*) AS number FROM %i p JOIN %i paid ON paid.post_id = p.ID AND paid.meta_key = '_date_paid' AND paid.meta_value <> ''
				JOIN %i total ON total.post_id = p.ID AND total.meta_key = '_order_total' AND total.meta_value > 0
				WHERE p.post_type = %s AND p.post_status NOT IN (%s, %s, %s)",
				[ $this->database->shopTable( 'posts' ), $this->database->shopTable( 'postmeta' ), $this->database->shopTable( 'postmeta' ), 'shop_order', 'auto-draft', 'trash', 'wc-checkout-draft' ]
			);
	}

	private function refunds(): int {
		return OrderUtil::custom_orders_table_usage_is_enabled()
			? $this->number( 'SELECT COUNT(*) AS number FROM %i WHERE type = %s', [ $this->database->shopTable( 'wc_orders' ), 'shop_order_refund' ] )
			: $this->number( 'SELECT COUNT(*) AS number FROM %i WHERE post_type = %s', [ $this->database->shopTable( 'posts' ), 'shop_order_refund' ] );
	}

	/**
	 * @param literal-string   $sql
	 * @param list<int|string> $args
	 */
	private function number( string $sql, array $args ): int {
		return (int) ( $this->database->select( $sql, $args )[0]['number'] ?? 0 );
	}
}
