import { hash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Order } from '@ivorey/shared';
import type { Database } from './schema.ts';
import {
	fold,
	nameOf,
	wordsOfNames,
	type ContactName,
} from './search-words.ts';
import { forgetWords } from './write-words.ts';

/*
 * R34: an order is found by its buyer's name, and by the names in its own addresses. Most orders are placed under their
 * buyer's name and need nothing more. An order stores a key of its names (`orders.names`). Only if its contact has another
 * name, or it has no contact, are its words stored, once for all orders of the contact with that key.
 *
 * The words stay right: when a contact gets another name, the former one is stored if orders were placed under it; when
 * orders move to another contact, settleOrderNames() checks both contacts.
 */

/** Stands for the contact of orders that have none. */
export const NO_CONTACT = '00000000-0000-0000-0000-000000000000';
/** For an order that names nobody, or that was erased. */
export const NO_NAMES = '0';

/** Names, and the contact whose orders were placed under them. */
interface OrderNames {
	contact_id: string;
	names: string;
}

/** Names to delete. */
export interface LeftNames extends OrderNames {
	/** Delete them even if orders have them, since they are now the contact's own name. */
	is_own?: boolean;
}

/** Names to store. */
export interface StoredNames extends OrderNames {
	words: readonly string[];
	/** Only if an order of the contact was placed under them. */
	if_used?: boolean;
}

type NamedOrder = Partial< Pick< Order, 'billing' | 'shipping' > >;

/** The names the order is placed under and shipped to, without duplicates. */
function namesIn( { billing, shipping }: NamedOrder ): string[] {
	const names = [ billing, shipping ].flatMap( ( address ) =>
		address === undefined
			? []
			: foldedName( `${ address.first_name } ${ address.last_name }` )
	);
	return names[ 0 ] === names[ 1 ] ? names.slice( 1 ) : names;
}

function foldedName( name: string ): string[] {
	const folded = fold( name ).trim();
	return folded === '' ? [] : [ folded ];
}

/** A 64-bit number, for Postgres' bigint. */
function keyOf( names: readonly string[] ): string {
	return names.length === 0
		? NO_NAMES
		: hash( 'sha1', names.join( '\n' ), 'buffer' )
				.readBigInt64BE()
				.toString();
}

export function namesKey( order: NamedOrder ): string {
	return keyOf( namesIn( order ) );
}

/** The key of an order that is placed under a contact's name. */
export function keyOfName( contact: ContactName ): string {
	return keyOf( foldedName( nameOf( contact ) ) );
}

export function storedNames(
	contactId: string | null,
	order: NamedOrder
): StoredNames {
	const names = namesIn( order );
	return {
		contact_id: contactId ?? NO_CONTACT,
		names: keyOf( names ),
		words: wordsOfNames( names ),
	};
}

/** The names to store for a contact that now has another name. */
export function formerNames(
	contactId: string,
	contact: ContactName
): StoredNames {
	const names = foldedName( nameOf( contact ) );
	return {
		contact_id: contactId,
		names: keyOf( names ),
		words: wordsOfNames( names ),
		if_used: true,
	};
}

/** The names to delete for a contact that now has this name. */
export function ownNames( contactId: string, contact: ContactName ): LeftNames {
	return {
		contact_id: contactId,
		names: keyOfName( contact ),
		is_own: true,
	};
}

/** Runs one statement, or none if there is nothing to store. */
export async function addOrderNames(
	tx: Kysely< Database >,
	accountId: string,
	added: readonly StoredNames[]
): Promise< void > {
	const named = eachOnce( added.filter( ( { words } ) => words.length > 0 ) );
	if ( named.length === 0 ) {
		return;
	}
	await sql`
		with made as (
			insert into order_names ( account_id, contact_id, names, words )
			select ${ accountId }, r.contact_id, r.names, r.words
			from json_to_recordset( ${ JSON.stringify( named ) } )
				as r ( contact_id uuid, names bigint, words text[], if_used boolean )
			where r.if_used is null or exists (
				select from orders o
				where o.account_id = ${ accountId } and o.contact_id = r.contact_id and o.names = r.names
			)
			order by r.contact_id, r.names
			-- Locks existing rows without changing them, so that no other transaction deletes them meanwhile.
			on conflict ( account_id, contact_id, names ) do update set words = excluded.words where false
			returning contact_id, names, words
		)
		insert into order_words ( account_id, word, contact_id, names )
		select ${ accountId }, word, contact_id, names from made cross join unnest( words ) as word
		order by word collate "C"
		on conflict do nothing
	`.execute( tx );
}

