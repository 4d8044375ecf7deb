<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Model\Element;

/**
 * Builds records as if nobody were logged in, in the site's own language. WordPress and plugins return data
 * that depends on the user: editors get a different URL for a private post. Every request must produce the
 * same record, or the store would seem to differ from Ivorey depending on the user.
 */
final class AsNobody implements RecordBuilder {

	public function __construct( private readonly RecordBuilder $builder ) {}

	public function element(): Element {
		return $this->builder->element();
	}

	/** {@inheritDoc} Throws what the builder throws; user and language are restored in any case. */
	public function build( array $ids ): array {
		// The language first: once nobody is logged in, WordPress already considers the site's language the
		// current one.
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
