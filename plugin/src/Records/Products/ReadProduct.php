<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use WC_Product;
use WC_Product_Variation;

/** A product as it was read. */
final class ReadProduct {

	/**
	 * @param string                     $type       As it is stored, also where the plugin that brought the type is gone.
	 * @param WC_Product|null            $product    Null for a type that nobody asked for, or that cannot be read.
	 * @param list<WC_Product_Variation> $variations Those that are on, in their order.
	 */
	public function __construct(
		public readonly string $type,
		public readonly ?WC_Product $product,
		public readonly array $variations
	) {}
}
