<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Records\FreshRead;
use WC_Product;
use WC_Product_Factory;
use WC_Product_Variation;

/** Reads any number of products, with their variations and images, in few queries. */
final class ProductReader {

	/** The type that WooCommerce assumes for a product without one. */
	private const POST_TYPE = 'product';

	/** Posts per query. */
	private const AT_ONCE = 1_000;

	public function __construct( private readonly Database $database = new Database() ) {}

	/**
	 * @param list<int> $ids
	 * @return array<int, ReadProduct> By ID; posts that are not products or do not exist are left out.
	 */
	public function read( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		FreshRead::ofProducts( $ids );
		// A cache server keeps an attribute's terms under its old slug: the product would then have none of
		// them.
		FreshRead::ofTerms( $this->termIds( $ids ) );
		self::prime( $ids );
		$types = [];
		foreach ( $ids as $id ) {
			if ( self::POST_TYPE === get_post_type( $id ) ) {
				$types[ $id ] = (string) WC_Product_Factory::get_product_type( $id );
			}
		}
		$variationIds = $this->variationIds( array_keys( $types, 'variable', true ) );
		$ofVariations = array_merge( ...array_values( $variationIds ) );
		if ( [] !== $ofVariations ) {
			FreshRead::ofVariations( $ofVariations );
			self::prime( $ofVariations );
		}
		$read = [];
		foreach ( $types as $id => $type ) {
			// Nothing else is needed of another type (R12), and its class may belong to a plugin.
			$product     = in_array( $type, Contract::PRODUCT_TYPES, true ) ? wc_get_product( $id ) : null;
			$read[ $id ] = new ReadProduct( $type, $product instanceof WC_Product ? $product : null, self::variations( $variationIds[ $id ] ?? [] ) );
		}
		self::primeImages( $read );
		return $read;
	}

	/**
	 * From the database only: WordPress would use its caches.
	 *
	 * @param non-empty-list<int> $ids
	 * @return list<int>
	 */
	private function termIds( array $ids ): array {
		$in = Database::placeholders( '%d', count( $ids ) );
		return array_map(
			static fn ( array $row ): int => (int) $row['term_id'],
			$this->database->select(
				"SELECT DISTINCT t.term_id FROM %i r JOIN %i t ON t.term_taxonomy_id = r.term_taxonomy_id WHERE r.object_id IN ($in)",
				[ $this->database->shopTable( 'term_relationships' ), $this->database->shopTable( 'term_taxonomy' ), ...$ids ]
			)
		);
	}

	/**
	 * The enabled ones: WooCommerce stores a disabled variation as a private post.
	 *
	 * @param list<int> $parents
	 * @return array<int, non-empty-list<int>> By product, in order.
	 */
	private function variationIds( array $parents ): array {
		if ( [] === $parents ) {
			return [];
		}
		$in   = Database::placeholders( '%d', count( $parents ) );
		$rows = $this->database->select(
			"SELECT ID AS id, post_parent FROM %i
			WHERE post_parent IN ($in) AND post_type = 'product_variation' AND post_status = 'publish'
			ORDER BY menu_order, ID",
			[ $this->database->shopTable( 'posts' ), ...$parents ]
		);
		$ids  = [];
		foreach ( $rows as $row ) {
			$ids[ (int) $row['post_parent'] ][] = (int) $row['id'];
		}
		return $ids;
	}

	/**
	 * @param list<int> $ids
	 * @return list<WC_Product_Variation>
	 */
	private static function variations( array $ids ): array {
		$variations = [];
		foreach ( $ids as $id ) {
			$variation = wc_get_product( $id );
			if ( $variation instanceof WC_Product_Variation ) {
				$variations[] = $variation;
			}
		}
		return $variations;
	}

	/** @param array<int, ReadProduct> $read */
	private static function primeImages( array $read ): void {
		$ids = [];
		foreach ( $read as $one ) {
			foreach ( null === $one->product ? [] : [ $one->product, ...$one->variations ] as $product ) {
				$ids[] = (int) $product->get_image_id( 'edit' );
			}
			array_push( $ids, ...array_values( wp_parse_id_list( $one->product?->get_gallery_image_ids( 'edit' ) ?? [] ) ) );
		}
		$ids = array_values( array_unique( array_filter( $ids, static fn ( int $id ): bool => $id > 0 ) ) );
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $some ) {
			_prime_post_caches( $some, false, true );
		}
	}

	/** @param non-empty-list<int> $ids */
	private static function prime( array $ids ): void {
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $some ) {
			_prime_post_caches( $some, true, true );
		}
	}
}
