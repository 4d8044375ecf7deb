<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

/** The reason and start of a pause in sending. */
final class Pause {

	/** The credentials cannot be decrypted: the salts in wp-config.php have changed since they were saved. */
	public const CREDENTIALS_UNREADABLE = 'credentials-unreadable';

	/** Ivorey's own reason (shared/src/problems.ts). */
	private const BY_PERSON = 'paused-by-person';

	/**
	 * @param string $reason Name of the problem (shared/src/problems.ts), `refused-<status>` if the answer did
	 *                       not come from Ivorey, or CREDENTIALS_UNREADABLE.
	 * @param int    $since  Seconds since 1970.
	 */
	public function __construct(
		public readonly string $reason,
		public readonly int $since
	) {}

	/** Whether somebody paused it in Ivorey: nothing is broken then, and reconnecting does not end the pause. */
	public function isByPerson(): bool {
		return self::BY_PERSON === $this->reason;
	}

	/**
	 * Whether a refusal for this reason is another incident. A pause by a person needs no repair, and a
	 * problem that needs repair does not end when a person resumes. Other changes of the reason keep the
	 * announcement that the owner already got.
	 */
	public function isOvertakenBy( string $reason ): bool {
		return $this->isByPerson() !== ( self::BY_PERSON === $reason );
	}

	/** An ID for this pause. */
	public function incident(): string {
		return $this->since . '-' . $this->reason;
	}

	/** For the owner. Not escaped. */
	public function message(): string {
		return match ( $this->reason ) {
			'unauthorized'               => __( 'Ivorey no longer accepts this store’s credentials. Reconnect the store.', 'ivorey-for-woocommerce' ),
			'revoked'                    => __( 'The connection was revoked in Ivorey. Reconnect the store.', 'ivorey-for-woocommerce' ),
			self::BY_PERSON              => __( 'The connection was paused in Ivorey. Resume it there to continue the sync.', 'ivorey-for-woocommerce' ),
			'store-mismatch'             => __( 'This is not the store that was approved in Ivorey: its address is different. If the store has moved, reconnect it.', 'ivorey-for-woocommerce' ),
			'connection-gone'            => __( 'The connection no longer exists in Ivorey. Reconnect the store.', 'ivorey-for-woocommerce' ),
			self::CREDENTIALS_UNREADABLE => __( 'The saved credentials cannot be read: the salts in wp-config.php have changed. Reconnect the store.', 'ivorey-for-woocommerce' ),
			/* translators: %s: short technical name of what was answered, such as "refused-403". */
			default                      => sprintf( __( 'Requests from this store to Ivorey are refused (%s). Ask your host whether something between the store and Ivorey blocks them, or reconnect the store.', 'ivorey-for-woocommerce' ), $this->reason ),
		};
	}
}
