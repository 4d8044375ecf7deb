import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { readingsOf } from '../db/search-words.ts';
import {
	idOf,
	idTypesOf,
	wordsTable,
	type Searched,
} from '../db/write-words.ts';

/**
 * Up to this many found rows are passed to the query by ID; beyond that, the query scans the list, which soon fills a
 * page.
 */
const FOUND = 3_000;

/** The words of a search, in one reading: see readingsOf(). */
type Reading = readonly string[];

/** A row's ID: values by the columns of idOf(). */
type Id = Readonly< Record< string, string > >;

/** null: more than FOUND. */
export type FoundRows = readonly Id[] | null;

/** R34: the rows in whose names or addresses each word of the search is the prefix of a word. */
export async function findByWords(
	db: Kysely< Database >,
	accountId: string,
	searched: Searched,
	search: string
): Promise< FoundRows > {
	const found = new Map< string, Id >();
	for ( const reading of readingsOf( search ) ) {
		const rows = await findReading( db, accountId, searched, reading );
		if ( rows === null ) {
			return null;
		}
		for ( const row of rows ) {
			found.set( Object.values( row ).join( ' ' ), row );
		}
	}
	return found.size > FOUND ? null : [ ...found.values() ];
}

async function findReading(
	db: Kysely< Database >,
	accountId: string,
	searched: Searched,
	reading: Reading
): Promise< FoundRows > {
	for ( const word of reading ) {
		const rows = await readIds( db, withWord( accountId, searched, word ) );
		if ( rows !== null ) {
			return reading.length === 1 || rows.length === 0
				? rows
				: readIds(
						db,
						sql`
							select ${ columnsOf( searched ) } from ${ sql.table( searched ) } as t
							where t.account_id = ${ accountId } and ${ isAmong( searched, 't', rows ) }
								and ${ hasAll( 't', reading ) }
						`
					);
		}
	}
	// Each word is in many rows, but all of them together may be in few.
	return reading.length === 1
		? null
		: readIds(
				db,
				sql.join(
					reading.map( ( word ) =>
						withWord( accountId, searched, word )
					),
					sql` intersect `
				)
			);
}

/** Returns a row once for each of its matching words, so many matching words in few rows also count as many. */
function withWord(
	accountId: string,
	searched: Searched,
	word: string
): RawBuilder< unknown > {
	return sql`
		select ${ columnsOf( searched ) } from ${ wordsTable( searched ) }
		where account_id = ${ accountId } and word ^@ ${ word }
	`;
}

async function readIds(
	db: Kysely< Database >,
	select: RawBuilder< unknown >
): Promise< FoundRows > {
	const { rows } = await sql< Id >`
		select * from ( ${ select } ) as found limit ${ sql.lit( FOUND + 1 ) }
	`.execute( db );
	return rows.length > FOUND ? null : rows;
}

function columnsOf( searched: Searched ): RawBuilder< unknown > {
	return sql.raw( idOf( searched ).join( ', ' ) );
}

/**
 * For the where clause of a query: whether a row is among those found; without a list of them, whether it matches the
 * search.
 */
export function isFound(
	searched: Searched,
	alias: string,
	search: string,
	found: FoundRows
): RawBuilder< boolean > {
	return found === null
		? hasWords( alias, search )
		: isAmong( searched, alias, found );
}

/** Whether the words in a row's own column match the search. */
export function hasWords(
	alias: string,
	search: string
): RawBuilder< boolean > {
	const readings = readingsOf( search ).map( ( reading ) =>
		hasAll( alias, reading )
	);
	return readings.length === 0
		? sql< boolean >`false`
		: sql< boolean >`( ${ sql.join( readings, sql` or ` ) } )`;
}

function hasAll( alias: string, reading: Reading ): RawBuilder< boolean > {
	const words = sql.ref( `${ alias }.words` );
	return sql< boolean >`( ${ sql.join(
		reading.map(
			( word ) =>
				sql`exists ( select from unnest( ${ words } ) as word where word ^@ ${ word } )`
		),
		sql` and `
	) } )`;
}

function isAmong(
	searched: Searched,
	alias: string,
	rows: readonly Id[]
): RawBuilder< boolean > {
	const [ names, types ] = [ idOf( searched ), idTypesOf( searched ) ];
	const columns = names.map( ( name ) => sql.ref( `${ alias }.${ name }` ) );
	const values = names.map( ( name ) => rows.map( ( row ) => row[ name ]! ) );
	return names.length === 1
		? sql< boolean >`${ columns[ 0 ] } = any( ${ values[ 0 ] }::${ sql.raw( types[ 0 ]! ) }[] )`
		: sql< boolean >`( ${ sql.join( columns ) } ) in ( select * from unnest( ${ sql.join(
				values.map(
					( column, at ) =>
						sql`${ column }::${ sql.raw( types[ at ]! ) }[]`
				)
			) } ) )`;
}
