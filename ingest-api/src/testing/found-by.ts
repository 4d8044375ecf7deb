import { sql, type Kysely } from 'kysely';
import type { Product } from '@ivorey/shared';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { misnamed } from './named-orders.ts';
import {
	wordsOfCollection,
	wordsOfContact,
	wordsOfProduct,
} from '../db/search-words.ts';

/** R34: the rows that lists would find, sort or count wrongly; one line each. */
export async function misfound( db: Kysely< Database > ): Promise< string[] > {
	const [ contacts, products, collections ] = await Promise.all( [
		db.selectFrom( 'contacts' ).selectAll().execute(),
		db.selectFrom( 'products' ).selectAll().execute(),
		db.selectFrom( 'collections' ).selectAll().execute(),
	] );
	const rows = [
		...contacts.map( ( row ) => ( {
			of: `contact ${ row.contact_id }`,
			words: row.words,
			wanted: wordsOfContact( row ),
		} ) ),
		...products.map( ( row ) => ( {
			of: `product ${ row.connection_id } ${ row.product_id }`,
			words: row.words,
			wanted: wordsOfProduct( {
				...row,
				variant_skus: unique(
					variantsOf( row ).map( ( { sku } ) => sku )
				),
				variant_options: unique(
					variantsOf( row ).flatMap( ( { attributes } ) =>
						attributes.map( ( { option } ) => option )
					)
				),
			} ),
		} ) ),
		...collections.map( ( row ) => ( {
			of: `collection ${ row.connection_id } ${ row.collection_id }`,
			words: row.words,
			wanted: wordsOfCollection( row ),
		} ) ),
	];
	const { rows: stored } = await sql< { of: string; word: string } >`
		select 'contact ' || contact_id as of, word from contact_words where account_id > ''
		union all
		select 'product ' || connection_id || ' ' || product_id, word from product_words where account_id > ''
		union all
		select 'collection ' || connection_id || ' ' || collection_id, word from collection_words where account_id > ''
	`.execute( db );
	const { rows: miscounted } = await sql< { line: string } >`
		select 'contact ' || c.contact_id || ' has ' || n.orders || ' orders, not ' || c.order_count as line
		from contacts c, lateral (
			select count( * ) as orders from orders o where o.account_id = c.account_id and o.contact_id = c.contact_id
		) as n
		where c.account_id > '' and c.order_count <> n.orders
	`.execute( db );
	const keyOf = ( of: string, word: string ) => `${ of }: ${ word }`;
	const own = new Set(
		rows.flatMap( ( { of, words } ) =>
			( words ?? [] ).map( ( word ) => keyOf( of, word ) )
		)
	);
	const kept = new Set( stored.map( ( { of, word } ) => keyOf( of, word ) ) );
	return [
		...rows
			.filter(
				( { words, wanted } ) =>
					words?.join( ' ' ) !== wanted.join( ' ' )
			)
			.map(
				( { of, words, wanted } ) =>
					`${ of } has the words ${ String( words ) }, not ${ wanted.join() }`
			),
		...[ ...own ]
			.filter( ( key ) => ! kept.has( key ) )
			.map( ( key ) => `${ key } is not stored` ),
		...[ ...kept ]
			.filter( ( key ) => ! own.has( key ) )
			.map( ( key ) => `${ key } is nobody’s` ),
		...miscounted.map( ( { line } ) => line ),
		...( await misnamed( db ) ),
	];
}

const unique = ( texts: readonly string[] ) => [ ...new Set( texts ) ].sort();

/** Records made up by tests may have no variants. */
const variantsOf = ( { record }: { record: Partial< Product > } ) =>
	record.variants ?? [];

/** misfound() for the database at a URL. */
export async function misfoundIn( url: string ): Promise< string[] > {
	const { db, close } = openDatabase( { as: 'owner', url, poolSize: 1 } );
	try {
		return await misfound( db );
	} finally {
		await close();
	}
}
