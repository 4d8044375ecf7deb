import { sql, type Kysely, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { isConnectionId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { isMoment, readPage, type ListPage, type Places } from './paging.ts';

export type Direction = 'asc' | 'desc';

/** An order of a list; the address names both. */
export interface Sorting< Name extends string = string > {
	by: Name;
	direction: Direction;
}

/** What rows are sorted by, before store and id make it unambiguous. It is never null. */
export interface SortKey {
	/** A column: of an expression, no place is found by an index. */
	column: string;
	type: 'text' | 'timestamptz' | 'float8' | 'integer';
}

export interface Counted {
	/** As countRows() counts. */
	total: number;
}

/** The columns that a list's query has to select for its cursor. */
export interface SortedRow {
	sort_value: string;
	connection_id: string;
	id: string;
}

const MAX_CURSOR = 2_000;
const NAME_LENGTH = 100;

type Cursor = readonly [ value: string, connectionId: string, id: string ];

const cursorSchema = z.tuple( [
	z.string(),
	z.string().refine( isConnectionId ),
	z.string().regex( /^[\w:-]{1,64}$/ ),
] );

interface ListOptions< Row extends SortedRow > extends Places {
	key: SortKey;
	direction: Direction;
	limit: number;
	/** Selects the rows with these conditions, in this order, and no more than this number. */
	select: ( tail: RawBuilder< unknown > ) => RawBuilder< Row >;
	/** The table's alias in that query. */
	alias: string;
	/** The column of the id in it. */
	id: string;
}

/** A page of a sorted list, read by key in either direction. */
export async function readSorted< Row extends SortedRow >(
	db: Kysely< Database >,
	options: ListOptions< Row >
): Promise< ListPage< Row > > {
	const { key, direction, limit, select, alias, id } = options;
	const store = sql.ref( `${ alias }.connection_id` );
	const row = sql.ref( `${ alias }.${ id }` );
	return readPage( options, {
		limit,
		parseKey: ( text ) => parseCursor( text, key.type ),
		keyOf: ( {
			sort_value: value,
			connection_id: connectionId,
			id: own,
		} ) =>
			Buffer.from(
				JSON.stringify( [ value, connectionId, own ] )
			).toString( 'base64url' ),
		read: async ( from, number ) => {
			const isForward = from?.direction !== 'newer';
			const isAscending = ( direction === 'asc' ) === isForward;
			const way = sql.raw( isAscending ? 'asc' : 'desc' );
			const than = sql.raw( isAscending ? '>' : '<' );
			const place =
				from === null
					? sql``
					: sql`and ( ${ sql.ref( key.column ) }, ${ store }, ${ row } ) ${ than } (
						${ from.key[ 0 ] }::${ sql.raw( key.type ) }, ${ from.key[ 1 ] }, ${ from.key[ 2 ] }
					)`;
			const { rows } = await select(
				sql`${ place } order by ${ sql.ref( key.column ) } ${ way }, ${ store } ${ way }, ${ row } ${ way } limit ${ number }`
			).execute( db );
			return rows;
		},
	} );
}

/** What a column of 0032_sort_columns.ts has of a text, for `^@`: that alone reaches an index under row-level security. */
export function sortedText( text: string ): RawBuilder< string > {
	return sql`left( lower( ${ text }::text ), ${ sql.lit( NAME_LENGTH ) } )`;
}

/** Whether one of these columns begins with a text. */
export function beginsWith(
	columns: readonly string[],
	text: string
): RawBuilder< boolean > {
	return sql`( ${ sql.join(
		columns.map(
			( column ) => sql`${ sql.ref( column ) } ^@ ${ sortedText( text ) }`
		),
		sql` or `
	) } )`;
}

/** The sort key's value as text that makes it again: a moment to the microsecond, a number with all of its places. */
export function sortValue( { column, type }: SortKey ): RawBuilder< string > {
	const expression = sql.ref( column );
	return type === 'timestamptz'
		? sql`to_char( ${ expression } at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' )`
		: sql`( ${ expression } )::text`;
}

function parseCursor( text: string, type: SortKey[ 'type' ] ): Cursor | null {
	if ( text === '' || text.length > MAX_CURSOR ) {
		return null;
	}
	let parsed: unknown;
	try {
		parsed = JSON.parse( Buffer.from( text, 'base64url' ).toString() );
	} catch {
		return null;
	}
	const cursor = cursorSchema.safeParse( parsed ).data ?? null;
	return cursor !== null && isValue( cursor[ 0 ], type ) ? cursor : null;
}

function isValue( value: string, type: SortKey[ 'type' ] ): boolean {
	switch ( type ) {
		case 'timestamptz':
			return isMoment( value, 6 );
		case 'integer':
			return /^-?\d{1,9}$/.test( value );
		case 'float8':
			return value !== '' && Number.isFinite( Number( value ) );
		case 'text':
			return value.isWellFormed() && ! value.includes( '\0' );
	}
}

/** The order that the address asks for, if it is one of these; else the first of them. */
export function readSorting< Name extends string >(
	text: string | undefined,
	defaults: Readonly< Record< Name, Direction > >
): Sorting< Name > {
	const [ name = '', direction ] = ( text ?? '' ).split( '-' );
	const names = Object.keys( defaults ) as Name[];
	const by = names.find( ( one ) => one === name ) ?? names[ 0 ]!;
	return {
		by,
		direction:
			by === name && ( direction === 'asc' || direction === 'desc' )
				? direction
				: defaults[ by ],
	};
}

/** As readSorting() reads it. */
export function sortingText( { by, direction }: Sorting ): string {
	return `${ by }-${ direction }`;
}

/** For the where of a query: all of these, and true where there is none. */
export function allOf(
	conditions: readonly RawBuilder< boolean >[]
): RawBuilder< boolean > {
	return conditions.length === 0
		? sql< boolean >`true`
		: sql< boolean >`${ sql.join( conditions, sql` and ` ) }`;
}
