import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const gunzipAsync = promisify( gunzip );

export type Inflated =
	| { kind: 'inflated'; json: Buffer }
	| { kind: 'unsupported' }
	| { kind: 'malformed' }
	| { kind: 'too-large' };

/** `encoding` is the Content-Encoding header, if any. zlib stops at `maxBytes`, so that a bomb never unfolds. */
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
			json: await gunzipAsync( body, { maxOutputLength: maxBytes } ),
		};
	} catch ( error ) {
		const tooLarge =
			error instanceof Error &&
			'code' in error &&
			error.code === 'ERR_BUFFER_TOO_LARGE';
		return { kind: tooLarge ? 'too-large' : 'malformed' };
	}
}
