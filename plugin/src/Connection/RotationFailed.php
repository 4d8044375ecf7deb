<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\ResponseClass;
use RuntimeException;

/** The credentials are unchanged. The message is for the owner, and not escaped. */
final class RotationFailed extends RuntimeException {

	/** @param string $problem Short and technical, for the log. */
	private function __construct( string $message, public readonly string $problem ) {
		parent::__construct( $message );
	}

	public static function because( Classification $classification ): self {
		if ( ResponseClass::Refused === $classification->kind ) {
			return new self( ( new Pause( $classification->problem, 0 ) )->message(), $classification->problem );
		}
		return new self(
			sprintf(
				/* translators: %s: short technical name of what happened, such as "curl-7". */
				__( 'Ivorey did not renew the keys (%s). The current keys stay valid. Try again.', 'ivorey-for-woocommerce' ),
				$classification->problem
			),
			$classification->problem
		);
	}

	public static function unreadable(): self {
		return self::because( Classification::unreadable() );
	}

	public static function notConnected(): self {
		return new self( __( 'This store is not connected, so there are no keys to renew.', 'ivorey-for-woocommerce' ), 'not-connected' );
	}

	public static function underWay(): self {
		return new self( __( 'The keys are already being renewed.', 'ivorey-for-woocommerce' ), 'under-way' );
	}

	public static function overtaken(): self {
		return new self( __( 'The store was disconnected or reconnected in the meantime. Its current keys were not changed.', 'ivorey-for-woocommerce' ), 'overtaken' );
	}
}
