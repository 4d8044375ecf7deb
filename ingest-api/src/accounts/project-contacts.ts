import { sql } from 'kysely';
import type { Ask } from '../db/in-messages.ts';
import { PREPARED } from '../db/statement-names.ts';
import { namedColumns, type NamedContact } from '../db/write-words.ts';

/**
 * A contact's details follow its newest user record or, for a guest, its newest order (R3). Both are read from stored
 * records, so that the result does not depend on the order of arrival.
 *
 * @param ask
 * @param accountId
 * @param contactIds
 * @param now
 * @param more       Additional orders, by contact.
 * @return The contacts that changed, whose search words have to be renewed; see renewWords().
 */
export async function projectContacts(
	ask: Ask,
	accountId: string,
	contactIds: readonly string[],
	now: Date,
	more: ReadonlyMap< string, number > = new Map()
): Promise< NamedContact[] > {
	const ids = [ ...new Set( [ ...contactIds, ...more.keys() ] ) ].sort();
	if ( ids.length === 0 ) {
		return [];
	}
	const [ only ] = ids;
	// The statement for one contact is prepared: a store that sends an order just placed runs it each time, and planning
	// takes longer than everything else in it.
	const isOne = ids.length === 1;
	const touched = isOne
		? sql`select ${ only }::uuid as contact_id, ${ more.get( only! ) ?? 0 }::integer as more`
		: sql`select * from unnest( ${ ids }::uuid[], ${ ids.map( ( id ) => more.get( id ) ?? 0 ) }::integer[] )
				as t ( contact_id, more )`;
	const counted = sql`order_count = case when c.order_count < 0 then -1 else c.order_count + t.more end`;
	return ask( sql< NamedContact >`
		with ${ isOne ? PREPARED : sql`` } t as materialized (
			${ touched }
		), customers as (
		update contacts c
		set kind = 'customer',
			email = case when l.email_key = c.email_key then l.record->>'email' else c.email end,
			first_name = l.record->>'first_name', last_name = l.record->>'last_name',
			display_name = l.record->>'display_name',
			company = l.record->'billing'->>'company', phone = l.record->'billing'->>'phone',
			billing = l.record->'billing', shipping = l.record->'shipping',
			date_registered = ( l.record->>'date_registered' )::timestamptz,
			source_connection_id = l.connection_id, source_id = l.user_id, source_version = l.version,
			updated_at = ${ now }, ${ counted }
		from t
		cross join lateral (
			select connection_id, user_id, email_key, version, record
			from contact_links
			where account_id = ${ accountId } and contact_id = t.contact_id
			order by version desc, connection_id desc, user_id desc
			limit 1
		) l
		where c.account_id = ${ accountId } and c.contact_id = t.contact_id
			and ( c.kind, c.source_connection_id, c.source_id, c.source_version )
				is distinct from ( 'customer', l.connection_id, l.user_id, l.version )
		returning ${ namedColumns( 'contacts', 'c' ) }
		), guests as (
		update contacts c
		set email = o.billing_email,
			first_name = o.record->'billing'->>'first_name', last_name = o.record->'billing'->>'last_name',
			company = o.record->'billing'->>'company', phone = o.record->'billing'->>'phone',
			billing = o.record->'billing', shipping = o.record->'shipping',
			source_connection_id = o.connection_id, source_id = o.order_id, source_version = o.version,
			updated_at = ${ now }, ${ counted }
		from t
		cross join lateral (
			select connection_id, order_id, version, billing_email, order_record( orders ) as record
			from orders
			where account_id = ${ accountId } and contact_id = t.contact_id
			order by date_created desc, connection_id desc, length( order_id ) desc, order_id desc
			limit 1
		) o
		where c.account_id = ${ accountId } and c.contact_id = t.contact_id and c.kind = 'guest'
			and not exists (
				select from contact_links l where l.account_id = ${ accountId } and l.contact_id = t.contact_id
			)
			and ( c.source_connection_id, c.source_id, c.source_version )
				is distinct from ( o.connection_id, o.order_id, o.version )
		returning ${ namedColumns( 'contacts', 'c' ) }
		), written as (
		select * from customers union all select * from guests
		), others as (
		update contacts c
		set ${ counted }
		from t
		where c.account_id = ${ accountId } and c.contact_id = t.contact_id and t.more <> 0
			and t.contact_id not in ( select contact_id from written )
		)
		select * from written
	` );
}
