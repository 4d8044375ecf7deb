import { randomUUIDv7 } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { emailKey } from '../accounts/email-key.ts';
import { addToOrderCounts, countMoved } from '../accounts/order-counts.ts';
import { projectContacts } from '../accounts/project-contacts.ts';
import { RetryTransaction } from '../db/errors.ts';
import { inMessages } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { wordsOfContact } from '../db/search-words.ts';
import { settleOrderNames } from '../db/order-names.ts';
import { forgetWords, renewWords } from '../db/write-words.ts';
import { REDACTED_ORDER } from './redact.ts';

/** The names of a new guest, until its orders are read. */
const NAMELESS = { first_name: '', last_name: '', display_name: '' };

interface Stray {
	connection_id: string;
	order_id: string;
	contact_id: string;
	billing_email: string | null;
	email_hash: string | null;
}

/**
 * Settles contacts after records that referenced them were deleted: one without a user becomes a guest again, with the
 * details of its orders (R2), and one that nothing references is deleted, too.
 *
 * @return How many contacts were deleted.
 * @throws RetryTransaction if another transaction has just created one of the contacts.
 */
export async function settleContacts(
	tx: Kysely< Database >,
	accountId: string,
	contactIds: readonly string[],
	now: Date
): Promise< number > {
	if ( contactIds.length === 0 ) {
		return 0;
	}
	const ids = [ ...new Set( contactIds ) ].sort();
	await sql`
		select contact_id from contacts
		where account_id = ${ accountId } and contact_id = any( ${ ids }::uuid[] )
		order by contact_id
		for update
	`.execute( tx );
	const hosts = await rehome( tx, accountId, ids, now );
	const gone = await removeUnnamed( tx, accountId, ids );
	await sql`
		update contacts c
		set kind = 'guest', display_name = '', date_registered = null,
			source_connection_id = null, source_id = null, source_version = null, updated_at = ${ now }
		where c.account_id = ${ accountId } and c.contact_id = any( ${ ids }::uuid[] ) and c.kind = 'customer'
			and not exists (
				select from contact_links l where l.account_id = ${ accountId } and l.contact_id = c.contact_id
			)
	`.execute( tx );
	const renamed = await inMessages( tx, ( ask ) =>
		projectContacts( ask, accountId, [ ...ids, ...hosts ], now )
	);
	await renewWords( tx, accountId, 'contacts', renamed );
	await settleOrderNames( tx, accountId, [ ...ids, ...hosts ] );
	return gone;
}

/**
 * Moves a deleted user's orders that were billed to another address to the guest with that address.
 *
 * @return The contacts that have these orders now.
 */
async function rehome(
	tx: Kysely< Database >,
	accountId: string,
	contactIds: readonly string[],
	now: Date
): Promise< string[] > {
	const { rows: strays } = await sql< Stray >`
		select o.connection_id, o.order_id, o.contact_id, o.billing_email, o.email_hash
		from orders o
		join contacts c on c.account_id = ${ accountId } and c.contact_id = o.contact_id
		where o.account_id = ${ accountId } and o.contact_id = any( ${ contactIds }::uuid[] )
			and o.email_hash is distinct from c.email_hash
			and not exists (
				select from contact_links l where l.account_id = ${ accountId } and l.contact_id = c.contact_id
			)
	`.execute( tx );
	if ( strays.length === 0 ) {
		return [];
	}
	const hosts = await findOrMakeGuests( tx, accountId, strays, now );
	const moved = strays.map( ( stray ) => ( {
		...stray,
		contact_id:
			stray.email_hash === null ? null : hosts.get( stray.email_hash )!,
	} ) );
	await sql`
		update orders o
		set contact_id = r.contact_id
		from json_to_recordset( ${ JSON.stringify( moved ) } )
			as r ( connection_id text, order_id text, contact_id uuid )
		where o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
	`.execute( tx );
	await addToOrderCounts(
		tx,
		accountId,
		countMoved(
			strays.map( ( { contact_id: from }, at ) => ( {
				from,
				into: moved[ at ]!.contact_id,
			} ) )
		)
	);
	return [ ...hosts.values() ];
}

