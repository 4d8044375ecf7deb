import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from './schema.ts';
import {
	wordsOfCollection,
	wordsOfContact,
	wordsOfProduct,
} from './search-words.ts';

/** A row that is found by words: its ID, its names, and its stored words; null if there are none. */
interface Named {
	words: string[] | null;
	/** The version that made the words, for tables that record it. */
	words_version?: number;
}

export interface NamedContact extends Named {
	contact_id: string;
	email: string;
	first_name: string;
	last_name: string;
	display_name: string;
}

export interface NamedProduct extends Named {
	connection_id: string;
	product_id: string;
	name: string;
	sku: string;
	variant_skus: string[];
	variant_options: string[];
}

export interface NamedCollection extends Named {
	connection_id: string;
	collection_id: string;
	name: string;
}

interface NamedRows {
	contacts: NamedContact;
	products: NamedProduct;
	collections: NamedCollection;
}

/** The tables whose rows have the names that words are made from. */
export type Nameable = keyof NamedRows;

/** The tables whose rows are searched by words; for the names of orders, see order-names.ts. */
export type Searched = Nameable | 'order_names';

interface Place {
	/** The table that holds the words. */
	table: string;
	/** A row's key columns besides the account, with their Postgres types. */
	id: Readonly< Record< string, string > >;
}

interface Definition< Row extends Named > extends Place {
	/** The sources of the words: columns, or values read from one. */
	names: readonly (
		| ( keyof Row & string )
		| { name: keyof Row & string; of: ( alias: string ) => string }
	)[];
	wordsOf: ( row: Row ) => string[];
	/** The current `words_version`, for tables that record it: 2 since migration 0041. */
	version?: number;
}

const NAMED: { [ N in Nameable ]: Definition< NamedRows[ N ] > } = {
	contacts: {
		table: 'contact_words',
		id: { contact_id: 'uuid' },
		names: [ 'email', 'first_name', 'last_name', 'display_name' ],
		wordsOf: wordsOfContact,
	},
	products: {
		table: 'product_words',
		id: { connection_id: 'text', product_id: 'text' },
		names: [
			'name',
			'sku',
			{
				name: 'variant_skus',
				of: ( alias ) => `array(
					select distinct v->>'sku' from jsonb_array_elements( ${ alias }.record->'variants' ) as v
				)`,
			},
			{
				name: 'variant_options',
				of: ( alias ) => `array(
					select distinct a->>'option'
					from jsonb_array_elements( ${ alias }.record->'variants' ) as v,
						jsonb_array_elements( v->'attributes' ) as a
				)`,
			},
		],
		wordsOf: wordsOfProduct,
		version: 2,
	},
	collections: {
		table: 'collection_words',
		id: { connection_id: 'text', collection_id: 'text' },
		names: [ 'name' ],
		wordsOf: wordsOfCollection,
	},
};

const SEARCHED: Readonly< Record< Searched, Place > > = {
	...NAMED,
	order_names: {
		table: 'order_words',
		id: { contact_id: 'uuid', names: 'bigint' },
	},
};

/** A row's key columns, besides the account. */
export function idOf( searched: Searched ): string[] {
	return Object.keys( SEARCHED[ searched ].id );
}

/** The Postgres types of those columns. */
export function idTypesOf( searched: Searched ): string[] {
	return Object.values( SEARCHED[ searched ].id );
}

export function wordsTable( searched: Searched ): RawBuilder< unknown > {
	return sql.table( SEARCHED[ searched ].table );
}

/** The columns that renewWords() needs, for a statement's `select` or `returning`. */
export function namedColumns(
	searched: Nameable,
	alias: string
): RawBuilder< unknown > {
	const { names, version } = NAMED[ searched ] as Definition< Named >;
	const columns = [
		...idOf( searched ),
		...names,
		'words',
		...( version === undefined ? [] : [ 'words_version' ] ),
	];
	return sql.join(
		columns.map( ( column ) =>
			typeof column === 'string'
				? sql.ref( `${ alias }.${ column }` )
				: sql.raw( `${ column.of( alias ) } as ${ column.name }` )
		)
	);
}

/**
 * R34: updates the rows' words after their names, in one statement, or none if the words do not change.
 *
 * @param tx
 * @param accountId
 * @param searched
 * @param rows      The rows as they are in the transaction.
 */
export async function renewWords< S extends Nameable >(
	tx: Kysely< Database >,
	accountId: string,
	searched: S,
	rows: readonly NamedRows[ S ][]
): Promise< void > {
	const { id, wordsOf, version }: Definition< NamedRows[ S ] > =
		NAMED[ searched ];
	const names = idOf( searched );
	const changed = rows.flatMap( ( row ) => {
		const words = wordsOf( row );
		if (
			row.words?.join( ' ' ) === words.join( ' ' ) &&
			row.words_version === version
		) {
			return [];
		}
		const before = row.words ?? [];
		return {
			...Object.fromEntries(
				names.map( ( name ) => [
					name,
					row[ name as keyof NamedRows[ S ] ],
				] )
			),
			words,
			gone: before.filter( ( word ) => ! words.includes( word ) ),
			added: words.filter( ( word ) => ! before.includes( word ) ),
		};
	} );
	if ( changed.length === 0 ) {
		return;
	}
	const types = Object.entries( id ).map( ( type ) => type.join( ' ' ) );
	const [ table, columns ] = [
		wordsTable( searched ),
		sql.raw( names.join( ', ' ) ),
	];
	await sql`
		with r as materialized (
			select * from json_to_recordset( ${ JSON.stringify( changed ) } )
				as r ( ${ sql.raw( types.join( ', ' ) ) }, words text[], gone text[], added text[] )
		), forgotten as (
			delete from ${ table } w
			using ( select r.*, unnest( r.gone ) as word from r ) as g
			where w.account_id = ${ accountId } and w.word = g.word and ${ isSame( names, 'w', 'g' ) }
		), added as (
			insert into ${ table } ( account_id, word, ${ columns } )
			select ${ accountId }, word, ${ columns } from r cross join unnest( r.added ) as word
			order by word collate "C"
			on conflict do nothing
		)
		update ${ sql.table( searched ) } t
		set words = r.words ${ version === undefined ? sql`` : sql`, words_version = ${ sql.lit( version ) }` }
		from r where t.account_id = ${ accountId } and ${ isSame( names, 't', 'r' ) }
	`.execute( tx );
}

/** A part of a statement whose part `gone` deletes rows and returns their IDs and words. It deletes those words. */
export function forgetWords(
	accountId: string,
	searched: Searched
): RawBuilder< unknown > {
	return sql`
		forgotten_words as (
			delete from ${ wordsTable( searched ) } w
			using ( select gone.*, unnest( gone.words ) as word from gone ) as g
			where w.account_id = ${ accountId } and w.word = g.word and ${ isSame( idOf( searched ), 'w', 'g' ) }
		)
	`;
}

function isSame(
	id: readonly string[],
	one: string,
	other: string
): RawBuilder< boolean > {
	return sql.raw(
		id
			.map( ( name ) => `${ one }.${ name } = ${ other }.${ name }` )
			.join( ' and ' )
	);
}
