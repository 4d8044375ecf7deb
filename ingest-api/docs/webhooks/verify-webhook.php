<?php

const TOLERANCE_SECONDS = 300;

/**
 * Whether Ivorey sent this request, just now.
 *
 * @param string                $secret  Of the endpoint: `whsec_…`.
 * @param array<string, string> $headers Of the request, with names in lower case.
 * @param string                $body    As it came, to the byte: `file_get_contents( 'php://input' )`. Decode it afterwards.
 */
function verify_webhook( string $secret, array $headers, string $body ): bool {
	$id        = $headers['webhook-id'] ?? '';
	$timestamp = $headers['webhook-timestamp'] ?? '';
	if ( ! ctype_digit( $timestamp ) || abs( time() - (int) $timestamp ) > TOLERANCE_SECONDS ) {
		return false;
	}
	$key      = base64_decode( (string) preg_replace( '/^whsec_/', '', $secret ), true );
	$expected = base64_encode( hash_hmac( 'sha256', "$id.$timestamp.$body", (string) $key, true ) );
	// More than one while the secret is rotated.
	foreach ( explode( ' ', $headers['webhook-signature'] ?? '' ) as $signature ) {
		if ( hash_equals( "v1,$expected", $signature ) ) {
			return true;
		}
	}
	return false;
}
