import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NamedSchema } from '../http/operation.ts';
import { json } from '../http/answers.ts';
import { ProblemError } from '../http/problem.ts';
import type { RequestContext } from '../http/request.ts';
import { sortingText, type Sorting } from '../views/listing.ts';
import {
	NoSuchPlaceError,
	type ListPage,
	type Places,
} from '../views/paging.ts';
import { badQuery } from './query.ts';

/** The answer of a list; `schema` describes one entry. */
export function listSchema( name: string, schema: z.ZodType ): NamedSchema {
	return {
		name,
		schema: z.strictObject( {
			data: z.array( schema ),
			next_cursor: z
				.string()
				.nullable()
				.describe(
					'The `cursor` of the next page; null on the last page.'
				),
			previous_cursor: z
				.string()
				.nullable()
				.describe(
					'The `cursor` of the previous page; null on the first page.'
				),
		} ),
	};
}

interface ListCall< Name extends string > {
	limit: number;
	cursor?: string | undefined;
	sort: Sorting< Name >;
}

/** @throws ProblemError if the cursor is not from this list. */
export async function answerList< Row, Name extends string >(
	{ limit, cursor, sort }: ListCall< Name >,
	read: (
		place: Places & { limit: number; sorting: Sorting< Name > }
	) => Promise< ListPage< Row > >,
	toData: ( row: Row ) => object
): Promise< Response > {
	const order = sortingText( sort );
	try {
		const { rows, older, newer } = await read( {
			limit,
			sorting: sort,
			isStrict: true,
			...( cursor === undefined ? {} : placesOf( cursor, order ) ),
		} );
		return json( {
			data: rows.map( toData ),
			next_cursor:
				older === null ? null : cursorOf( 'before', order, older ),
			previous_cursor:
				newer === null ? null : cursorOf( 'after', order, newer ),
		} );
	} catch ( error ) {
		throw error instanceof NoSuchPlaceError ? noSuchCursor() : error;
	}
}

/** A list that is short enough for a single answer. */
export function answerWhole( rows: readonly object[] ): Response {
	return json( { data: rows, next_cursor: null, previous_cursor: null } );
}

const NEWEST_FIRST = 'newest';

/** A list with a single order, newest first, that is read in one direction. */
export async function answerHistory< Row, Place >(
	{ limit, cursor }: { limit: number; cursor?: string | undefined },
	list: {
		parsePlace: ( text: string ) => Place | null;
		placeOf: ( row: Row ) => string;
		read: ( before: Place | null, limit: number ) => Promise< Row[] >;
		toData: ( row: Row ) => object;
	}
): Promise< Response > {
	const text =
		cursor === undefined ? null : placesOf( cursor, NEWEST_FIRST ).before;
	const before = text === null ? null : list.parsePlace( text ?? '' );
	if ( text !== null && before === null ) {
		throw noSuchCursor();
	}
	const rows = await list.read( before, limit + 1 );
	const shown = rows.slice( 0, limit );
	return json( {
		data: shown.map( list.toData ),
		next_cursor:
			rows.length > limit
				? cursorOf(
						'before',
						NEWEST_FIRST,
						list.placeOf( shown.at( -1 )! )
					)
				: null,
		previous_cursor: null,
	} );
}

const cursorSchema = z.tuple( [
	z.enum( [ 'before', 'after' ] ),
	z.string(),
	z.string(),
] );

/** Clients treat a cursor as opaque. */
function cursorOf(
	side: keyof Pick< Places, 'before' | 'after' >,
	order: string,
	place: string
): string {
	return Buffer.from( JSON.stringify( [ side, order, place ] ) ).toString(
		'base64url'
	);
}

function placesOf( cursor: string, order: string ): Places {
	let given: unknown;
	try {
		given = JSON.parse( Buffer.from( cursor, 'base64url' ).toString() );
	} catch {
		throw noSuchCursor();
	}
	const parsed = cursorSchema.safeParse( given );
	if ( ! parsed.success || parsed.data[ 1 ] !== order ) {
		throw noSuchCursor();
	}
	const [ side, , place ] = parsed.data;
	return { [ side ]: place };
}

function noSuchCursor(): ProblemError {
	return badQuery( [
		{
			path: 'cursor',
			message: 'must be a cursor of this list in the same order',
		},
	] );
}

/** One item with its ETag; 304 without a body if the caller already has it. */
export function answerItem( c: RequestContext, item: object ): Response {
	const text = JSON.stringify( item );
	const etag = etagOf( text );
	const headers = { etag, 'cache-control': 'private, no-cache' };
	if ( hasEtag( c.req.header( 'if-none-match' ), etag ) ) {
		return new Response( null, { status: 304, headers } );
	}
	return new Response( text, {
		status: 200,
		headers: { ...headers, 'content-type': 'application/json' },
	} );
}

export function etagOf( text: string ): string {
	return `"${ createHash( 'sha256' ).update( text ).digest( 'base64url' ) }"`;
}

/** Whether a list of ETags (RFC 9110, 13.1) includes this one. */
export function hasEtag( header: string | undefined, etag: string ): boolean {
	return (
		header !== undefined &&
		header
			.split( ',' )
			.map( ( one ) => one.trim().replace( /^W\//, '' ) )
			.some( ( one ) => one === '*' || one === etag )
	);
}

/** The same answer for an item that does not exist and for another account's item. */
export function noSuch( thing: string ): ProblemError {
	return new ProblemError( {
		problem: 'not-found',
		detail: `Your account has no such ${ thing }.`,
	} );
}

export function textOf( date: Date ): string;
export function textOf( date: Date | null ): string | null;
/** A time as answers write it. */
export function textOf( date: Date | null ): string | null {
	return date?.toISOString() ?? null;
}
