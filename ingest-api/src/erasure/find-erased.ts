import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import { emailHash } from '../accounts/email-hash.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';

/**
 * Finds the users among these who were erased, by address or by ID. A user who registered after the request has come
 * back, and is not one of them.
 *
 * @return Their IDs.
 */
export async function findErasedUsers(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	contacts: readonly RecordOf< 'contacts' >[]
): Promise< Set< string > > {
	if ( contacts.length === 0 ) {
		return new Set();
	}
	const users = contacts.map( ( { id, data } ) => ( {
		id,
		email_hash: emailHash( data.email ),
		registered: data.date_registered ?? '-infinity',
	} ) );
	const { rows } = await sql< { id: string } >`
		select r.id
		from json_to_recordset( ${ JSON.stringify( users ) } ) as r ( id text, email_hash text, registered timestamptz )
		where exists (
			select from erasures e
			where e.account_id = ${ accountId } and e.email_hash = r.email_hash and e.scope = 'person'
				and ( e.connection_id is null or e.connection_id = ${ connectionId } ) and e.requested_at >= r.registered
		) or exists (
			select from erasures e
			where e.account_id = ${ accountId } and e.connection_id = ${ connectionId } and e.user_id = r.id
				and e.requested_at >= r.registered
		) or exists (
			select from contact_links l
			where l.account_id = ${ accountId } and l.connection_id = ${ connectionId } and l.user_id = r.id
				and l.erased_at >= r.registered
		)
	`.execute( tx );
	return new Set( rows.map( ( row ) => row.id ) );
}

/**
 * Finds the orders among these that erased people placed before the request: their names do not come back, even if the
 * store still has them.
 *
 * @return Their IDs.
 */
export async function findErasedOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orders: readonly RecordOf< 'orders' >[]
): Promise< Set< string > > {
	if ( orders.length === 0 ) {
		return new Set();
	}
	const placed = orders.map( ( { id, data } ) => ( {
		id,
		email_hash:
			data.billing_email === null
				? null
				: emailHash( data.billing_email ),
		customer_id: data.customer_id,
		created: data.date_created,
	} ) );
	const { rows } = await sql< { id: string } >`
		select r.id
		from json_to_recordset( ${ JSON.stringify( placed ) } )
			as r ( id text, email_hash text, customer_id text, created timestamptz )
		where exists (
			select from erasures e
			where e.account_id = ${ accountId } and e.email_hash = r.email_hash and e.scope = 'person'
				and ( e.connection_id is null or e.connection_id = ${ connectionId } ) and e.requested_at >= r.created
		) or exists (
			select from erasures e
			where e.account_id = ${ accountId } and e.connection_id = ${ connectionId } and e.user_id = r.customer_id
				and e.scope = 'person' and e.requested_at >= r.created
		) or exists (
			select from orders o
			where o.account_id = ${ accountId } and o.connection_id = ${ connectionId } and o.order_id = r.id
				and o.erased_at is not null
				and not ( r.created > o.date_created and r.created > o.updated_at )
		)
	`.execute( tx );
	return new Set( rows.map( ( row ) => row.id ) );
}

/** @return The IDs of the orders among these that were erased. */
export async function findRedactedOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orderIds: readonly string[]
): Promise< Set< string > > {
	if ( orderIds.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< { order_id: string } >`
		select order_id from orders
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and order_id = any( ${ orderIds }::text[] ) and erased_at is not null
	`.execute( tx );
	return new Set( rows.map( ( row ) => row.order_id ) );
}
