<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use WC_Product;
use WC_Product_Variation;

/** A product with the data that was read for it. */
final class ReadProduct {

	/**
	 * @param string                     $type       The stored type, even if the plugin that added the type is gone.
	 * @param WC_Product|null            $product    Null for a type that is not needed, or cannot be read.
	 * @param list<WC_Product_Variation> $variations The enabled ones, in order.
	 */
	public function __construct(
		public readonly string $type,
		public readonly ?WC_Product $product,
		public readonly array $variations
	) {}
}
