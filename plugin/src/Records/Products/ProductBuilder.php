<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Decimal;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use WC_Product;
use WC_Product_Variation;

/**
 * R12 to R16: simple and variable products with a price, and their variations. A product that no longer
 * qualifies is taken offline in Ivorey's online store, if Ivorey has it.
 */
final class ProductBuilder implements RecordBuilder {

	public function __construct( private readonly ProductReader $reader = new ProductReader() ) {}

	public function element(): Element {
		return Element::Products;
	}

	/** {@inheritDoc} Throws what another plugin's filter throws while a product is read. */
	public function build( array $ids ): array {
		$products = $this->reader->read( array_keys( $ids ) );
		$built    = [];
		foreach ( array_keys( $ids ) as $id ) {
			$built[ $id ] = [ self::one( $id, $products[ $id ] ?? null ) ];
		}
		return $built;
	}

	private static function one( int $id, ?ReadProduct $read ): WireRecord|Exclusion {
		if ( null === $read ) {
			return self::excluded( $id, 'deleted' );
		}
		$product    = $read->product;
		$status     = (string) get_post_status( $id );
		$isKeptHere = ProductRules::isKeptHere( get_post_meta( $id, ProductRules::KEPT_HERE, true ) );
		$variations = self::withPrice( $read->variations );
		$isSold     = null === $product || 'variable' === $read->type ? $variations : [ $product ];
		$reason     = ProductRules::exclusion( $read->type, $status, get_post_field( 'post_password', $id, 'raw' ), array_map( ProductData::priceOf( ... ), $isSold ), $isKeptHere );
		if ( null === $product ) {
			$reason ??= 'product_type';
		}
		if ( null !== $reason && ! ProductRules::goesOffline( $status ) ) {
			return self::excluded( $id, $reason );
		}
		return new WireRecord(
			Element::Products,
			(string) $id,
			// Nothing else of a product that is kept in the store may leave it.
			null === $product || $isKeptHere ? ProductData::OFFLINE : ProductData::of( $read->type, $product, $variations, null === $reason ),
			$reason,
			'variable' === $read->type && ! $isKeptHere ? count( $read->variations ) - count( $variations ) : 0
		);
	}

	/**
	 * @param list<WC_Product_Variation> $variations
	 * @return list<WC_Product_Variation>
	 */
	private static function withPrice( array $variations ): array {
		return array_values( array_filter( $variations, static fn ( WC_Product $variation ): bool => Decimal::isPositive( ProductData::priceOf( $variation ) ) ) );
	}

	private static function excluded( int $id, string $reason ): Exclusion {
		return new Exclusion( Element::Products, (string) $id, $reason );
	}
}
