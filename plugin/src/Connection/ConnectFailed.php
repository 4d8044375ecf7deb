<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\ResponseClass;
use RuntimeException;

/** The message is for the owner, and not escaped. */
final class ConnectFailed extends RuntimeException {

	/** @param string $problem Short technical name of the problem. */
	private function __construct( public readonly string $problem, string $message ) {
		parent::__construct( $message );
	}

	public static function because( Classification $classification ): self {
		if ( ResponseClass::Refused === $classification->kind ) {
			return new self( $classification->problem, ( new Pause( $classification->problem, 0 ) )->message() );
		}
		return new self(
			$classification->problem,
			sprintf(
				/* translators: %s: short technical name of what happened, such as "curl-7". */
				__( 'Ivorey could not be reached (%s). Nothing was saved. Try again.', 'ivorey-for-woocommerce' ),
				$classification->problem
			)
		);
	}

	public static function notReady( State $state ): self {
		return new self(
			'connection-' . $state->value,
			sprintf(
				/* translators: %s: state of the connection, such as "disconnected". */
				__( 'In Ivorey this connection is %s. Nothing was saved.', 'ivorey-for-woocommerce' ),
				$state->value
			)
		);
	}
}
