import { sql, type Kysely, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { isConnectionId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { isMoment, readPage, type ListPage, type Places } from './paging.ts';

export type Direction = 'asc' | 'desc';

/** An order of a list; the URL names both parts. */
export interface Sorting< Name extends string = string > {
	by: Name;
	direction: Direction;
}

/** The sort column of a list; store and ID make the order unambiguous. Never null. */
export interface SortKey extends SortColumn {
	/** A second column, in the same direction, for rows that are equal in the first. */
	then?: SortColumn;
}

interface SortColumn {
	/** A real column: with an expression, an index could not find a place in the list. */
	column: string;
	type: 'text' | 'timestamptz' | 'float8' | 'integer';
}

export interface Counted {
	/** From countRows(). */
	total: number;
}

/** The columns that a query selects for its cursor, for rows that belong to the account and not to a store. */
export interface SortedAccountRow {
	sort_value: string;
	id: string;
	connection_id?: string;
}

/** The same for rows that belong to a store. */
export interface SortedRow extends SortedAccountRow {
	connection_id: string;
}

const MAX_CURSOR = 2_000;

interface Cursor {
	/** One value for each column of the key. */
	values: readonly string[];
	/** Store and ID; only the ID for a row that belongs to no store. */
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
	/** Selects the rows with these conditions, order and limit. */
	select: ( tail: RawBuilder< unknown > ) => RawBuilder< Row >;
	/** The table's alias in that query. */
	alias: string;
	/** The column of the ID in that table. */
	id: string;
	/** `woo`: WooCommerce's ID, within a store; `uuid`: Ivorey's ID, within the account. */
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
 * The sort key's values as text that converts back exactly: times to the microsecond, numbers with all digits. The
 * values are separated by line breaks, so only the first one may be a text that contains line breaks.
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

/** The order in the URL if it is one of these, else the first one. */
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

/** The inverse of readSorting(). */
export function sortingText( { by, direction }: Sorting ): string {
	return `${ by }-${ direction }`;
}

/** For the where clause of a query: all of these conditions; true if there are none. */
export function allOf(
	conditions: readonly RawBuilder< boolean >[]
): RawBuilder< boolean > {
	return conditions.length === 0
		? sql< boolean >`true`
		: sql< boolean >`${ sql.join( conditions, sql` and ` ) }`;
}
