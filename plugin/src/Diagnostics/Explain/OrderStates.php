<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;

/** The states of many orders in one query, for the list in wp-admin. */
final class OrderStates {

	public function __construct( private readonly Database $database ) {}

	/**
	 * @param list<int> $orders
	 * @return list<int> The orders Ivorey has, in any version.
	 * @throws QueryFailed If the database refuses.
	 */
	public function inIvorey( array $orders ): array {
		return array_keys( array_filter( $this->of( $orders ), static fn ( array $found ): bool => $found[1] ) );
	}

	/**
	 * @param list<int> $orders
	 * @return array<int, array{OrderState, bool}> By order: its state, and whether Ivorey has a version of it.
	 * @throws QueryFailed If the database refuses.
	 */
	public function of( array $orders ): array {
		if ( [] === $orders ) {
			return [];
		}
		$ids    = Database::placeholders( '%s', count( $orders ) );
		$states = array_fill_keys( $orders, [ 0, '', false, false ] );
		foreach (
			$this->database->select(
				"SELECT wire_id AS id, version, outcome, 0 AS waiting, 0 AS quarantined FROM %i WHERE element = %s AND wire_id IN ($ids)
				UNION ALL
				SELECT object_id AS id, 0 AS version, '' AS outcome, 1 AS waiting, quarantined_at > 0 AS quarantined FROM %i WHERE element = %s AND object_id IN ($ids)",
				[ $this->database->table( 'ledger' ), Element::Orders->value, ...array_map( strval( ... ), $orders ), $this->database->table( 'outbox' ), Element::Orders->value, ...$orders ]
			) as $row
		) {
			$id = (int) $row['id'];

			$states[ $id ] = '1' === $row['waiting']
				? [ $states[ $id ][0], $states[ $id ][1], true, '1' === $row['quarantined'] ]
				: [ (int) $row['version'], (string) $row['outcome'], $states[ $id ][2], $states[ $id ][3] ];
		}
		return array_map( static fn ( array $state ): array => [ OrderState::of( ...$state ), $state[0] > 0 ], $states );
	}
}
