import type { z } from 'zod';
import type { Config } from '../ops/config.ts';
import { ProblemError } from './problem.ts';
import { inflate } from './inflate.ts';
import { parseJson } from './parse-json.ts';

/** More than any question or batch holds. */
const MAX_ELEMENTS = 10_000;

/** A body as on the wire, and the headers that say how to decode it. */
export interface JsonRequest {
	body: Buffer;
	contentType: string | undefined;
	contentEncoding: string | undefined;
}

/**
 * Inflates and parses a verified body. `json` is the inflated text; `invalid` is the problem for a body that is JSON
 * but exceeds a bound.
 *
 * @throws ProblemError
 */
export async function unpackJson(
	limits: Config[ 'limits' ],
	{ body, contentType, contentEncoding }: JsonRequest,
	invalid: 'invalid-batch' | 'invalid-body'
): Promise< { value: unknown; json: Buffer } > {
	if (
		contentType?.split( ';' )[ 0 ]!.trim().toLowerCase() !==
		'application/json'
	) {
		throw new ProblemError( {
			problem: 'unsupported-media-type',
			detail: 'The Content-Type must be application/json.',
		} );
	}
	const inflated = await inflate(
		body,
		contentEncoding,
		limits.inflatedBytes
	);
	switch ( inflated.kind ) {
		case 'unsupported':
			throw new ProblemError( {
				problem: 'unsupported-media-type',
				detail: 'The Content-Encoding must be gzip or absent.',
			} );
		case 'malformed':
			throw new ProblemError( {
				problem: 'malformed-encoding',
				detail: 'The Content-Encoding is gzip, but the body cannot be decompressed.',
			} );
		case 'too-large':
			throw new ProblemError( {
				problem: 'payload-too-large',
				detail: `The JSON may have at most ${ limits.inflatedBytes } bytes. Send less at once.`,
			} );
	}
	const elements = Math.max( limits.records, MAX_ELEMENTS );
	const parsed = await parseJson( inflated.json, {
		depth: limits.depth,
		elements,
		// A larger element would not fit into an uncompressed body.
		elementBytes: limits.bodyBytes,
	} );
	switch ( parsed.kind ) {
		case 'malformed':
			throw new ProblemError( {
				problem: 'malformed-json',
				detail: 'The body must be one JSON value in UTF-8.',
			} );
		case 'too-deep':
			throw unfit(
				invalid,
				`must not be nested deeper than ${ limits.depth }`
			);
		case 'too-many':
			throw invalid === 'invalid-batch'
				? new ProblemError( {
						problem: 'too-many-records',
						detail: `A batch may hold at most ${ limits.records } records; this one has more than ${ elements }.`,
					} )
				: unfit(
						invalid,
						`must not hold more than ${ elements } entries`
					);
		case 'too-large':
			throw new ProblemError( {
				problem: 'payload-too-large',
				detail: `One record may have at most ${ limits.bodyBytes } bytes of JSON.`,
			} );
		case 'parsed':
			return { value: parsed.value, json: inflated.json };
	}
}

/** Parses a body by its schema. @throws ProblemError */
export async function readAs< Schema extends z.ZodType >(
	schema: Schema,
	limits: Config[ 'limits' ],
	request: JsonRequest
): Promise< z.infer< Schema > > {
	const { value } = await unpackJson( limits, request, 'invalid-body' );
	const parsed = schema.safeParse( value );
	if ( ! parsed.success ) {
		throw doesNotFit( 'invalid-body', parsed.error );
	}
	return parsed.data;
}

function unfit(
	problem: 'invalid-batch' | 'invalid-body',
	message: string
): ProblemError {
	return new ProblemError( {
		problem,
		detail: 'The body does not match the contract; see errors.',
		errors: [ { path: '', message } ],
	} );
}

const MAX_ERRORS = 20;

/** Lists the mistakes by JSON pointer (RFC 6901). */
export function doesNotFit(
	problem: 'invalid-batch' | 'invalid-body',
	{ issues }: z.ZodError
): ProblemError {
	return new ProblemError( {
		problem,
		detail: 'The body does not match the contract; see errors.',
		errors: issues
			.map( ( { path, message } ) => ( {
				path: jsonPointer( path ),
				message,
			} ) )
			.slice( 0, MAX_ERRORS ),
	} );
}

function jsonPointer( path: readonly PropertyKey[] ): string {
	return path
		.map(
			( part ) =>
				`/${ String( part ).replaceAll( '~', '~0' ).replaceAll( '/', '~1' ) }`
		)
		.join( '' );
}
