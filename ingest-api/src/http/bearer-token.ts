import { createHash, timingSafeEqual } from 'node:crypto';

const BEARER = /^Bearer +(?<token>[\x21-\x7e]{1,200})$/i;

/** @param authorization The header as sent. */
export function bearerToken( authorization: string ): string | undefined {
	return BEARER.exec( authorization )?.groups?.token;
}

/** A token has 256 random bits, so one round of a plain hash protects it. @return Hex. */
export function hashToken( token: string ): string {
	return createHash( 'sha256' ).update( token ).digest( 'hex' );
}

/** Compares in constant time; both are hashes, so their length reveals nothing. */
export function isSameHash( a: string, b: string ): boolean {
	const [ left, right ] = [
		Buffer.from( a, 'hex' ),
		Buffer.from( b, 'hex' ),
	];
	return left.length === right.length && timingSafeEqual( left, right );
}
