<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use RuntimeException;
use WC_Product;
use WC_Product_Attribute;
use WC_Product_External;
use WC_Product_Grouped;
use WC_Product_Simple;
use WC_Product_Variable;
use WC_Product_Variation;

/** Products and categories that a test adds to the existing ones. */
final class Catalogue {

	private const CLASSES = [
		'simple'   => WC_Product_Simple::class,
		'grouped'  => WC_Product_Grouped::class,
		'external' => WC_Product_External::class,
	];

	/**
	 * @param array<string, mixed> $props As WC_Product's setters take them; published and priced at 10 by default.
	 */
	public static function product( array $props = [], string $type = 'simple' ): int {
		$class   = self::CLASSES[ $type ];
		$product = new $class();
		$product->set_props( $props + [ 'name' => 'Thing' ] + ( 'grouped' === $type ? [] : [ 'regular_price' => '10' ] ) );
		return $product->save();
	}

	/**
	 * Adds a variable product with a variation for each size.
	 *
	 * @param array<string, string> $prices By size, of S, M, L and XL.
	 * @param array<string, mixed>  $props
	 * @return array{int, array<string, int>} Its ID, and the variations' IDs by size.
	 */
	public static function variable( array $prices, array $props = [] ): array {
		$size = new WC_Product_Attribute();
		$size->set_name( 'Size' );
		$size->set_options( [ 'S', 'M', 'L', 'XL' ] );
		$size->set_visible( true );
		$size->set_variation( true );
		$product = new WC_Product_Variable();
		$product->set_props(
			$props + [
				'name'       => 'Shirt',
				'attributes' => [ $size ],
			]
		);
		$id         = $product->save();
		$variations = [];
		foreach ( $prices as $option => $price ) {
			$variation = new WC_Product_Variation();
			$variation->set_props(
				[
					'parent_id'     => $id,
					'regular_price' => $price,
					'attributes'    => [ 'size' => $option ],
				]
			);
			$variations[ $option ] = $variation->save();
		}
		return [ $id, $variations ];
	}

	/**
	 * Sets properties of a product or a variation and saves it.
	 *
	 * @param array<string, mixed> $props As WC_Product's setters take them.
	 */
	public static function set( int $id, array $props ): void {
		$product = self::get( $id );
		$product->set_props( $props );
		$product->save();
	}

	public static function get( int $id ): WC_Product {
		$product = wc_get_product( $id );
		return $product instanceof WC_Product ? $product : throw new RuntimeException( "There is no product $id." );
	}

	/**
	 * Adds an attribute of the shop with its options.
	 *
	 * @return array{WC_Product_Attribute, list<int>} The attribute as a product takes it, with all options; and
	 *                                                the options' terms.
	 */
	public static function attribute( string $name, string $slug, string ...$options ): array {
		$id = wc_create_attribute(
			[
				'name' => $name,
				'slug' => $slug,
			]
		);
		if ( ! is_int( $id ) ) {
			throw new RuntimeException( $id->get_error_message() );
		}
		// As the next process does it.
		register_taxonomy( "pa_$slug", 'product' );
		$GLOBALS['wc_product_attributes'][ "pa_$slug" ] = wc_get_attribute_taxonomies()[ "id:$id" ];
		$terms     = array_map( static fn ( string $option ): int => self::term( $option, "pa_$slug" ), array_values( $options ) );
		$attribute = new WC_Product_Attribute();
		$attribute->set_id( $id );
		$attribute->set_name( "pa_$slug" );
		$attribute->set_options( $terms );
		$attribute->set_variation( true );
		return [ $attribute, $terms ];
	}

	/** Makes this process forget it, as one that begins now. */
	public static function forgetAttribute( string $slug ): void {
		if ( taxonomy_exists( "pa_$slug" ) ) {
			unregister_taxonomy( "pa_$slug" );
		}
		unset( $GLOBALS['wc_product_attributes'][ "pa_$slug" ] );
	}

	/** @param array<string, mixed> $args As wp_insert_term() takes them. */
	public static function category( string $name, array $args = [] ): int {
		return self::term( $name, 'product_cat', $args );
	}

	/** Adds a picture to the media library, without a file. */
	public static function image( string $file = 'image.jpg' ): int {
		return wp_insert_attachment(
			[
				'post_title'     => 'Image',
				'post_mime_type' => 'image/jpeg',
				'post_status'    => 'inherit',
			],
			$file
		);
	}

	/** @param array<string, mixed> $args As wp_update_term() takes them. */
	public static function setCategory( int $id, array $args ): void {
		wp_update_term( $id, 'product_cat', $args );
	}

	/** @param array<string, mixed> $args */
	public static function term( string $name, string $taxonomy, array $args = [] ): int {
		$term = wp_insert_term( $name, $taxonomy, $args );
		return is_array( $term ) ? $term['term_id'] : throw new RuntimeException( $term->get_error_message() );
	}
}
