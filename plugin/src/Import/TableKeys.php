<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/** Keys of one table of WordPress or WooCommerce. */
final class TableKeys implements Keys {

	/**
	 * @param literal-string            $table Without prefix.
	 * @param literal-string            $key   The key's column.
	 * @param literal-string            $where A condition, or `1 = 1`.
	 * @param list<int|string>          $args  The condition's arguments.
	 * @param bool                      $isOfNetwork Whether the table belongs to the network, and not to one of
	 *                                               its sites.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly string $table,
		private readonly string $key,
		private readonly string $where,
		private readonly array $args,
		private readonly bool $isOfNetwork = false
	) {}

	/** @throws QueryFailed If the database refuses. */
	public function highest(): int {
		return $this->number( "SELECT MAX(%i) AS number FROM %i WHERE {$this->where}", [] );
	}

	/** @throws QueryFailed If the database refuses. */
	public function count( int $highest ): int {
		return $this->number( "SELECT COUNT(%i) AS number FROM %i WHERE {$this->where} AND {$this->key} <= %d", [ $highest ] );
	}

	/** @throws QueryFailed If the database refuses. */
	public function below( int $below, int $limit ): array {
		return array_map(
			static fn ( array $row ): int => (int) $row['object_id'],
			$this->database->select(
				"SELECT %i AS object_id FROM %i WHERE {$this->where} AND {$this->key} < %d ORDER BY {$this->key} DESC LIMIT %d",
				[ $this->key, $this->tableName(), ...$this->args, $below, $limit ]
			)
		);
	}

	/**
	 * @param literal-string $sql
	 * @param list<int>      $args
	 */
	private function number( string $sql, array $args ): int {
		$rows = $this->database->select( $sql, [ $this->key, $this->tableName(), ...$this->args, ...$args ] );
		return (int) ( $rows[0]['number'] ?? 0 );
	}

	private function tableName(): string {
		return $this->isOfNetwork ? $this->database->networkTable( $this->table ) : $this->database->shopTable( $this->table );
	}
}
