<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Database\Database;

/** Stored product data for many lines; LineSku is the version for one line. */
final class LineProducts {

	/** @var array<int, array{type: string, parent: int}> By ID. */
	private array $posts = [];

	/** @var array<int, string> By ID. */
	private array $skus = [];

	/** @param list<int> $ids Products and variations. */
	public function __construct( Database $database, array $ids ) {
		if ( [] === $ids ) {
			return;
		}
		$in = Database::placeholders( '%d', count( $ids ) );
		foreach ( $database->select( "SELECT ID, post_type, post_parent FROM %i WHERE ID IN ($in)", [ $database->shopTable( 'posts' ), ...$ids ] ) as $row ) {
			$this->posts[ (int) $row['ID'] ] = [
				'type'   => (string) $row['post_type'],
				'parent' => (int) $row['post_parent'],
			];
		}
		$this->skus = self::readSkus( $database, array_values( array_unique( [ ...$ids, ...array_column( $this->posts, 'parent' ) ] ) ) );
	}

	public function isProduct( int $id ): bool {
		return 'product' === ( $this->posts[ $id ]['type'] ?? '' );
	}

	public function isVariation( int $id ): bool {
		return 'product_variation' === ( $this->posts[ $id ]['type'] ?? '' );
	}

	/**
	 * As in WooCommerce: a variation without a SKU uses its parent's.
	 *
	 * @param int $product   0 for none.
	 * @param int $variation 0 for none.
	 */
	public function sku( int $product, int $variation ): string {
		$sku = $this->skus[ $variation > 0 ? $variation : $product ] ?? '';
		return '' === $sku && $variation > 0 ? $this->skus[ $this->posts[ $variation ]['parent'] ?? 0 ] ?? '' : $sku;
	}

	/**
	 * @param non-empty-list<int> $ids
	 * @return array<int, string>
	 */
	private static function readSkus( Database $database, array $ids ): array {
		$in   = Database::placeholders( '%d', count( $ids ) );
		$skus = [];
		foreach (
			$database->select(
				"SELECT post_id, meta_value FROM %i WHERE meta_key = %s AND post_id IN ($in) ORDER BY meta_id",
				[ $database->shopTable( 'postmeta' ), '_sku', ...$ids ]
			) as $row
		) {
			$sku = maybe_unserialize( (string) $row['meta_value'] );
			// If there are several, the first counts.
			$skus[ (int) $row['post_id'] ] ??= is_scalar( $sku ) ? (string) $sku : '';
		}
		return $skus;
	}
}
