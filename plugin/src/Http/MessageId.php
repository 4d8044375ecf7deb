<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** `webhook-id`s. */
final class MessageId {

	public const PREFIX = 'msg_';

	/**
	 * The same batch always gets the same ID, so that Ivorey recognizes a retry; no other batch gets it.
	 *
	 * @param string $json The body before gzip.
	 */
	public static function ofBatch( string $connection, string $json ): string {
		return self::PREFIX . self::base64url( hash( 'sha256', $connection . "\n" . $json, true ) );
	}

	/**
	 * For a request that is processed anew each time.
	 *
	 * @param string $prefix One of Contract::ACTION_IDS if the request is that action: the ID is signed, the
	 *                       path is not.
	 */
	public static function fresh( string $prefix = self::PREFIX ): string {
		return $prefix . self::base64url( random_bytes( 24 ) );
	}

	private static function base64url( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}
