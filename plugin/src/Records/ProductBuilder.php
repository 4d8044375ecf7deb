<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Outbox\Element;
use WC_Product;
use WC_Product_Variation;

/** R12 to R16: simple and variable products that cost something, with their variations. */
final class ProductBuilder implements RecordBuilder {

	public function __construct( private readonly ProductReader $reader = new ProductReader() ) {}

	public function element(): Element {
		return Element::Products;
	}

	/** {@inheritDoc} Throws what a filter of another plugin throws while a product is read. */
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
		$product     = $read->product;
		$status      = (string) get_post_status( $id );
		$password    = get_post_field( 'post_password', $id, 'raw' );
		$isPublished = ProductRules::isPublished( $status, $password );
		$variations  = self::withPrice( $read->variations );
		$isSold      = null === $product || 'variable' === $read->type ? $variations : [ $product ];
		$prices      = array_map( ProductData::priceOf( ... ), $isSold );
		$reason      = null === $product ? 'product_type' : null;
		$reason      = ProductRules::exclusion( $read->type, $status, $password, $prices ) ?? $reason;
		$hasPrice    = [] !== array_filter( $prices, Decimal::isPositive( ... ) );
		if ( null === $product || ( null !== $reason && ( $isPublished || ! $hasPrice || ! ProductRules::goesOffline( $status, $isPublished ) ) ) ) {
			return ProductRules::goesOffline( $status, $isPublished )
				? new WireRecord( Element::Products, (string) $id, ProductData::OFFLINE, $reason )
				: self::excluded( $id, (string) $reason );
		}
		return new WireRecord(
			Element::Products,
			(string) $id,
			ProductData::of( $read->type, $product, $variations, $isPublished ),
			$reason,
			'variable' === $read->type ? count( $read->variations ) - count( $variations ) : 0
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
