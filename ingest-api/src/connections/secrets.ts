import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	randomBytes,
	timingSafeEqual,
} from 'node:crypto';
import { formatConnection, type ConnectionKey } from '../db/identifiers.ts';

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;

/** `ivt_`, what nobody guesses, and what shows that Ivorey made it. */
const TOKEN = /^ivt_(?<random>[A-Za-z0-9_-]{43})(?<mark>[A-Za-z0-9_-]{22})$/;
const TOKEN_BYTES = 32;
const MARK_BYTES = 16;

/** @param key 32 bytes. */
export function newToken( key: Buffer, connection: ConnectionKey ): string {
	const random = randomBytes( TOKEN_BYTES ).toString( 'base64url' );
	return `ivt_${ random }${ markOf( key, connection, random ) }`;
}

/**
 * Whether this was ever a token of the connection, found out without the database: whether it still
 * is one, only its hash tells.
 *
 * @param key 32 bytes.
 */
export function isIssuedToken(
	key: Buffer,
	connection: ConnectionKey,
	token: string
): boolean {
	const { random, mark } = TOKEN.exec( token )?.groups ?? {};
	return (
		random !== undefined &&
		mark !== undefined &&
		timingSafeEqual(
			Buffer.from( mark ),
			Buffer.from( markOf( key, connection, random ) )
		)
	);
}

function markOf(
	key: Buffer,
	connection: ConnectionKey,
	random: string
): string {
	// A key of its own: the other one encrypts.
	const signing = createHmac( 'sha256', key ).update( 'token' ).digest();
	return createHmac( 'sha256', signing )
		.update( `${ formatConnection( connection ) }.${ random }` )
		.digest()
		.subarray( 0, MARK_BYTES )
		.toString( 'base64url' );
}

/**
 * @param key 32 bytes.
 * @return `v1.<iv>.<tag>.<ciphertext>`; it opens only for the connection it was made for.
 */
export function encryptSecret(
	key: Buffer,
	connection: ConnectionKey,
	secret: string
): string {
	const iv = randomBytes( IV_BYTES );
	const cipher = createCipheriv( CIPHER, key, iv );
	cipher.setAAD( Buffer.from( formatConnection( connection ) ) );
	const ciphertext = Buffer.concat( [
		cipher.update( secret, 'utf8' ),
		cipher.final(),
	] );
	return [
		VERSION,
		...[ iv, cipher.getAuthTag(), ciphertext ].map( ( part ) =>
			part.toString( 'base64url' )
		),
	].join( '.' );
}

/** @throws Error where the key is another one, or the value was changed or moved. */
export function decryptSecret(
	key: Buffer,
	connection: ConnectionKey,
	stored: string
): string {
	const [ version, ...parts ] = stored.split( '.' );
	const [ iv, tag, ciphertext ] = parts.map( ( part ) =>
		Buffer.from( part, 'base64url' )
	);
	if (
		version !== VERSION ||
		iv === undefined ||
		tag === undefined ||
		ciphertext === undefined
	) {
		throw new Error( 'Not an encrypted secret' );
	}
	const decipher = createDecipheriv( CIPHER, key, iv, { authTagLength: 16 } );
	decipher.setAAD( Buffer.from( formatConnection( connection ) ) );
	decipher.setAuthTag( tag );
	return Buffer.concat( [
		decipher.update( ciphertext ),
		decipher.final(),
	] ).toString( 'utf8' );
}
