import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	randomBytes,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The format from before values named their key. */
const WITHOUT_KEY_ID = 'v1';
const WITH_KEY_ID = 'v2';

export interface EncryptionKey {
	/** Derived from the key, so that keys need no names; reveals nothing about it. */
	id: string;
	/** 32 bytes. */
	key: Buffer;
}

/** The current key seals; any of them can open. */
export interface Keyring {
	current: EncryptionKey;
	/** The current key first. */
	all: readonly EncryptionKey[];
}

/** @param keys At least one; the current key first. */
export function keyringOf( ...keys: readonly Buffer[] ): Keyring {
	const all = keys.map( ( key ) => ( { id: keyId( key ), key } ) );
	return { current: all[ 0 ]!, all };
}

function keyId( key: Buffer ): string {
	return createHmac( 'sha256', key )
		.update( 'key id' )
		.digest( 'hex' )
		.slice( 0, 8 );
}

/**
 * `boundTo` is the owner of the value, which opens for nothing else.
 *
 * @return `v2.<key id>.<iv>.<tag>.<ciphertext>`
 */
export function seal( keys: Keyring, boundTo: string, text: string ): string {
	const { current } = keys;
	const iv = randomBytes( IV_BYTES );
	const cipher = createCipheriv( CIPHER, current.key, iv );
	cipher.setAAD( Buffer.from( boundTo ) );
	const ciphertext = Buffer.concat( [
		cipher.update( text, 'utf8' ),
		cipher.final(),
	] );
	const parts = [ iv, cipher.getAuthTag(), ciphertext ].map( ( part ) =>
		part.toString( 'base64url' )
	);
	return sealedWith( current.id ) + parts.join( '.' );
}

/** The prefix of values sealed before values named their key. */
export const SEALED_WITHOUT_KEY_ID = `${ WITHOUT_KEY_ID }.`;

/** The prefix of values sealed with the key that has this ID. */
export function sealedWith( id: string ): string {
	return `${ WITH_KEY_ID }.${ id }.`;
}

/** @return null if the value does not say which key sealed it. */
export function keyIdOf( sealed: string ): string | null {
	const [ version, id ] = sealed.split( '.' );
	return version === WITH_KEY_ID && id !== undefined ? id : null;
}

/** A cache of opened values by owner and sealed value, since every request of a store needs its secret. */
const opened = new WeakMap< Keyring, Map< string, string > >();

const MOST_OPENED = 10_000;

/** @return null if no key opens it: it was sealed with another key, or the value was changed or moved. */
export function unseal(
	keys: Keyring,
	boundTo: string,
	sealed: string
): string | null {
	const known = opened.get( keys ) ?? new Map< string, string >();
	opened.set( keys, known );
	const name = `${ boundTo } ${ sealed }`;
	const text = known.get( name ) ?? openWith( keys, boundTo, sealed );
	if ( text !== null ) {
		if ( known.size >= MOST_OPENED ) {
			known.clear();
		}
		known.set( name, text );
	}
	return text;
}

function openWith(
	{ all }: Keyring,
	boundTo: string,
	sealed: string
): string | null {
	const [ version, ...rest ] = sealed.split( '.' );
	if ( version === WITHOUT_KEY_ID ) {
		return firstOf( all, ( { key } ) => open( key, boundTo, rest ) );
	}
	const [ id, ...parts ] = rest;
	return version === WITH_KEY_ID
		? firstOf( all, ( candidate ) =>
				candidate.id === id
					? open( candidate.key, boundTo, parts )
					: null
			)
		: null;
}

function firstOf(
	keys: readonly EncryptionKey[],
	attempt: ( key: EncryptionKey ) => string | null
): string | null {
	for ( const key of keys ) {
		const text = attempt( key );
		if ( text !== null ) {
			return text;
		}
	}
	return null;
}

function open(
	key: Buffer,
	boundTo: string,
	parts: readonly string[]
): string | null {
	const [ iv, tag, ciphertext ] = parts.map( ( part ) =>
		Buffer.from( part, 'base64url' )
	);
	if (
		iv === undefined ||
		tag === undefined ||
		ciphertext === undefined ||
		parts.length !== 3
	) {
		return null;
	}
	try {
		const decipher = createDecipheriv( CIPHER, key, iv, {
			authTagLength: TAG_BYTES,
		} );
		decipher.setAAD( Buffer.from( boundTo ) );
		decipher.setAuthTag( tag );
		return Buffer.concat( [
			decipher.update( ciphertext ),
			decipher.final(),
		] ).toString( 'utf8' );
	} catch {
		return null;
	}
}
