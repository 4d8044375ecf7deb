<?php

const TOLERANCE_SECONDS = 300;

/**
 * Whether Ivorey sent this request, just now.
 *
 * @param string                $secret  Of the endpoint: `whsec_…`. With an empty one anybody could sign, so nothing is accepted then.
 * @param array<string, string> $headers Of the request, with names in lower case.
 * @param string                $body    As it came, to the byte: `file_get_contents( 'php://input' )`. Decode it afterwards.
 */
function verify_webhook( string $secret, array $headers, string $body ): bool {
	$id        = $headers['webhook-id'] ?? '';
	$timestamp = $headers['webhook-timestamp'] ?? '';
	if ( ! ctype_digit( $timestamp ) || abs( time() - (int) $timestamp ) > TOLERANCE_SECONDS ) {
		return false;
	}
	if ( ! preg_match( '~^whsec_([A-Za-z0-9+/]{43}=)$~D', $secret, $match ) ) {
		return false;
	}
	$key      = base64_decode( $match[1] );
	$expected = base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", $key, true ) );
	// More than one while the secret is rotated.
	foreach ( explode( ' ', $headers['webhook-signature'] ?? '' ) as $signature ) {
		if ( hash_equals( "v1,$expected", $signature ) ) {
			return true;
		}
	}
	return false;
}
