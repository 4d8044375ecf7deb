import {
	createHmac,
	createSecretKey,
	randomBytes,
	timingSafeEqual,
	type KeyObject,
} from 'node:crypto';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';
import { seal, unseal, type Keyring } from './keyring.ts';

/** `ivt_`, a random part, and a mark that shows that Ivorey issued it. */
const TOKEN = /^ivt_(?<random>[A-Za-z0-9_-]{43})(?<mark>[A-Za-z0-9_-]{22})$/;
const TOKEN_BYTES = 32;
const MARK_BYTES = 16;

export function newToken(
	{ current }: Keyring,
	connection: ConnectionKey
): string {
	const random = randomBytes( TOKEN_BYTES ).toString( 'base64url' );
	return `ivt_${ random }${ markOf( current.key, connection, random ) }`;
}

/**
 * Whether this was ever a token of the connection, without asking the database. Only the stored hash tells whether it
 * still is one.
 */
export function isIssuedToken(
	{ all }: Keyring,
	connection: ConnectionKey,
	token: string
): boolean {
	const { random, mark } = TOKEN.exec( token )?.groups ?? {};
	return (
		random !== undefined &&
		mark !== undefined &&
		all.some( ( { key } ) =>
			timingSafeEqual(
				Buffer.from( mark ),
				Buffer.from( markOf( key, connection, random ) )
			)
		)
	);
}

function markOf(
	key: Buffer,
	connection: ConnectionKey,
	random: string
): string {
	return createHmac( 'sha256', signingKeyOf( key ) )
		.update( `${ formatConnection( connection ) }.${ random }` )
		.digest()
		.subarray( 0, MARK_BYTES )
		.toString( 'base64url' );
}

const signingKeys = new WeakMap< Buffer, KeyObject >();

/** A separate signing key, since the given key encrypts. */
function signingKeyOf( key: Buffer ): KeyObject {
	const known = signingKeys.get( key );
	if ( known !== undefined ) {
		return known;
	}
	const made = createSecretKey(
		createHmac( 'sha256', key ).update( 'token' ).digest()
	);
	signingKeys.set( key, made );
	return made;
}

/** @return A text that opens only for the connection it was made for. */
export function encryptSecret(
	keys: Keyring,
	connection: ConnectionKey,
	secret: string
): string {
	return seal( keys, formatConnection( connection ), secret );
}

/** @return null if none of the keys opens it. */
export function decryptSecret(
	keys: Keyring,
	connection: ConnectionKey,
	stored: string
): string | null {
	return unseal( keys, formatConnection( connection ), stored );
}