/** Removes duplicates; an entry without a condition wins. */
function eachOnce( added: readonly StoredNames[] ): StoredNames[] {
	const each = new Map< string, StoredNames >();
	for ( const one of added ) {
		const key = `${ one.contact_id } ${ one.names }`;
		if ( ! each.has( key ) || one.if_used === undefined ) {
			each.set( key, one );
		}
	}
	return [ ...each.values() ];
}

/** Deletes names that none of the contact's orders has any more, after orders lost these names or moved away. */
export async function forgetOrderNames(
	tx: Kysely< Database >,
	accountId: string,
	left: readonly LeftNames[]
): Promise< void > {
	const named = left.filter( ( { names } ) => names !== NO_NAMES );
	if ( named.length === 0 ) {
		return;
	}
	if ( named.some( ( { contact_id: id } ) => id === NO_CONTACT ) ) {
		// No contact is locked, since another store's batch would have to wait for it. After this lock, that store's
		// orders are visible.
		await sql`
			select from order_names
			where account_id = ${ accountId } and contact_id = ${ NO_CONTACT }
				and names = any( ${ named.map( ( { names } ) => names ) }::bigint[] )
			order by names
			for update
		`.execute( tx );
	}
	await sql`
		with gone as (
			delete from order_names n
			using json_to_recordset( ${ JSON.stringify( named ) } ) as r ( contact_id uuid, names bigint, is_own boolean )
			where n.account_id = ${ accountId } and n.contact_id = r.contact_id and n.names = r.names
				and ( r.is_own or not ${ isUsed( accountId ) } )
			returning n.contact_id, n.names, n.words
		), ${ forgetWords( accountId, 'order_names' ) }
		select from gone
	`.execute( tx );
}

/** forgetOrderNames() after orders without a contact were erased or deleted; settleOrderNames() handles the others. */
export function forgetStrangers(
	tx: Kysely< Database >,
	accountId: string,
	orders: readonly { contact_id: string | null; names: string | null }[]
): Promise< void > {
	return forgetOrderNames(
		tx,
		accountId,
		orders.flatMap( ( { contact_id: id, names } ) =>
			id === null && names !== null
				? { contact_id: NO_CONTACT, names }
				: []
		)
	);
}

/** Whether an order still has the names `n`. */
function isUsed( accountId: string ) {
	return sql< boolean >`case when n.contact_id = ${ NO_CONTACT }
		then exists (
			select from orders o where o.account_id = ${ accountId } and o.contact_id is null and o.names = n.names
		)
		else exists (
			select from orders o
			where o.account_id = ${ accountId } and o.contact_id = n.contact_id and o.names = n.names
		)
	end`;
}

/**
 * To be called after orders moved to or from these contacts, or were deleted with them, and once the contacts' names
 * are final.
 */
export async function settleOrderNames(
	tx: Kysely< Database >,
	accountId: string,
	contactIds: readonly string[]
): Promise< void > {
	const ids = [ ...new Set( contactIds ) ].sort();
	if ( ids.length === 0 ) {
		return;
	}
	await sql`
		with gone as (
			delete from order_names n
			where n.account_id = ${ accountId } and n.contact_id = any( ${ ids }::uuid[] )
				and not ${ isUsed( accountId ) }
			returning n.contact_id, n.names, n.words
		), ${ forgetWords( accountId, 'order_names' ) }
		select from gone
	`.execute( tx );
	const { rows: contacts } = await sql<
		ContactName & { contact_id: string }
	>`
		select contact_id, first_name, last_name, display_name from contacts
		where account_id = ${ accountId } and contact_id = any( ${ ids }::uuid[] )
	`.execute( tx );
	const own = contacts.map( ( contact ) =>
		ownNames( contact.contact_id, contact )
	);
	await forgetOrderNames( tx, accountId, own );
	const { rows } = await sql< { contact_id: string; record: NamedOrder } >`
		select d.contact_id, order_record( o ) as record
		from (
			-- One order for each set of names.
			select distinct on ( o.contact_id, o.names ) o.contact_id, o.connection_id, o.order_id
			from json_to_recordset( ${ JSON.stringify( own ) } ) as r ( contact_id uuid, names bigint )
			join orders o on o.account_id = ${ accountId } and o.contact_id = r.contact_id and o.names <> r.names
			where not exists (
				select from order_names n
				where n.account_id = ${ accountId } and n.contact_id = o.contact_id and n.names = o.names
			)
			order by o.contact_id, o.names
		) as d
		join orders o
			on o.account_id = ${ accountId } and o.connection_id = d.connection_id and o.order_id = d.order_id
	`.execute( tx );
	await addOrderNames(
		tx,
		accountId,
		rows.map( ( row ) => storedNames( row.contact_id, row.record ) )
	);
}
