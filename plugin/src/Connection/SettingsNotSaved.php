<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use RuntimeException;

/** Nothing was changed, or the result is unknown. The message is for the owner, and not escaped. */
final class SettingsNotSaved extends RuntimeException {

	private function __construct( string $message, public readonly bool $isConflict, public readonly bool $isUnknown = false ) {
		parent::__construct( $message );
	}

	/** Somebody changed the settings in Ivorey in the meantime; the plugin now uses those. */
	public static function conflict(): self {
		return new self( __( 'These settings were changed in Ivorey in the meantime. You now see the current settings. Change them again if you still want to.', 'ivorey-for-woocommerce' ), true );
	}

	public static function notConnected(): self {
		return new self( __( 'This store is not connected to Ivorey.', 'ivorey-for-woocommerce' ), false );
	}

	/** Ivorey refuses the store: the message about the pause tells the owner how to resolve it. */
	public static function refused( string $problem ): self {
		return new self( ( new Pause( $problem, 0 ) )->message() . ' ' . __( 'The settings were not changed.', 'ivorey-for-woocommerce' ), false );
	}

	/**
	 * The request may have arrived, and Ivorey cannot be asked either.
	 *
	 * @param string $problem Short technical name of the problem.
	 */
	public static function unknown( string $problem ): self {
		return new self(
			sprintf(
				/* translators: %s: short technical name of what happened, such as "curl-28". */
				__( 'Ivorey did not answer (%s), so it is not yet clear whether this was saved. The store asks again within a minute and then shows the current settings.', 'ivorey-for-woocommerce' ),
				$problem
			),
			false,
			true
		);
	}

	/** @param string $problem Short technical name of the problem. */
	public static function because( string $problem ): self {
		return new self(
			sprintf(
				/* translators: %s: short technical name of what happened, such as "curl-7". */
				__( 'Ivorey could not be reached (%s). The settings were not changed. Try again.', 'ivorey-for-woocommerce' ),
				$problem
			),
			false
		);
	}
}
