import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type { ContactMerge } from './resolve-contacts.ts';
import type { MovedOrder } from '../accounts/order-counts.ts';
import { forgetWords } from '../db/write-words.ts';

/**
 * R3: records each merge in the history, and moves the orders of the merged contact to the other contact, whichever
 * store they are from. The contacts have to be locked.
 */
export async function mergeContacts(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	merges: readonly ContactMerge[],
	now: Date
): Promise< void > {
	if ( merges.length === 0 ) {
		return;
	}
	const rows = merges.map( ( { from, into, why } ) => ( {
		merge_id: randomUUID(),
		from_contact: from,
		into_contact: into,
		why,
	} ) );
	await sql`
		insert into contact_merges
			( account_id, merge_id, from_contact_id, into_contact_id, why, connection_id, merged_at )
		select ${ accountId }, r.merge_id, r.from_contact, r.into_contact, r.why, ${ connectionId }, ${ now }::timestamptz
		from json_to_recordset( ${ JSON.stringify( rows ) } )
			as r ( merge_id uuid, from_contact uuid, into_contact uuid, why text )
		order by r.merge_id
	`.execute( tx );
	const gone = rows.filter(
		( row ) => row.from_contact !== row.into_contact
	);
	if ( gone.length === 0 ) {
		return;
	}
	await sql`
		with moved as (
			update orders o
			set contact_id = r.into_contact
			from json_to_recordset( ${ JSON.stringify( gone ) } ) as r ( from_contact uuid, into_contact uuid )
			where o.account_id = ${ accountId } and o.contact_id = r.from_contact
			returning r.into_contact
		)
		update contacts c
		set order_count = c.order_count + m.orders
		from ( select into_contact, count( * )::integer as orders from moved group by into_contact ) as m
		where c.account_id = ${ accountId } and c.contact_id = m.into_contact and c.order_count >= 0
	`.execute( tx );
	// Keeps the newer of the two consents.
	await sql`
		update contacts c
		set marketing_consent = g.marketing_consent, marketing_consent_at = g.marketing_consent_at,
			marketing_consent_source = g.marketing_consent_source
		from (
			select distinct on ( r.into_contact ) r.into_contact, f.marketing_consent, f.marketing_consent_at,
				f.marketing_consent_source
			from json_to_recordset( ${ JSON.stringify( gone ) } ) as r ( from_contact uuid, into_contact uuid )
			join contacts f on f.account_id = ${ accountId } and f.contact_id = r.from_contact
			where f.marketing_consent is not null
			order by r.into_contact, f.marketing_consent_at desc
		) g
		where c.account_id = ${ accountId } and c.contact_id = g.into_contact
			and ( c.marketing_consent_at is null or c.marketing_consent_at < g.marketing_consent_at )
	`.execute( tx );
	await sql`
		with gone as (
			delete from contacts
			where account_id = ${ accountId } and contact_id = any( ${ gone.map( ( row ) => row.from_contact ) }::uuid[] )
			returning contact_id, words
		), ${ forgetWords( accountId, 'contacts' ) }
		select from gone
	`.execute( tx );
}

/**
 * A guest exists only through orders (R3): a guest whose last order turned out to be another contact's is merged into
 * that contact. So it does not matter whether the order or the record that reassigned it came first.
 */
export async function mergeEmptied(
	tx: Kysely< Database >,
	key: ConnectionKey,
	moved: readonly MovedOrder[],
	now: Date
): Promise< void > {
	const into = new Map< string, string >();
	for ( const order of moved ) {
		if (
			order.from !== null &&
			order.into !== null &&
			order.from !== order.into
		) {
			into.set( order.from, order.into );
		}
	}
	if ( into.size === 0 ) {
		return;
	}
	const { accountId } = key;
	const left = [ ...into.keys() ];
	// Locks first and reads afterwards: another batch may be moving an order to one of them.
	await sql`
		select contact_id from contacts
		where account_id = ${ accountId } and contact_id = any( ${ left }::uuid[] )
		order by contact_id
		for update
	`.execute( tx );
	const { rows } = await sql< { contact_id: string } >`
		select contact_id from contacts c
		where account_id = ${ accountId } and contact_id = any( ${ left }::uuid[] ) and kind = 'guest'
			and not exists (
				select from orders o where o.account_id = ${ accountId } and o.contact_id = c.contact_id
			)
			and not exists (
				select from contact_links l where l.account_id = ${ accountId } and l.contact_id = c.contact_id
			)
	`.execute( tx );
	await mergeContacts(
		tx,
		key,
		rows.map( ( row ) => ( {
			from: row.contact_id,
			into: into.get( row.contact_id )!,
			why: 'orders_moved',
		} ) ),
		now
	);
}
