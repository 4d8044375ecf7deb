import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.ts';

export type { components, operations, paths } from './generated/api.ts';

/** The answers, by their names in the documentation. */
export type Answers = components[ 'schemas' ];

export interface ClientOptions {
	/** The URL of Ivorey's API, without a trailing slash. */
	url: string;
	/** A token of the account: Settings → API tokens. */
	token: string;
	/** Replaces the global fetch. */
	fetch?: typeof globalThis.fetch;
}

export type IvoreyClient = Client< paths >;

/** A typed client of Ivorey's API. */
export function createIvoreyClient( {
	url,
	token,
	...options
}: ClientOptions ): IvoreyClient {
	return createClient< paths >( {
		baseUrl: url,
		headers: { authorization: `Bearer ${ token }` },
		...( options.fetch === undefined
			? {}
			: { fetch: ( request ) => options.fetch!( request ) } ),
	} );
}

/** Thrown for an answer that is an error: `problem` says why. */
export class IvoreyProblemError extends Error {
	override name = 'IvoreyProblemError';
	readonly problem: Answers[ 'Problem' ];

	constructor( problem: Answers[ 'Problem' ] ) {
		super( `${ problem.status } ${ problem.title }: ${ problem.detail }` );
		this.problem = problem;
	}
}

interface Page< Row > {
	data: Row[];
	next_cursor: string | null;
}

interface Read< Row > {
	data?: Page< Row >;
	error?: Answers[ 'Problem' ];
}

/**
 * Every row of a list, read a page at a time:
 * `for await ( const order of eachOf( ( cursor ) => ivorey.GET( '/v1/orders', { params: { query: { ...cursor } } } ) ) )`
 *
 * @param read Reads the page at a cursor; the first page has no cursor.
 * @throws IvoreyProblemError
 */
export async function* eachOf< Row >(
	read: ( cursor: { cursor?: string } ) => Promise< Read< Row > >
): AsyncGenerator< Row, void > {
	let cursor: { cursor?: string } = {};
	do {
		const { data, error } = await read( cursor );
		if ( data === undefined ) {
			throw new IvoreyProblemError( error! );
		}
		yield* data.data;
		if ( data.next_cursor === null ) {
			return;
		}
		cursor = { cursor: data.next_cursor };
	} while ( true );
}
