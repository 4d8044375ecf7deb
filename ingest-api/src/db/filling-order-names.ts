import { sql, type Transaction } from 'kysely';
import type { Order } from '@ivorey/shared';
import type { FillSlice } from './filling.ts';
import {
	addOrderNames,
	keyOfName,
	NO_CONTACT,
	NO_NAMES,
	storedNames,
} from './order-names.ts';
import type { Database } from './schema.ts';
import type { ContactName } from './search-words.ts';

/** Few enough that a batch that has to wait for one of these orders hardly notices. */
const ORDERS_AT_ONCE = 200;

interface UnnamedOrder {
	connection_id: string;
	order_id: string;
	contact_id: string | null;
	record: Pick< Order, 'billing' | 'shipping' >;
	is_erased: boolean;
}

/** Makes the names of orders from before migration 0041; see fillAccounts(). */
export async function fillOrderNames(
	tx: Transaction< Database >,
	accountId: string
): ReturnType< FillSlice > {
	const { rows: ids } = await sql< {
		connection_id: string;
		order_id: string;
		contact_id: string | null;
	} >`
		select connection_id, order_id, contact_id from orders
		where account_id = ${ accountId } and names is null
		order by connection_id, order_id
		limit ${ sql.lit( ORDERS_AT_ONCE ) }
	`.execute( tx );
	if ( ids.length === 0 ) {
		return 0;
	}
	// Contacts are locked first, as in batches, so that nobody renames them meanwhile.
	const { rows: contacts } = await sql<
		ContactName & { contact_id: string }
	>`
		select contact_id, first_name, last_name, display_name from contacts
		where account_id = ${ accountId }
			and contact_id = any( ${ ids.flatMap( ( { contact_id: id } ) => id ?? [] ) }::uuid[] )
		order by contact_id
		for no key update skip locked
	`.execute( tx );
	const keys = new Map(
		contacts.map( ( contact ) => [
			contact.contact_id,
			keyOfName( contact ),
		] )
	);
	const { rows: orders } = await sql< UnnamedOrder >`
		select o.connection_id, o.order_id, o.contact_id, order_record( o ) as record, o.erased_at is not null as is_erased
		from json_to_recordset( ${ JSON.stringify( ids ) } ) as r ( connection_id text, order_id text )
		join orders o
			on o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
		where o.names is null
			and ( o.contact_id is null or o.contact_id = any( ${ [ ...keys.keys() ] }::uuid[] ) )
		order by o.connection_id, o.order_id
		for no key update of o skip locked
	`.execute( tx );
	if ( orders.length === 0 ) {
		return 'held';
	}
	const named = orders.map(
		( { record, is_erased: isErased, ...order } ) => ( {
			...order,
			...( isErased
				? { names: NO_NAMES, words: [] }
				: storedNames( order.contact_id, record ) ),
			contact_id: order.contact_id,
		} )
	);
	await sql`
		update orders o set names = r.names
		from json_to_recordset( ${ JSON.stringify( named ) } ) as r ( connection_id text, order_id text, names bigint )
		where o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
	`.execute( tx );
	await addOrderNames(
		tx,
		accountId,
		named
			.filter(
				( { names, contact_id: id } ) =>
					id === null || names !== keys.get( id )
			)
			.map( ( { names, words, contact_id: id } ) => ( {
				contact_id: id ?? NO_CONTACT,
				names,
				words,
			} ) )
	);
	return orders.length;
}
