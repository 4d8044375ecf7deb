import { sql, type Kysely } from 'kysely';
import type { ConnectionKey } from '../db/identifiers.ts';
import { RetryTransaction } from '../db/errors.ts';
import type { Database } from '../db/schema.ts';
import { mergeContacts } from './merge-contacts.ts';
import type { ContactPlan } from './resolve-contacts.ts';
import { rowsOf } from '../db/stored-record.ts';
import type { KnownContact } from './contact-book.ts';

/**
 * The contacts with these addresses or ids, locked in one order, so that concurrent batches of the
 * account wait for each other instead of for ever.
 */
export async function lockContacts(
	tx: Kysely< Database >,
	accountId: string,
	emailKeys: readonly string[],
	contactIds: readonly string[]
): Promise< KnownContact[] > {
	if ( emailKeys.length === 0 && contactIds.length === 0 ) {
		return [];
	}
	const { rows } = await sql< KnownContact >`
		select contact_id, email_key, kind
		from contacts
		where account_id = ${ accountId }
			and ( email_key = any( ${ emailKeys }::text[] ) or contact_id = any( ${ contactIds }::uuid[] ) )
		order by contact_id
		for update
	`.execute( tx );
	return rows;
}

/**
 * How many users each of these contacts is, besides those of the connection that are named. For
 * contacts that are locked: nobody else makes a user one of them.
 */
export async function countOtherUsers(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	contactIds: readonly string[],
	userIds: readonly string[]
): Promise< Map< string, number > > {
	const { rows } = await sql< { contact_id: string; users: number } >`
		select contact_id, count( * )::integer as users
		from contact_links
		where account_id = ${ accountId } and contact_id = any( ${ contactIds }::uuid[] )
			and not ( connection_id = ${ connectionId } and user_id = any( ${ userIds }::text[] ) )
		group by contact_id
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.contact_id, row.users ] ) );
}

/** @throws RetryTransaction where another batch has just made one of the contacts. */
export async function writeContacts(
	tx: Kysely< Database >,
	key: ConnectionKey,
	plan: Pick< ContactPlan, 'inserts' | 'rekeys' | 'links' | 'merges' >,
	now: Date
): Promise< void > {
	const { accountId, connectionId } = key;
	await mergeContacts( tx, key, plan.merges, now );
	if ( plan.rekeys.length > 0 ) {
		// First free every address: a unique index is checked row by row, and two contacts may exchange theirs.
		await sql`
			update contacts set email_key = null
			where account_id = ${ accountId }
				and contact_id = any( ${ plan.rekeys.map( ( row ) => row.contact_id ) }::uuid[] )
		`.execute( tx );
		await sql`
			update contacts c
			set email = r.email, email_key = r.email_key, updated_at = ${ now }
			from json_to_recordset( ${ JSON.stringify( plan.rekeys ) } )
				as r ( contact_id uuid, email text, email_key text )
			where c.account_id = ${ accountId } and c.contact_id = r.contact_id
		`.execute( tx );
	}
	if ( plan.inserts.length > 0 ) {
		const { rows } = await sql`
			insert into contacts (
				account_id, contact_id, email, email_key, kind, first_name, last_name, display_name, company, phone,
				billing, shipping, date_registered, source_connection_id, source_id, source_version, created_at, updated_at
			)
			select
				${ accountId }, r.contact_id, r.email, r.email_key, r.kind, r.first_name, r.last_name, r.display_name,
				r.company, r.phone, r.billing, r.shipping, r.date_registered, ${ connectionId }, r.source_id,
				r.source_version, ${ now }::timestamptz, ${ now }::timestamptz
			from json_to_recordset( ${ JSON.stringify( plan.inserts ) } ) as r (
				contact_id uuid, email text, email_key text, kind text, first_name text, last_name text, display_name text,
				company text, phone text, billing jsonb, shipping jsonb, date_registered timestamptz, source_id text,
				source_version bigint
			)
			order by r.email_key collate "C"
			on conflict ( account_id, email_key ) do nothing
			returning contact_id
		`.execute( tx );
		if ( rows.length < plan.inserts.length ) {
			throw new RetryTransaction( 'A contact was made by another batch' );
		}
	}
	if ( plan.links.length > 0 ) {
		const columnsOf = new Map(
			plan.links.map(
				( { record, contact_id: contactId, email_key: emailKey } ) => [
					record.id,
					{ contact_id: contactId, email_key: emailKey },
				]
			)
		);
		const rows = rowsOf(
			plan.links.map( ( { record } ) => record ),
			( { id } ) => columnsOf.get( id )!
		);
		await sql`
			insert into contact_links
				( account_id, connection_id, user_id, contact_id, email_key, version, digest, record, updated_at )
			select ${ accountId }, ${ connectionId }, r.id, r.contact_id, r.email_key, r.version, r.digest, r.record,
				${ now }::timestamptz
			from json_to_recordset( ${ rows } )
				as r ( id text, contact_id uuid, email_key text, version bigint, digest text, record jsonb )
			order by r.id collate "C"
			on conflict ( account_id, connection_id, user_id ) do update set
				contact_id = excluded.contact_id, email_key = excluded.email_key, version = excluded.version,
				digest = excluded.digest, record = excluded.record, updated_at = excluded.updated_at
			where contact_links.version < excluded.version
		`.execute( tx );
	}
}

/**
 * A contact's details follow its newest user record, or else, while it is a guest, its newest order
 * (R3); both are read from what is stored, so that they come out the same in any order of arrival.
 */
export async function projectContacts(
	tx: Kysely< Database >,
	accountId: string,
	contactIds: readonly string[],
	now: Date
): Promise< void > {
	if ( contactIds.length === 0 ) {
		return;
	}
	const ids = [ ...contactIds ].sort();
	await sql`
		update contacts c
		set kind = 'customer',
			email = case when l.email_key = c.email_key then l.record->>'email' else c.email end,
			first_name = l.record->>'first_name', last_name = l.record->>'last_name',
			display_name = l.record->>'display_name',
			company = l.record->'billing'->>'company', phone = l.record->'billing'->>'phone',
			billing = l.record->'billing', shipping = l.record->'shipping',
			date_registered = ( l.record->>'date_registered' )::timestamptz,
			source_connection_id = l.connection_id, source_id = l.user_id, source_version = l.version,
			updated_at = ${ now }
		from unnest( ${ ids }::uuid[] ) as t ( contact_id )
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
	`.execute( tx );
	await sql`
		update contacts c
		set email = o.billing_email,
			first_name = o.billing->>'first_name', last_name = o.billing->>'last_name',
			company = o.billing->>'company', phone = o.billing->>'phone',
			billing = o.billing, shipping = o.shipping,
			source_connection_id = o.connection_id, source_id = o.order_id, source_version = o.version,
			updated_at = ${ now }
		from unnest( ${ ids }::uuid[] ) as t ( contact_id )
		cross join lateral (
			select connection_id, order_id, version, billing_email, billing, shipping
			from orders
			where account_id = ${ accountId } and contact_id = t.contact_id
			order by date_created desc, connection_id desc, length( order_id ) desc, order_id desc
			limit 1
		) o
		where c.account_id = ${ accountId } and c.contact_id = t.contact_id and c.kind = 'guest'
			and ( c.source_connection_id, c.source_id, c.source_version )
				is distinct from ( o.connection_id, o.order_id, o.version )
	`.execute( tx );
}
