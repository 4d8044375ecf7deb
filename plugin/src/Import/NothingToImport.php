<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use RuntimeException;

/** The message is for the owner, and not escaped. */
final class NothingToImport extends RuntimeException {

	public static function notConnected(): self {
		return new self( __( 'This store is not connected to Ivorey.', 'ivorey-for-woocommerce' ) );
	}

	public static function nothingSelected(): self {
		return new self( __( 'Nothing is selected for the import.', 'ivorey-for-woocommerce' ) );
	}

	/** @param string $elements The elements' names. */
	public static function switchedOff( string $elements ): self {
		return new self(
			sprintf(
				/* translators: %s: names of elements, such as "products, collections". */
				__( 'These elements are switched off for both import and sync: %s.', 'ivorey-for-woocommerce' ),
				$elements
			)
		);
	}
}