/** @return Contact IDs by hash of the address. */
async function findOrMakeGuests(
	tx: Kysely< Database >,
	accountId: string,
	strays: readonly Stray[],
	now: Date
): Promise< Map< string, string > > {
	const emails = new Map< string, string >();
	for ( const { email_hash: hash, billing_email: email } of strays ) {
		if ( hash !== null && email !== null ) {
			emails.set( hash, email );
		}
	}
	const { rows } = await sql< { email_hash: string; contact_id: string } >`
		select email_hash, contact_id from contacts
		where account_id = ${ accountId } and email_hash = any( ${ [ ...emails.keys() ] }::text[] )
		order by contact_id
		for update
	`.execute( tx );
	const contacts = new Map(
		rows.map( ( row ) => [ row.email_hash, row.contact_id ] )
	);
	const made = [ ...emails ]
		.filter( ( [ hash ] ) => ! contacts.has( hash ) )
		.map( ( [ hash, email ] ) => ( {
			contact_id: randomUUIDv7(),
			email,
			email_key: emailKey( email ),
			email_hash: hash,
			words: wordsOfContact( { ...NAMELESS, email } ),
		} ) );
	if ( made.length === 0 ) {
		return contacts;
	}
	const inserted = await sql`
		with made as (
		insert into contacts (
			account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
			billing, shipping, created_at, updated_at, words, order_count
		)
		select ${ accountId }, r.contact_id, r.email, r.email_key, r.email_hash, 'guest', '', '', '', '', '',
			${ JSON.stringify( REDACTED_ORDER.billing ) }::jsonb, ${ JSON.stringify( REDACTED_ORDER.shipping ) }::jsonb,
			${ now }::timestamptz, ${ now }::timestamptz, r.words, 0
		from json_to_recordset( ${ JSON.stringify( made ) } )
			as r ( contact_id uuid, email text, email_key text, email_hash text, words text[] )
		order by r.email_key collate "C"
		on conflict ( account_id, email_key ) do nothing
		returning contact_id, words
		), worded as (
		insert into contact_words ( account_id, word, contact_id )
		select ${ accountId }, word, contact_id from made cross join unnest( words ) as word
		)
		select contact_id from made
	`.execute( tx );
	if ( inserted.rows.length < made.length ) {
		throw new RetryTransaction( 'A contact was made by another batch' );
	}
	for ( const contact of made ) {
		contacts.set( contact.email_hash, contact.contact_id );
	}
	return contacts;
}

/** Also deletes their merge history. @return How many contacts were deleted. */
async function removeUnnamed(
	tx: Kysely< Database >,
	accountId: string,
	contactIds: readonly string[]
): Promise< number > {
	const { rows } = await sql< { contact_id: string } >`
		with gone as (
		delete from contacts c
		where c.account_id = ${ accountId } and c.contact_id = any( ${ contactIds }::uuid[] )
			and not exists (
				select from contact_links l where l.account_id = ${ accountId } and l.contact_id = c.contact_id
			)
			and not exists (
				select from orders o where o.account_id = ${ accountId } and o.contact_id = c.contact_id
			)
		returning c.contact_id, c.words
		), ${ forgetWords( accountId, 'contacts' ) }
		select contact_id from gone
	`.execute( tx );
	const gone = rows.map( ( row ) => row.contact_id );
	if ( gone.length > 0 ) {
		await sql`
			delete from contact_merges
			where account_id = ${ accountId }
				and ( from_contact_id = any( ${ gone }::uuid[] ) or into_contact_id = any( ${ gone }::uuid[] ) )
		`.execute( tx );
	}
	return gone.length;
}
