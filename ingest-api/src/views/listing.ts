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
export interface SortKey extends SortColumn {
	/** In the same direction, among rows in which the first is alike. */
	then?: SortColumn;
}

interface SortColumn {
	/** A column: of an expression, no place is found by an index. */
	column: string;
	type: 'text' | 'timestamptz' | 'float8' | 'integer';
}

export interface Counted {
	/** As countRows() counts. */
	total: number;
}

/** The columns that a query has to select for its cursor, of rows that are the account's and of no store. */
export interface SortedAccountRow {
	sort_value: string;
	id: string;
	connection_id?: string;
}

/** The same of rows of stores. */
export interface SortedRow extends SortedAccountRow {
	connection_id: string;
}

const MAX_CURSOR = 2_000;

interface Cursor {
	/** One for each column of the key. */
	values: readonly string[];
	/** Store and id; of a row of no store, its id alone. */
	row: readonly string[];
}

const rowSchemas = {
	woo: z.tuple( [
		z.string(),
		z.string().refine( isConnectionId ),
		z.string().regex( /^[\w:-]{1,64}$/ ),
	] ),
	uuid: z.tuple( [ z.string(), z.guid() ] ),
};

interface ListOptions< Row extends SortedAccountRow > extends Places {
	key: SortKey;
	direction: Direction;
	limit: number;
	/** Selects the rows with these conditions, in this order, and no more than this number. */
	select: ( tail: RawBuilder< unknown > ) => RawBuilder< Row >;
	/** The table's alias in that query. */
	alias: string;
	/** The column of the id in it. */
	id: string;
	/** `woo`: WooCommerce's, of a store; `uuid`: Ivorey's, of the account. */
	idKind?: keyof typeof rowSchemas;
}

/** A page of a sorted list, read by key in either direction. */
export async function readSorted< Row extends SortedAccountRow >(
	db: Kysely< Database >,
	options: ListOptions< Row >
): Promise< ListPage< Row > > {
	const {
		key,
		direction,
		limit,
		select,
		alias,
		id,
		idKind = 'woo',
	} = options;
	const columns = [
		...columnsOf( key ).map( ( { column } ) => column ),
		...( idKind === 'woo' ? [ `${ alias }.connection_id` ] : [] ),
		`${ alias }.${ id }`,
	].map( ( column ) => sql.ref( column ) );
	return readPage( options, {
		limit,
		parseKey: ( text ) => parseCursor( text, key, idKind ),
		keyOf: ( row ) =>
			Buffer.from(
				JSON.stringify( [
					row.sort_value,
					...( idKind === 'woo' ? [ row.connection_id ] : [] ),
					row.id,
				] )
			).toString( 'base64url' ),
		read: async ( from, number ) => {
			const isForward = from?.direction !== 'newer';
			const isAscending = ( direction === 'asc' ) === isForward;
			const way = sql.raw( isAscending ? 'asc' : 'desc' );
			const than = sql.raw( isAscending ? '>' : '<' );
			const place =
				from === null
					? sql``
					: sql`and ( ${ sql.join( columns ) } ) ${ than } ( ${ sql.join( placeOf( from.key, key, idKind ) ) } )`;
			const order = columns.map(
				( column ) => sql`${ column } ${ way }`
			);
			const { rows } = await select(
				sql`${ place } order by ${ sql.join( order ) } limit ${ number }`
			).execute( db );
			return rows;
		},
	} );
}

/**
 * The sort key's values as text that makes them again: a moment to the microsecond, a number with all of its places. Only
 * the first may be a text with line breaks, which stand between them.
 */
export function sortValue( key: SortKey ): RawBuilder< string > {
	const values = columnsOf( key ).map( ( { column, type } ) => {
		const expression = sql.ref( column );
		return type === 'timestamptz'
			? sql< string >`to_char( ${ expression } at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' )`
			: sql< string >`( ${ expression } )::text`;
	} );
	return sql`${ sql.join( values, sql` || chr( 10 ) || ` ) }`;
}

function columnsOf( { column, type, then }: SortKey ): SortColumn[] {
	return [ { column, type }, ...( then === undefined ? [] : [ then ] ) ];
}

function placeOf(
	{ values, row }: Cursor,
	key: SortKey,
	idKind: keyof typeof rowSchemas
): RawBuilder< unknown >[] {
	return [
		...columnsOf( key ).map(
			( { type }, index ) =>
				sql`${ values[ index ] }::${ sql.raw( type ) }`
		),
		...row.map( ( part ) =>
			idKind === 'uuid' ? sql`${ part }::uuid` : sql`${ part }`
		),
	];
}

function parseCursor(
	text: string,
	key: SortKey,
	idKind: keyof typeof rowSchemas
): Cursor | null {
	if ( text === '' || text.length > MAX_CURSOR ) {
		return null;
	}
	let parsed: unknown;
	try {
		parsed = JSON.parse( Buffer.from( text, 'base64url' ).toString() );
	} catch {
		return null;
	}
	const cursor = rowSchemas[ idKind ].safeParse( parsed ).data;
	if ( cursor === undefined ) {
		return null;
	}
	const [ value, ...row ] = cursor;
	const columns = columnsOf( key );
	const values = valuesOf( value, columns.length );
	return values.length === columns.length &&
		columns.every( ( { type }, index ) =>
			isValue( values[ index ]!, type )
		)
		? { values, row }
		: null;
}

function valuesOf( text: string, number: number ): string[] {
	const end = text.lastIndexOf( '\n' );
	return number === 1 || end === -1
		? [ text ]
		: [
				...valuesOf( text.slice( 0, end ), number - 1 ),
				text.slice( end + 1 ),
			];
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
