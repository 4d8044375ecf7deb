import {
	createHmac,
	createSecretKey,
	timingSafeEqual,
	type KeyObject,
} from 'node:crypto';

/** Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
export const SIGNATURE_TOLERANCE_SECONDS = 300;
const SECRET_PREFIX = 'whsec_';
const SCHEME = 'v1,';

function key( secret: string ): KeyObject {
	const encoded = secret.startsWith( SECRET_PREFIX )
		? secret.slice( SECRET_PREFIX.length )
		: secret;
	const bytes = Buffer.from( encoded, 'base64' );
	if ( bytes.length === 0 ) {
		// With an empty key anyone could sign.
		throw new TypeError( 'The signing secret is empty or not base64' );
	}
	// Node takes three times as long if it gets bytes instead of a key object.
	return createSecretKey( bytes );
}

/** base64 of the HMAC over `id.timestamp.body`, with the body as on the wire. */
function mac(
	secret: string,
	id: string,
	timestamp: number,
	body: Uint8Array | string
): string {
	return createHmac( 'sha256', key( secret ) )
		.update( `${ id }.${ timestamp }.` )
		.update( body )
		.digest( 'base64' );
}

/**
 * @param secret    `whsec_` and base64.
 * @param id        The `webhook-id`; without a full stop, which separates the signed parts.
 * @param timestamp Seconds since 1970.
 * @param body      The exact bytes that are sent.
 * @throws TypeError if the secret is empty or not base64.
 * @return One entry of `webhook-signature`: `v1,<base64>`.
 */
export function sign(
	secret: string,
	id: string,
	timestamp: number,
	body: Uint8Array | string
): string {
	return SCHEME + mac( secret, id, timestamp, body );
}

/**
 * Whether one of the header's space-separated signatures was made with the secret. Does not check the timestamp's
 * age: see `isWithinTolerance`. Compares in constant time, through the last entry, and compares the text itself:
 * decoding base64 would accept other spellings of the same bytes.
 *
 * @throws TypeError if the secret is empty or not base64; never because of the header.
 */
export function isSignedBy(
	secret: string,
	id: string,
	timestamp: number,
	body: Uint8Array | string,
	header: string
): boolean {
	const expected = Buffer.from( mac( secret, id, timestamp, body ) );
	let found = false;
	for ( const entry of header.split( ' ' ) ) {
		if ( ! entry.startsWith( SCHEME ) ) {
			continue;
		}
		const given = Buffer.from( entry.slice( SCHEME.length ) );
		if (
			given.length === expected.length &&
			timingSafeEqual( given, expected )
		) {
			found = true;
		}
	}
	return found;
}

/** Both times are in seconds since 1970. */
export function isWithinTolerance(
	timestamp: number,
	nowSeconds: number
): boolean {
	return Math.abs( nowSeconds - timestamp ) <= SIGNATURE_TOLERANCE_SECONDS;
}
