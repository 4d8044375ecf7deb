<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;

/** The part of the ledger about objects that the store has now. Entries of deleted objects are not counted here. */
final class StoreLedger {

	/** An object in the outbox counts as waiting, whatever it was before, because its entry may change any moment. */
	private const NOT_WAITING = 'NOT EXISTS (SELECT 1 FROM %i o WHERE o.element = %s AND o.object_id = ';

	public function __construct(
		private readonly Database $database,
		private readonly StoreCatalog $catalog
	) {}

	/** @throws QueryFailed If the database refuses. */
	public function countInStore( Element $element ): int {
		$number = 0;
		foreach ( $this->catalog->of( $element ) as $objects ) {
			$number += $this->number(
				"SELECT COUNT(DISTINCT {$objects->id}) AS number FROM {$objects->from} WHERE {$objects->where}",
				[ ...$objects->tables, ...$objects->args ]
			);
		}
		return $number;
	}

	/**
	 * @return int Number of existing objects that are not excluded.
	 * @throws QueryFailed If the database refuses.
	 */
	public function countInIvorey( Element $element ): int {
		$number = 0;
		foreach ( $this->catalog->of( $element ) as $objects ) {
			[ $from, $args ] = $this->joined( $element, $objects );
			$number         += $this->number( "SELECT COUNT(DISTINCT l.wire_id) AS number FROM $from AND l.version > 0 AND l.outcome <> 'excluded'", $args );
		}
		return $number;
	}

	/**
	 * @return int Number of records Ivorey has, whatever happened to them here (R16).
	 * @throws QueryFailed If the database refuses.
	 */
	public function countKnown( Element $element ): int {
		return $this->number( 'SELECT COUNT(*) AS number FROM %i WHERE element = %s AND version > 0', [ $this->ledger(), $element->value ] );
	}

	/**
	 * @return int Number of existing objects that Ivorey lacks and the outbox has.
	 * @throws QueryFailed If the database refuses.
	 */
	public function countWaiting( Element $element ): int {
		$number = 0;
		foreach ( $this->catalog->of( $element ) as $objects ) {
			$number += $this->number(
				"SELECT COUNT(DISTINCT {$objects->id}) AS number
				FROM {$objects->from} JOIN %i o ON o.element = %s AND o.object_id = {$objects->object}
				LEFT JOIN %i l ON l.element = %s AND l.wire_id = CONCAT(%s, {$objects->id})
				WHERE {$objects->where} AND (l.wire_id IS NULL OR l.version = 0 OR l.outcome = 'excluded')",
				[ ...$objects->tables, $this->outbox(), $element->value, $this->ledger(), $element->value, $objects->prefix, ...$objects->args ]
			);
		}
		return $number;
	}

	/**
	 * @return array<string, int> By reason.
	 * @throws QueryFailed If the database refuses.
	 */
	public function countExcluded( Element $element ): array {
		$counts = [];
		foreach ( $this->catalog->of( $element ) as $objects ) {
			[ $from, $args ] = $this->excludedOf( $element, $objects );
			foreach ( $this->database->select( "SELECT l.reason AS reason, COUNT(DISTINCT l.wire_id) AS number FROM $from GROUP BY l.reason", $args ) as $row ) {
				$reason            = (string) $row['reason'];
				$counts[ $reason ] = ( $counts[ $reason ] ?? 0 ) + (int) $row['number'];
			}
		}
		ksort( $counts );
		return $counts;
	}

	/**
	 * @return list<string> Wire IDs, latest settled first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function excluded( Element $element, string $reason, int $limit, int $offset ): array {
		$selects = [];
		$args    = [];
		foreach ( $this->catalog->of( $element ) as $objects ) {
			[ $from, $of ] = $this->excludedOf( $element, $objects );
			$selects[]     = "SELECT DISTINCT l.wire_id AS wire_id, l.settled_at AS settled_at FROM $from AND l.reason = %s";
			array_push( $args, ...$of, ...[ $reason ] );
		}
		if ( [] === $selects ) {
			return [];
		}
		return array_map(
			static fn ( array $row ): string => (string) $row['wire_id'],
			$this->database->select(
				implode( ' UNION ALL ', $selects ) . ' ORDER BY settled_at DESC, wire_id LIMIT %d OFFSET %d',
				[ ...$args, $limit, $offset ]
			)
		);
	}

	/**
	 * @return array{int, int} R13, R18: the number of variations left out, and of their products that are in Ivorey.
	 * @throws QueryFailed If the database refuses.
	 */
	public function countLeftOut(): array {
		$variations = 0;
		$products   = 0;
		foreach ( $this->catalog->of( Element::Products ) as $objects ) {
			[ $from, $args ] = $this->joined( Element::Products, $objects );
			$row             = $this->database->select( "SELECT SUM(l.left_out) AS variations, COUNT(*) AS products FROM $from AND l.left_out > 0", $args )[0] ?? [];
			$variations     += (int) ( $row['variations'] ?? 0 );
			$products       += (int) ( $row['products'] ?? 0 );
		}
		return [ $variations, $products ];
	}

	/**
	 * @return array<int, int> Number of variations left out, by product, newest product first.
	 * @throws QueryFailed If the database refuses.
	 */
	public function withLeftOut( int $limit, int $offset ): array {
		$numbers = [];
		foreach ( $this->catalog->of( Element::Products ) as $objects ) {
			[ $from, $args ] = $this->joined( Element::Products, $objects );
			foreach (
				$this->database->select(
					"SELECT {$objects->id} AS id, l.left_out AS left_out FROM $from AND l.left_out > 0 ORDER BY {$objects->id} DESC LIMIT %d OFFSET %d",
					[ ...$args, $limit, $offset ]
				) as $row
			) {
				$numbers[ (int) $row['id'] ] = (int) $row['left_out'];
			}
		}
		return $numbers;
	}

	/**
	 * Joins the ledger's rows with the store's objects, starting from the ledger, because few of many are
	 * excluded.
	 *
	 * @return array{literal-string, list<int|string>} A SELECT up to its conditions.
	 */
	private function joined( Element $element, StoreObjects $objects ): array {
		return [
			"%i l JOIN {$objects->from}
			WHERE l.element = %s AND l.wire_id LIKE %s AND {$objects->id} = CAST(SUBSTRING(l.wire_id, %d) AS UNSIGNED) AND {$objects->where}",
			[ $this->ledger(), ...$objects->tables, $element->value, $objects->prefix . '%', strlen( $objects->prefix ) + 1, ...$objects->args ],
		];
	}

	/** @return array{literal-string, list<int|string>} */
	private function excludedOf( Element $element, StoreObjects $objects ): array {
		[ $from, $args ] = $this->joined( $element, $objects );
		return [
			"$from AND l.outcome = 'excluded' AND " . self::NOT_WAITING . "{$objects->object})",
			[ ...$args, $this->outbox(), $element->value ],
		];
	}

	/**
	 * @param literal-string   $sql
	 * @param list<int|string> $args
	 */
	private function number( string $sql, array $args ): int {
		return (int) ( $this->database->select( $sql, $args )[0]['number'] ?? 0 );
	}

	private function ledger(): string {
		return $this->database->table( 'ledger' );
	}

	private function outbox(): string {
		return $this->database->table( 'outbox' );
	}
}
