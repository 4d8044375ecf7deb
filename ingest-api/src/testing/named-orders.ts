import { sql, type Kysely } from 'kysely';
import type { Order } from '@ivorey/shared';
import { keyOfName, NO_CONTACT, storedNames } from '../db/order-names.ts';
import type { Database } from '../db/schema.ts';

/** R34: orders that would not be found by their names, and stored names that no order has; one line each. */
export async function misnamed( db: Kysely< Database > ): Promise< string[] > {
	const [ orders, contacts, stored ] = await Promise.all( [
		sql< {
			order_id: string;
			contact_id: string | null;
			names: string | null;
			record: Order;
		} >`
			select order_id, contact_id, names, order_record( o ) as record from orders o where account_id > ''
		`.execute( db ),
		db.selectFrom( 'contacts' ).selectAll().execute(),
		db.selectFrom( 'order_names' ).selectAll().execute(),
	] );
	const { rows: words } = await sql< { of: string } >`
		select concat_ws( ' ', contact_id, names, word ) as of from order_words where account_id > ''
	`.execute( db );
	const keyOfContact = new Map(
		contacts.map( ( row ) => [ row.contact_id, keyOfName( row ) ] )
	);
	const wordsOf = new Map(
		stored.map( ( row ) => [
			`${ row.contact_id } ${ row.names }`,
			row.words.join( ' ' ),
		] )
	);
	const used = new Set< string >();
	const wrong = orders.rows.flatMap(
		( { order_id: id, contact_id: contactId, names, record } ) => {
			const wanted = storedNames( contactId, record );
			const of = `${ contactId ?? NO_CONTACT } ${ wanted.names }`;
			used.add( of );
			if ( names !== wanted.names ) {
				return `order ${ id } has the names ${ names }, not ${ wanted.names }`;
			}
			const isFound =
				wanted.words.length === 0 ||
				( contactId !== null &&
					keyOfContact.get( contactId ) === names ) ||
				wordsOf.get( of ) === wanted.words.join( ' ' );
			return isFound
				? []
				: `order ${ id } is not found by ${ wanted.words.join() }`;
		}
	);
	const own = new Set(
		stored.flatMap( ( row ) =>
			row.words.map(
				( word ) => `${ row.contact_id } ${ row.names } ${ word }`
			)
		)
	);
	const kept = new Set( words.map( ( { of } ) => of ) );
	return [
		...wrong,
		...[ ...wordsOf ]
			.filter( ( [ of ] ) => ! used.has( of ) )
			.map(
				( [ of, text ] ) => `no order has the names ${ of }: ${ text }`
			),
		...[ ...own ]
			.filter( ( of ) => ! kept.has( of ) )
			.map( ( of ) => `${ of } is not stored` ),
		...[ ...kept ]
			.filter( ( of ) => ! own.has( of ) )
			.map( ( of ) => `${ of } is nobody’s` ),
	];
}
