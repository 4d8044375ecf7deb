<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Digest;

/** Ivorey's versions according to the ledger, in order of wire ID, which is its primary key. */
final class LedgerVersions {

	/** Digest::combined() over the versions, in SQL. MySQL and MariaDB support it; WordPress' SQLite does not. */
	private const SUM = "LPAD(LOWER(HEX(BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT(wire_id, ':', version), 256), 16), 16, 10) AS UNSIGNED)))), 16, '0')";

	private bool $isSummedByDatabase = true;

	public function __construct( private readonly Database $database ) {}

	/**
	 * @param string $after Empty for the beginning.
	 * @return string|null The wire ID that ends the next $rows rows; null if no more rows follow them.
	 * @throws QueryFailed If the database refuses.
	 */
	public function bound( Element $element, string $after, int $rows ): ?string {
		$found = $this->database->select(
			'SELECT wire_id FROM %i WHERE element = %s AND wire_id > %s ORDER BY wire_id LIMIT 2 OFFSET %d',
			[ $this->table(), $element->value, $after, $rows - 1 ]
		);
		return isset( $found[1] ) ? (string) $found[0]['wire_id'] : null;
	}

	/**
	 * @throws QueryFailed If the database refuses.
	 */
	public function sum( Element $element, VersionRange $range ): VersionSum {
		if ( $this->isSummedByDatabase ) {
			try {
				[ $where, $args ] = self::where( $element, $range );

				$rows = $this->database->select( 'SELECT COUNT(*) AS number, ' . self::SUM . " AS digest FROM %i WHERE $where", [ $this->table(), ...$args ] );
				return new VersionSum( (int) ( $rows[0]['number'] ?? 0 ), $rows[0]['digest'] ?? '' );
			} catch ( QueryFailed ) {
				$this->isSummedByDatabase = false;
			}
		}
		return self::sumOf( $this->in( $element, $range ) );
	}

	/** @param array<int|string, int> $versions By wire ID. */
	public static function sumOf( array $versions ): VersionSum {
		return new VersionSum( count( $versions ), Digest::combined( array_map( strval( ... ), $versions ) ) );
	}

	/**
	 * @return array<int|string, int> Versions by wire ID, in order; PHP turns numeric keys into integers.
	 * @throws QueryFailed If the database refuses.
	 */
	public function in( Element $element, VersionRange $range ): array {
		[ $where, $args ] = self::where( $element, $range );
		return array_map(
			intval( ... ),
			array_column( $this->database->select( "SELECT wire_id, version FROM %i WHERE $where ORDER BY wire_id", [ $this->table(), ...$args ] ), 'version', 'wire_id' )
		);
	}

	/** @return array{literal-string, list<string>} */
	private static function where( Element $element, VersionRange $range ): array {
		return null === $range->until
			? [ 'element = %s AND wire_id > %s AND version > 0', [ $element->value, $range->after ] ]
			: [ 'element = %s AND wire_id > %s AND wire_id <= %s AND version > 0', [ $element->value, $range->after, $range->until ] ];
	}

	private function table(): string {
		return $this->database->table( 'ledger' );
	}
}
