<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use SensitiveParameter;

/** Standard Webhooks' symmetric signature. Pure. */
final class Signer {

	/**
	 * @param string $secret    `whsec_` and base64.
	 * @param string $id        The `webhook-id`.
	 * @param int    $timestamp Seconds since 1970.
	 * @param string $body      Exactly the sent bytes.
	 * @return string `webhook-signature`: `v1,<base64>`.
	 */
	public static function sign( #[SensitiveParameter] string $secret, string $id, int $timestamp, string $body ): string {
		$key = (string) base64_decode( substr( $secret, strlen( 'whsec_' ) ), true );
		return 'v1,' . base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", $key, true ) );
	}
}
