<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Decimal;
use Ivorey\WooCommerce\Records\PublicUrl;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\Timestamp;
use WC_Product;
use WC_Product_Attribute;
use WC_Product_Variation;

/**
 * A product in the contract's form (plugin/contract/product.json), from stored values: a price that plugins
 * compute for a particular shopper is not the product's.
 */
final class ProductData {

	/**
	 * The record of a product that the owner keeps in the store, or of another type, for which the contract
	 * has no more fields: Ivorey's copy goes offline (R12, R14).
	 */
	public const OFFLINE = [
		'include_in_online_store' => false,
		'type'                    => 'offline',
	];

	/** The contract's maximum for each. */
	private const MAX_IMAGES      = 500;
	private const MAX_COLLECTIONS = 1_000;
	private const MAX_ATTRIBUTES  = 200;
	private const MAX_OPTIONS     = 1_000;
	private const MAX_VARIANTS    = 2_000;
	private const MAX_OF_VARIANT  = 100;
	private const MAX_STATUS      = 50;

	/**
	 * @param list<WC_Product_Variation> $variations The variations with a price.
	 * @param bool                       $isInStore  Whether it is in Ivorey's online store; only then does it
	 *                                               need a price.
	 * @return array<string, mixed>
	 */
	public static function of( string $type, WC_Product $product, array $variations, bool $isInStore ): array {
		$price  = 'variable' === $type ? self::lowest( $variations ) : self::priceOf( $product );
		$prices = self::pricesOf( $product );
		if ( 'variable' === $type ) {
			// WooCommerce stores no price for a variable product, only a list of its variations' prices.
			$prices = array_fill_keys( array_keys( $prices ), null );
		}
		$stock = self::stockOf( $product );
		return [
			'attributes'              => self::attributes( $product ),
			'collection_ids'          => self::collectionIds( $product ),
			'date_created'            => Timestamp::of( $product->get_date_created( 'edit' ) ),
			// WooCommerce updates it with each save, changed or not; if it were sent, no record would equal
			// the previous one.
			'date_modified'           => null,
			'date_on_sale_from'       => $prices['date_on_sale_from'],
			'date_on_sale_to'         => $prices['date_on_sale_to'],
			'description'             => Text::plain( $product->get_description( 'edit' ), Contract::MAX_HTML ),
			'downloadable'            => $product->get_downloadable( 'edit' ),
			'images'                  => self::images( $product ),
			'include_in_online_store' => $isInStore,
			'manage_stock'            => $stock['manage_stock'],
			'name'                    => Text::ofHtml( $product->get_name( 'edit' ), Contract::MAX_NAME ),
			'permalink'               => PublicUrl::of( $product->get_permalink() ) ?? PublicUrl::of( home_url( '/?p=' . $product->get_id() ) ),
			'price'                   => Decimal::isPositive( $price ) ? $price : null,
			'regular_price'           => $prices['regular_price'],
			'sale_price'              => $prices['sale_price'],
			'short_description'       => Text::plain( $product->get_short_description( 'edit' ), Contract::MAX_HTML ),
			'sku'                     => $stock['sku'],
			'slug'                    => Text::plain( $product->get_slug( 'edit' ), Contract::MAX_NAME ),
			'stock_quantity'          => $stock['stock_quantity'],
			'stock_status'            => $stock['stock_status'],
			'type'                    => $type,
			'variants'                => array_map(
				static fn ( WC_Product_Variation $variation ): array => self::variant( $variation, $product ),
				array_slice( $variations, 0, self::MAX_VARIANTS )
			),
			'virtual'                 => $product->get_virtual( 'edit' ),
		];
	}

	/** @return string The current price: "12.50"; "0.00" for a free product, or without a price. */
	public static function priceOf( WC_Product $product ): string {
		return Decimal::money( $product->get_price( 'edit' ) );
	}

	/** @return array<string, mixed> */
	private static function variant( WC_Product_Variation $variation, WC_Product $product ): array {
		$prices = self::pricesOf( $variation );
		$stock  = self::stockOf( $variation );
		return [
			'attributes'        => self::options( $variation, $product ),
			'date_on_sale_from' => $prices['date_on_sale_from'],
			'date_on_sale_to'   => $prices['date_on_sale_to'],
			'id'                => (string) $variation->get_id(),
			'image'             => PublicUrl::ofImage( $variation->get_image_id( 'edit' ) ),
			'manage_stock'      => $stock['manage_stock'],
			'price'             => self::priceOf( $variation ),
			'regular_price'     => $prices['regular_price'],
			'sale_price'        => $prices['sale_price'],
			'sku'               => $stock['sku'],
			'stock_quantity'    => $stock['stock_quantity'],
			'stock_status'      => $stock['stock_status'],
		];
	}

	/** @param list<WC_Product_Variation> $variations */
	private static function lowest( array $variations ): string {
		$prices = array_map( self::priceOf( ... ), $variations );
		return [] === $prices ? Decimal::money() : ProductRules::lowest( $prices );
	}

