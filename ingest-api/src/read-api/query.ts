import { z } from 'zod';
import type { Kysely } from 'kysely';
import { plainMessage } from '@ivorey/shared';
import { readTimeZone } from '../accounts/accounts.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import type { RequestContext } from '../http/request.ts';
import { beginningOfDay, beginningOfNextDay } from '../views/days.ts';
import type { Direction, Sorting } from '../views/listing.ts';
import { readSorting, sortingText } from '../views/listing.ts';
import { WOO_ID } from '../views/paging.ts';

export const LIST_LIMITS = { default: 50, max: 100 } as const;

const LIMIT = `must be a whole number from 1 to ${ LIST_LIMITS.max }`;
const SEARCH_LENGTH = 200;
const CURSOR_LENGTH = 4_000;
const CONNECTION = /^(?:acc_[\w-]{22}\.)?(?<id>con_[\w-]{22})$/;
const CONNECTION_FORM = 'must be a connection, like "acc_….con_…" or "con_…"';
const HARMLESS_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * Parses a connection in the form of answers, `<account id>.<connection id>`; the connection's ID alone is enough.
 */
export function connectionIdOf( text: string ): string | null {
	return CONNECTION.exec( text )?.groups?.id ?? null;
}

export const connectionParameter = z
	.string()
	.regex( CONNECTION, CONNECTION_FORM )
	.transform( ( text ) => connectionIdOf( text )! )
	.optional()
	.describe( 'Only results of the store with this `connection`.' );

export const searchParameter = z
	.string()
	.max( SEARCH_LENGTH, `must have at most ${ SEARCH_LENGTH } characters` )
	// Postgres accepts neither a NUL nor a lone surrogate.
	.refine(
		( text ) => ! text.includes( '\0' ) && text.isWellFormed(),
		'must be text'
	)
	.transform( ( text ) => text.trim() )
	.optional();

/** Not z.boolean(), because a query is text. */
export const yesOrNoParameter = z
	.stringbool( {
		truthy: [ 'true' ],
		falsy: [ 'false' ],
		case: 'sensitive',
		error: 'must be true or false',
	} )
	.meta( { type: 'boolean' } )
	.optional();

const dayParameter = z.iso
	.date( 'must be a day, like 2026-01-31' )
	.refine( ( text ) => ! text.startsWith( '0000' ), 'must be a later year' )
	.meta( { pattern: undefined } )
	.optional();

/** Days of the account, both inclusive. */
export const dayParameters = {
	date_from: dayParameter.describe(
		'Only results on or after this day, in the account’s time zone.'
	),
	date_to: dayParameter.describe(
		'Only results on or before this day, in the account’s time zone.'
	),
};

/** The times between which the days of a query lie. */
export async function momentsOf(
	db: Kysely< Database >,
	accountId: string,
	{
		date_from: from,
		date_to: to,
	}: { date_from?: string | undefined; date_to?: string | undefined }
): Promise< { from: Date | null; to: Date | null } > {
	if ( from === undefined && to === undefined ) {
		return { from: null, to: null };
	}
	const timeZone = await readTimeZone( db, accountId );
	return {
		from: from === undefined ? null : beginningOfDay( from, timeZone ),
		to: to === undefined ? null : beginningOfNextDay( to, timeZone ),
	};
}

/** An object of a store, as in `con_…~501`. */
export const thingParameter = z
	.string()
	.transform( ( text, { addIssue } ) => {
		const [ connection = '', id = '', ...rest ] = text.split( '~' );
		const connectionId = connectionIdOf( connection );
		if ( connectionId === null || ! WOO_ID.test( id ) || rest.length > 0 ) {
			addIssue( 'must be a connection and an id, like "con_…~501"' );
			return z.NEVER;
		}
		return { connectionId, id };
	} )
	.optional();

/** The query of a list: its filters, and the parameters that all lists have. */
export function listQuery< Name extends string, Filters extends z.ZodRawShape >(
	sorts: Readonly< Record< Name, Direction > >,
	filters: Filters
) {
	return z.strictObject( {
		...filters,
		...pageParameters,
		sort: sortParameter( sorts ),
	} );
}

/** The parameters of every list. */
export const pageParameters = {
	limit: z.coerce
		.number( LIMIT )
		.int( LIMIT )
		.min( 1, LIMIT )
		.max( LIST_LIMITS.max, LIMIT )
		.default( LIST_LIMITS.default )
		.describe( 'The maximum number of results to return.' ),
	cursor: z
		.string()
		.max( CURSOR_LENGTH, 'must be a cursor of this list' )
		.optional()
		.describe(
			'The `next_cursor` or `previous_cursor` of a previous response. Use it with the same filters and order.'
		),
};

function sortParameter< Name extends string >(
	sorts: Readonly< Record< Name, Direction > >
) {
	const names = ( Object.keys( sorts ) as Name[] ).flatMap( ( by ) =>
		( [ 'asc', 'desc' ] as const ).map( ( direction ) =>
			sortingText( { by, direction } )
		)
	);
	return z
		.enum( names )
		.default( sortingText( readSorting( undefined, sorts ) ) )
		.transform( ( text ): Sorting< Name > => readSorting( text, sorts ) )
		.describe( 'The order of the results.' );
}

/** @throws ProblemError that names each wrong parameter. */
export function parseQuery< Query extends z.ZodObject >(
	schema: Query,
	c: RequestContext
): z.output< Query > {
	const given = Object.entries( c.req.queries() );
	const repeated = given.filter( ( [ , values ] ) => values.length > 1 );
	const parsed = schema.safeParse(
		Object.fromEntries(
			given.map( ( [ name, values ] ) => [ name, values[ 0 ] ] )
		),
		{ error: plainMessage }
	);
	const errors = [
		...repeated.map( ( [ name ] ) => ( {
			path: shownName( name ),
			message: 'is given more than once',
		} ) ),
		...( parsed.error?.issues ?? [] ).flatMap( ( issue ) =>
			issue.code === 'unrecognized_keys'
				? issue.keys.map( ( name ) => ( {
						path: shownName( name ),
						message: 'is not a parameter here',
					} ) )
				: [
						{
							path: issue.path.join( '.' ),
							message: issue.message,
						},
					]
		),
	];
	if ( errors.length > 0 || ! parsed.success ) {
		throw badQuery( errors );
	}
	return parsed.data;
}

export function badQuery(
	errors: { path: string; message: string }[]
): ProblemError {
	return new ProblemError( {
		problem: 'bad-request',
		detail: `${ errors
			.map( ( { path, message } ) => `${ path } ${ message }` )
			.join( '; ' ) }.`,
		errors,
	} );
}

/** An error must not repeat text that could be personal. */
function shownName( name: string ): string {
	return HARMLESS_NAME.test( name ) ? name : 'A parameter';
}
