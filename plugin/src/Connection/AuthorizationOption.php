<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** One per person and site: who began to connect is the one who can approve what comes back. */
final class AuthorizationOption {

	/** Option of the user, prefixed by the site's prefix. */
	public const OPTION = 'ivorey_authorization';

	public function get( int $user ): ?Authorization {
		return Authorization::fromArray( get_user_option( self::OPTION, $user ) );
	}

	public function save( int $user, Authorization $authorization ): void {
		update_user_option( $user, self::OPTION, $authorization->toArray() );
	}

	public function forget( int $user ): void {
		delete_user_option( $user, self::OPTION );
	}
}