	/** @return array{regular_price: string|null, sale_price: string|null, date_on_sale_from: string|null, date_on_sale_to: string|null} */
	private static function pricesOf( WC_Product $product ): array {
		return [
			'regular_price'     => self::moneyOrNull( $product->get_regular_price( 'edit' ) ),
			'sale_price'        => self::moneyOrNull( $product->get_sale_price( 'edit' ) ),
			'date_on_sale_from' => Timestamp::of( $product->get_date_on_sale_from( 'edit' ) ),
			'date_on_sale_to'   => Timestamp::of( $product->get_date_on_sale_to( 'edit' ) ),
		];
	}

	/**
	 * A variation has its own stock; stock shared by all variations belongs to the product.
	 *
	 * @return array{sku: string, manage_stock: bool, stock_quantity: string|null, stock_status: string}
	 */
	private static function stockOf( WC_Product $product ): array {
		$isManaged = true === $product->get_manage_stock( 'edit' );
		$quantity  = $product->get_stock_quantity( 'edit' );
		return [
			'sku'            => Text::plain( $product->get_sku( 'edit' ), Contract::MAX_NAME ),
			'manage_stock'   => $isManaged,
			'stock_quantity' => $isManaged && is_numeric( $quantity ) ? Decimal::number( $quantity ) : null,
			'stock_status'   => Text::plain( $product->get_stock_status( 'edit' ), self::MAX_STATUS ),
		];
	}

	private static function moneyOrNull( mixed $price ): ?string {
		return is_numeric( $price ) ? Decimal::money( $price ) : null;
	}

	/** @return list<string> Main image first. */
	private static function images( WC_Product $product ): array {
		$urls = array_map( PublicUrl::ofImage( ... ), [ $product->get_image_id( 'edit' ), ...$product->get_gallery_image_ids( 'edit' ) ] );
		return array_slice( array_values( array_unique( array_filter( $urls, static fn ( ?string $url ): bool => null !== $url ) ) ), 0, self::MAX_IMAGES );
	}

	/** @return list<string> By number: WordPress sorts them by name, which changes. */
	private static function collectionIds( WC_Product $product ): array {
		$ids = wp_parse_id_list( $product->get_category_ids( 'edit' ) );
		sort( $ids );
		return array_slice( array_map( strval( ... ), $ids ), 0, self::MAX_COLLECTIONS );
	}

	/** @return list<array{name: string, options: list<string>}> */
	private static function attributes( WC_Product $product ): array {
		$attributes = [];
		foreach ( $product->get_attributes( 'edit' ) as $attribute ) {
			if ( $attribute instanceof WC_Product_Attribute && ! ( [] === $attribute->get_options() && self::isGone( $attribute->get_name() ) ) ) {
				$options      = $attribute->is_taxonomy() ? array_values( self::terms( $product, $attribute->get_name() ) ) : $attribute->get_options();
				$attributes[] = [
					'name'    => self::label( $attribute->get_name(), $product ),
					'options' => array_slice(
						array_map( static fn ( mixed $option ): string => Text::ofHtml( $option, Contract::MAX_NAME ), array_values( $options ) ),
						0,
						self::MAX_OPTIONS
					),
				];
			}
		}
		return array_slice( $attributes, 0, self::MAX_ATTRIBUTES );
	}

	/** @return list<array{name: string, option: string}> The option is empty if a variation matches any. */
	private static function options( WC_Product_Variation $variation, WC_Product $product ): array {
		$options = [];
		foreach ( $variation->get_attributes( 'edit' ) as $key => $value ) {
			$key   = (string) $key;
			$value = is_scalar( $value ) ? (string) $value : '';
			if ( taxonomy_is_product_attribute( $key ) ) {
				$value = self::terms( $product, $key )[ $value ] ?? $value;
			}
			$options[] = [
				'name'   => self::label( $key, $product ),
				'option' => Text::ofHtml( $value, Contract::MAX_NAME ),
			];
		}
		return array_slice( $options, 0, self::MAX_OF_VARIANT );
	}

	private static function label( string $name, WC_Product $product ): string {
		return Text::ofHtml( self::isGone( $name ) ? $name : wc_attribute_label( $name, $product ), Contract::MAX_NAME );
	}

	/**
	 * Whether it is a shop-wide attribute that was deleted in this process, which still knows its taxonomy.
	 * Other processes do not, and all must build the same record.
	 */
	private static function isGone( string $attribute ): bool {
		return taxonomy_is_product_attribute( $attribute ) && 0 === wc_attribute_taxonomy_id_by_name( $attribute );
	}

	/** @return array<string, string> Names by slug, from the product's terms, which were read with it. */
	private static function terms( WC_Product $product, string $taxonomy ): array {
		$terms = get_the_terms( $product->get_id(), $taxonomy );
		$names = [];
		foreach ( is_array( $terms ) ? $terms : [] as $term ) {
			$names[ $term->slug ] = $term->name;
		}
		return $names;
	}
}
