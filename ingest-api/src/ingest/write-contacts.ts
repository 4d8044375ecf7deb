import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import { digestOf } from '@ivorey/shared/digest';
import type { ConnectionKey } from '../db/identifiers.ts';
import { RetryTransaction } from '../db/errors.ts';
import type { Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { emailHash } from '../accounts/email-hash.ts';
import { settleContacts } from '../erasure/settle-contacts.ts';
import { wordsOfContact } from '../db/search-words.ts';
import { prepared } from '../db/statement-names.ts';
import {
	namedColumns,
	renewWords,
	type NamedContact,
} from '../db/write-words.ts';
import { mergeContacts } from './merge-contacts.ts';
import type { ContactPlan } from './resolve-contacts.ts';
import { rowsOf } from '../db/stored-record.ts';

/**
 * Counts the users of each of these contacts, besides the connection's given ones. The contacts have to be locked, so
 * that nobody else adds a user to one of them.
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

/**
 * Merges contacts, and changes the addresses of contacts whose user has a new one. Runs before their records are
 * written.
 */
export async function changeContacts(
	tx: Kysely< Database >,
	key: ConnectionKey,
	{ merges, rekeys }: Pick< ContactPlan, 'merges' | 'rekeys' >,
	now: Date
): Promise< void > {
	const { accountId } = key;
	await mergeContacts( tx, key, merges, now );
	if ( rekeys.length === 0 ) {
		return;
	}
	// First frees every address: a unique index is checked row by row, and two contacts may exchange theirs.
	await sql`
		update contacts set email_key = null
		where account_id = ${ accountId }
			and contact_id = any( ${ rekeys.map( ( row ) => row.contact_id ) }::uuid[] )
	`.execute( tx );
	const { rows } = await sql< NamedContact >`
		update contacts c
		set email = r.email, email_key = r.email_key, email_hash = r.email_hash, updated_at = ${ now }
		from json_to_recordset( ${ JSON.stringify( rekeys.map( withHash ) ) } )
			as r ( contact_id uuid, email text, email_key text, email_hash text )
		where c.account_id = ${ accountId } and c.contact_id = r.contact_id
		returning ${ namedColumns( 'contacts', 'c' ) }
	`.execute( tx );
	await renewWords( tx, accountId, 'contacts', rows );
}

/**
 * @param ask
 * @param key
 * @param inserts
 * @param orderCounts The number of the batch's orders for each contact.
 * @param now
 * @throws RetryTransaction if another batch has just created one of the contacts.
 */
export async function insertContacts(
	ask: Ask,
	key: ConnectionKey,
	inserts: ContactPlan[ 'inserts' ],
	orderCounts: ReadonlyMap< string, number >,
	now: Date
): Promise< void > {
	if ( inserts.length === 0 ) {
		return;
	}
	const { accountId, connectionId } = key;
	const made = inserts.map( ( contact ) => ( {
		...withHash( contact ),
		words: wordsOfContact( contact ),
		order_count: orderCounts.get( contact.contact_id ) ?? 0,
	} ) );
	const rows = await ask( prepared`
		with made as (
			insert into contacts (
				account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
				billing, shipping, date_registered, source_connection_id, source_id, source_version, created_at, updated_at,
				words, order_count
			)
			select
				${ accountId }, r.contact_id, r.email, r.email_key, r.email_hash, r.kind, r.first_name, r.last_name, r.display_name,
				r.company, r.phone, r.billing, r.shipping, r.date_registered, ${ connectionId }, r.source_id,
				r.source_version, ${ now }::timestamptz, ${ now }::timestamptz, r.words, r.order_count
			from json_to_recordset( ${ JSON.stringify( made ) } ) as r (
				contact_id uuid, email text, email_key text, email_hash text, kind text, first_name text, last_name text, display_name text,
				company text, phone text, billing jsonb, shipping jsonb, date_registered timestamptz, source_id text,
				source_version bigint, words text[], order_count integer
			)
			order by r.email_key collate "C"
			on conflict ( account_id, email_key ) do nothing
			returning contact_id, words
		), worded as (
			insert into contact_words ( account_id, word, contact_id )
			select ${ accountId }, word, contact_id from made cross join unnest( words ) as word
			order by word collate "C"
		)
		select contact_id from made
	` );
	if ( rows.length < inserts.length ) {
		throw new RetryTransaction( 'A contact was made by another batch' );
	}
}

/** Writes the contact of each user. */
export async function linkContacts(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	links: ContactPlan[ 'links' ],
	now: Date
): Promise< void > {
	if ( links.length === 0 ) {
		return;
	}
	const columnsOf = new Map(
		links.map(
			( { record, contact_id: contactId, email_key: emailKey } ) => [
				record.id,
				{ contact_id: contactId, email_key: emailKey },
			]
		)
	);
	const rows = rowsOf(
		links.map( ( { record } ) => record ),
		( { id } ) => columnsOf.get( id )!
	);
	await ask( prepared`
		insert into contact_links
			( account_id, connection_id, user_id, contact_id, email_key, version, digest, record, updated_at )
		select ${ accountId }, ${ connectionId }, r.id, r.contact_id, r.email_key, r.version, r.digest, r.record,
			${ now }::timestamptz
		from json_to_recordset( ${ rows } )
			as r ( id text, contact_id uuid, email_key text, version bigint, digest text, record jsonb )
		order by r.id collate "C"
		on conflict ( account_id, connection_id, user_id ) do update set
			contact_id = excluded.contact_id, email_key = excluded.email_key, version = excluded.version,
			digest = excluded.digest, record = excluded.record, updated_at = excluded.updated_at, erased_at = null
		where contact_links.version < excluded.version
	` );
}

/** Stores of erased users only that the store has them, and in which version, so that both sides compare equal. */
export async function writeErasedUsers(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	contacts: readonly RecordOf< 'contacts' >[],
	now: Date
): Promise< void > {
	if ( contacts.length === 0 ) {
		return;
	}
	const users = contacts.map( ( { id, version, data } ) => ( {
		id,
		version,
		digest: digestOf( data ),
	} ) );
	// The users may have had a contact until now, if they took over an erased person's address.
	const before = await sql< { contact_id: string } >`
		select contact_id from contact_links
		where account_id = ${ accountId } and connection_id = ${ connectionId } and contact_id is not null
			and user_id = any( ${ contacts.map( ( { id } ) => id ) }::text[] )
	`.execute( tx );
	await sql`
		insert into contact_links
			( account_id, connection_id, user_id, contact_id, email_key, version, digest, record, updated_at, erased_at )
		select ${ accountId }, ${ connectionId }, r.id, null, '', r.version, r.digest, '{}', ${ now }::timestamptz,
			${ now }::timestamptz
		from json_to_recordset( ${ JSON.stringify( users ) } ) as r ( id text, version bigint, digest text )
		order by r.id collate "C"
		on conflict ( account_id, connection_id, user_id ) do update set
			contact_id = null, email_key = '', record = '{}', version = excluded.version, digest = excluded.digest,
			updated_at = excluded.updated_at, erased_at = excluded.erased_at
		where contact_links.version < excluded.version
	`.execute( tx );
	await settleContacts(
		tx,
		accountId,
		before.rows.map( ( row ) => row.contact_id ),
		now
	);
}

function withHash< C extends { email: string } >(
	contact: C
): C & { email_hash: string } {
	return { ...contact, email_hash: emailHash( contact.email ) };
}
