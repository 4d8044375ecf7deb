<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;

/**
 * Treats an object as deleted only after a second look. A missing object may have been read from a replica
 * that lags behind; a locking read goes to the primary, even if a proxy splits reads from writes.
 */
final class SecondLook implements RecordBuilder {

	private const DELETED = 'deleted';

	public function __construct(
		private readonly RecordBuilder $builder,
		private readonly Database $database
	) {}

	public function element(): Element {
		return $this->builder->element();
	}

	/**
	 * {@inheritDoc}
	 *
	 * @throws NotSeenYet If one of them exists after all.
	 */
	public function build( array $ids ): array {
		$built  = $this->builder->build( $ids );
		$absent = array_values( array_filter( array_keys( $ids ), static fn ( int $id ): bool => self::isAbsent( $built[ $id ] ?? [] ) ) );
		if ( [] !== $absent && $this->isAnyThere( $absent ) ) {
			throw new NotSeenYet();
		}
		return $built;
	}

	/**
	 * @param list<WireRecord|Exclusion> $results The results for one object. A deleted refund is one result
	 *                                            among others.
	 */
	private static function isAbsent( array $results ): bool {
		return 1 === count( $results ) && $results[0] instanceof Exclusion && self::DELETED === $results[0]->reason;
	}

	/** @param non-empty-list<int> $ids */
	private function isAnyThere( array $ids ): bool {
		[ $table, $key, $where, $args ] = $this->place();
		$in                             = Database::placeholders( '%d', count( $ids ) );
		return [] !== $this->database->select( "SELECT %i AS object_id FROM %i WHERE %i IN ($in) AND $where LIMIT 1 FOR UPDATE", [ $key, $table, $key, ...$ids, ...$args ] );
	}

	/** @return array{string, string, literal-string, list<string>} Table, key, condition and its arguments. */
	private function place(): array {
		return match ( $this->element() ) {
			// A product in the trash counts as deleted.
			Element::Products    => [ $this->database->shopTable( 'posts' ), 'ID', "post_type = %s AND post_status <> 'trash'", [ 'product' ] ],
			Element::Collections => [ $this->database->shopTable( 'term_taxonomy' ), 'term_id', 'taxonomy = %s', [ 'product_cat' ] ],
			Element::Contacts    => [ $this->database->networkTable( 'users' ), 'ID', '1 = 1', [] ],
			default              => OrderUtil::custom_orders_table_usage_is_enabled()
				? [ $this->database->shopTable( 'wc_orders' ), 'id', 'type = %s', [ 'shop_order' ] ]
				: [ $this->database->shopTable( 'posts' ), 'ID', 'post_type = %s', [ 'shop_order' ] ],
		};
	}
}
