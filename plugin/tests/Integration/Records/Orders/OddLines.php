<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Closure;
use Ivorey\WooCommerce\Tests\Integration\Support\OddOrder;
use WC_Product_Simple;

/** Order lines with products that were deleted or never existed; see OddOrders. */
final class OddLines {

	/**
	 * @return iterable<string, array{bool, Closure( OddOrder ): mixed}> Whether the lines are read from their
	 *         rows, and the change to the order.
	 */
	public static function all(): iterable {
		yield from self::products();
		yield from self::names();
	}

	/** @return iterable<string, array{bool, Closure( OddOrder ): mixed}> */
	private static function products(): iterable {
		$is = static fn ( bool $isFromRows, Closure $ids ): array => [
			$isFromRows,
			static function ( OddOrder $odd ) use ( $ids ): void {
				[ $product, $variation ] = $ids( $odd );
				$odd->set( $odd->line, '_product_id', (string) $product );
				$odd->set( $odd->line, '_variation_id', (string) $variation );
			},
		];

		$variation = static function ( string $sku = '' ): array {
			$variation = OddOrder::variation( $sku );
			return [ $variation->get_parent_id(), $variation->get_id() ];
		};
		yield 'a product that is gone' => $is( true, static fn () => [ 999999, 0 ] );
		yield 'a page for a product' => $is(
			true,
			static fn () => [
				wp_insert_post(
					[
						'post_type'  => 'page',
						'post_title' => 'x',
					]
				),
				0,
			]
		);
		yield 'a variation for a product' => $is( true, static fn () => [ $variation( 'SCARF-M' )[1], 0 ] );
		yield 'a product for a variation' => $is( true, static fn ( OddOrder $odd ) => [ $odd->line->get_product_id(), $odd->line->get_product_id() ] );
		yield 'ids that are none' => $is( false, static fn () => [ '12abc', '-5' ] );
		yield 'a trashed product' => $is(
			true,
			static function (): array {
				$product = new WC_Product_Simple();
				$product->set_props(
					[
						'name'          => 'Bin',
						'sku'           => 'BIN',
						'regular_price' => '1',
					]
				);
				wp_trash_post( $product->save() );
				return [ $product->get_id(), 0 ];
			}
		);
		yield 'a variation' => $is( true, static fn () => $variation() );
		yield 'a variation with a SKU of its own' => $is( true, static fn () => $variation( 'SCARF-M' ) );
		yield 'a variation without its product' => $is( true, static fn () => [ 0, $variation()[1] ] );
		yield 'a SKU that is stored twice, serialized' => $is(
			true,
			static function (): array {
				$product = new WC_Product_Simple();
				$product->set_props( [ 'name' => 'Odd' ] );
				$product->save();
				delete_post_meta( $product->get_id(), '_sku' );
				add_post_meta( $product->get_id(), '_sku', [ 'x' ] );
				add_post_meta( $product->get_id(), '_sku', 'second' );
				return [ $product->get_id(), 0 ];
			}
		);
	}

	/** @return iterable<string, array{bool, Closure( OddOrder ): mixed}> */
	private static function names(): iterable {
		yield 'odd names' => [
			true,
			static function ( OddOrder $odd ): void {
				$odd->name( $odd->line, '  Ünïcödé 🎁 <script>x</script> &amp;amp; "quoted" ' );
				$odd->name( $odd->shipping, '<b>Überbringung</b>  &lt;heute&gt; %20 ' );
			},
		];
	}
}
