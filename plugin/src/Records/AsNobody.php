<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Model\Element;

/**
 * Builds as if nobody were logged in, in the site's own language. WordPress and plugins read by who looks:
 * the address of a private post is another one for its editors. The same record must come out of each
 * request, or the store seems to differ from Ivorey by who asks.
 */
final class AsNobody implements RecordBuilder {

	public function __construct( private readonly RecordBuilder $builder ) {}

	public function element(): Element {
		return $this->builder->element();
	}

	/** {@inheritDoc} Throws what the builder throws; user and language are as before in any case. */
	public function build( array $ids ): array {
		// The language first: once nobody is logged in, WordPress takes the site's for the present one.
		$isSwitched = switch_to_locale( get_locale() );
		$user       = get_current_user_id();
		try {
			if ( 0 !== $user ) {
				wp_set_current_user( 0 );
			}
			return $this->builder->build( $ids );
		} finally {
			if ( 0 !== $user ) {
				wp_set_current_user( $user );
			}
			if ( $isSwitched ) {
				restore_previous_locale();
			}
		}
	}
}
