<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use RuntimeException;

/** The message is for the owner, and not escaped. */
final class ImportUnderWay extends RuntimeException {

	public static function of( Job $job ): self {
		return new self(
			sprintf(
				/* translators: %s: names of elements, such as "products, collections". */
				__( 'An import is already running. Left to import: %s. Wait until it is done, or cancel it, before you start another.', 'ivorey-for-woocommerce' ),
				implode( ', ', array_column( $job->unfinished(), 'value' ) )
			)
		);
	}
}
