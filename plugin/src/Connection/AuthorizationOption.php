<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** One per user and site: only the user who began to connect can approve the result. */
final class AuthorizationOption {

	/** User option, prefixed by the site's prefix. */
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
