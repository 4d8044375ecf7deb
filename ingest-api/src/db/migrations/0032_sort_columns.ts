import { sql, type Kysely } from 'kysely';

/**
 * R34: the columns by which lists are sorted and searched: under row-level security an expression reaches no index.
 *
 * Those of products, collections and contacts are generated, so that they are right whichever program writes a row,
 * including an older copy. That rewrites these three tables once, locking each meanwhile (measured: 200,000 contacts in
 * 4 s). Orders are too large for it: `number_sort` is written with the order, is empty in older orders until `npm run
 * remap -- --apply` has filled it, and costs nothing here.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await addGenerated( db, 'products', {
		name_sort: text( 'name' ),
		second_word: text( fromWord( 2 ) ),
		third_word: text( fromWord( 3 ) ),
		fourth_word: text( fromWord( 4 ) ),
		sku_sort: text( 'sku' ),
		// Products without a price sort below all prices.
		price_sort: { type: 'double precision', as: 'coalesce( price, -1 )' },
	} );
	await addGenerated( db, 'collections', {
		name_sort: text( 'name' ),
		second_word: text( fromWord( 2 ) ),
		third_word: text( fromWord( 3 ) ),
	} );
	await addGenerated( db, 'contacts', {
		// The name that lists show.
		name_sort: text(
			`coalesce( nullif( btrim( first_name || ' ' || last_name ), '' ), nullif( display_name, '' ), email )`
		),
		last_name_sort: text( 'last_name' ),
	} );
	await sql`alter table orders add column number_sort text collate "C" not null default ''`.execute(
		db
	);
	// An index on an expression; products_by_name_sort replaces it.
	await sql`drop index if exists products_by_name`.execute( db );
}

interface Column {
	type: string;
	as: string;
}

/** Only the beginning of the text, since a position in a list is part of a URL, and of an index. */
function text( expression: string ): Column {
	return {
		type: 'text collate "C"',
		as: `left( lower( ${ expression } ), 100 )`,
	};
}

/** The name from the given word on; empty if it has fewer words. */
function fromWord( number: number ): string {
	return `coalesce( substring( name from '^\\s*(?:\\S+\\s+){${ number - 1 }}(.*)$' ), '' )`;
}

async function addGenerated(
	db: Kysely< unknown >,
	table: string,
	columns: Readonly< Record< string, Column > >
): Promise< void > {
	const added = Object.entries( columns ).map(
		( [ name, { type, as } ] ) =>
			`add column ${ name } ${ type } not null generated always as ( ${ as } ) stored`
	);
	await sql`alter table ${ sql.table( table ) } ${ sql.raw( added.join( ', ' ) ) }`.execute(
		db
	);
}
