import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';

const gunzipAsync = promisify( gunzip );

export type Inflated =
	| { kind: 'inflated'; json: Buffer }
	| { kind: 'unsupported' }
	| { kind: 'malformed' }
	| { kind: 'too-large' };

/** `encoding` is the Content-Encoding header, if any. zlib stops at `maxBytes`, so that a zip bomb never unfolds. */
export async function inflate(
	body: Buffer,
	encoding: string | undefined,
	maxBytes: number
): Promise< Inflated > {
	switch ( ( encoding ?? 'identity' ).trim().toLowerCase() ) {
		case 'identity':
			return body.byteLength > maxBytes
				? { kind: 'too-large' }
				: { kind: 'inflated', json: body };
		case 'gzip':
		case 'x-gzip':
			break;
		default:
			return { kind: 'unsupported' };
	}
	try {
		return {
			kind: 'inflated',
			json:
				inflateSmall( body, maxBytes ) ??
				( await gunzipAsync( body, { maxOutputLength: maxBytes } ) ),
		};
	} catch ( error ) {
		return { kind: isTooLarge( error ) ? 'too-large' : 'malformed' };
	}
}

/** A body that claims to unfold to no more is inflated at once, which is faster than handing it to another thread. */
const SMALL_BYTES = 65_536;
const TRAILER_BYTES = 4;

/**
 * @return null if the body is not small, whatever it claims.
 * @throws Error of zlib if it is malformed, or longer than `maxBytes`.
 */
function inflateSmall( body: Buffer, maxBytes: number ): Buffer | null {
	const claimed =
		body.byteLength < TRAILER_BYTES
			? 0
			: body.readUInt32LE( body.byteLength - TRAILER_BYTES );
	if ( claimed > SMALL_BYTES || body.byteLength > SMALL_BYTES ) {
		return null;
	}
	try {
		return gunzipSync( body, {
			maxOutputLength: Math.min( maxBytes, SMALL_BYTES ),
		} );
	} catch ( error ) {
		if ( isTooLarge( error ) && maxBytes > SMALL_BYTES ) {
			return null;
		}
		throw error;
	}
}

function isTooLarge( error: unknown ): boolean {
	return (
		error instanceof Error &&
		'code' in error &&
		error.code === 'ERR_BUFFER_TOO_LARGE'
	);
}
