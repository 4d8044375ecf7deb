import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Erasure, Order } from '@ivorey/shared';
import type { ErasureCounts, ErasureOrigin } from '../db/element-tables.ts';
import { addToOrderCounts, countMoved } from '../accounts/order-counts.ts';
import type { Database } from '../db/schema.ts';
import { forgetStrangers, NO_NAMES } from '../db/order-names.ts';
import { textArray } from '../db/text-array.ts';
import { eraseFromChanges } from './erase-changes.ts';
import { eraseMessagesOfOrders, eraseMessagesTo } from './erase-messages.ts';
import { eraseEventsOfContacts, eraseEventsOfOrders } from './erase-events.ts';
import { redactOrder } from './redact.ts';
import { settleContacts } from './settle-contacts.ts';

/** The person whose data is erased, and the stores to erase it from. */
export interface ErasureTarget {
	accountId: string;
	/** The result of emailHash(). */
	emailHash: string;
	scope: Erasure[ 'scope' ];
	/** null: all stores of the account. */
	connectionId: string | null;
	/** The person's user in that store, if the store named one. */
	userId: string | null;
	/** Later data stays. */
	requestedAt: Date;
}

export interface ErasureRequest extends ErasureTarget {
	requestedBy: ErasureOrigin;
	personId: string | null;
	/** The version of the store's record; null if no store asked. */
	version: number | null;
}

const ORDERS_AT_ONCE = 500;

/**
 * Erases a person in a transaction that holds the connection's lock, or the locks of all of the account's connections,
 * so that nothing about the person arrives meanwhile. Only a hash stays, which recognises later data (find-erased.ts).
 *
 * @throws RetryTransaction
 */
export async function eraseContact(
	tx: Kysely< Database >,
	request: ErasureRequest,
	now: Date
): Promise< ErasureCounts > {
	const { accountId } = request;
	const own = await lockContactsOf( tx, request );
	const { orders, contactIds } = await eraseOrders( tx, request, own, now );
	await eraseMessagesTo( tx, request, now );
	if ( request.scope === 'person' ) {
		await eraseFromChanges( tx, accountId, request.emailHash );
	}
	const users = await eraseUsers( tx, request, own );
	await eraseEventsOfContacts(
		tx,
		accountId,
		{ ...request, contactIds: own },
		now
	);
	const contacts = await settleContacts(
		tx,
		accountId,
		[ ...own, ...contactIds ],
		now
	);
	const counts: ErasureCounts = { contacts, users, orders };
	await tx
		.insertInto( 'erasures' )
		.values( {
			account_id: accountId,
			erasure_id: randomUUID(),
			email_hash: request.emailHash,
			scope: request.scope,
			connection_id: request.connectionId,
			user_id: request.userId,
			version: request.version,
			requested_at: request.requestedAt,
			requested_by: request.requestedBy,
			person_id: request.personId,
			erased_at: now,
			counts: JSON.stringify( counts ),
		} )
		.execute();
	return counts;
}

/** Counts for the preview of an erasure. */
export async function countErasable(
	db: Kysely< Database >,
	target: ErasureTarget
): Promise< ErasureCounts > {
	const { accountId } = target;
	const { rows: own } = await contactsOf( target, sql`` ).execute( db );
	const contactIds = own.map( ( row ) => row.contact_id );
	const { rows } = await sql< { users: number; orders: number } >`
		select
			(
				select count( * )::integer from contact_links
				where account_id = ${ accountId } and ${ isUserOf( target, contactIds ) }
			) as users,
			(
				select count( * )::integer from orders
				where account_id = ${ accountId } and ${ isOrderOf( target, contactIds ) }
			) as orders
	`.execute( db );
	return { contacts: contactIds.length, ...rows[ 0 ]! };
}

async function lockContactsOf(
	tx: Kysely< Database >,
	target: ErasureTarget
): Promise< string[] > {
	const { rows } = await contactsOf(
		target,
		sql`order by contact_id for update`
	).execute( tx );
	return rows.map( ( row ) => row.contact_id );
}

/** Finds contacts by address and by user. */
function contactsOf(
	{ accountId, connectionId, emailHash, userId }: ErasureTarget,
	ending: RawBuilder< unknown >
): RawBuilder< { contact_id: string } > {
	return sql< { contact_id: string } >`
		select contact_id from contacts
		where account_id = ${ accountId } and ( email_hash = ${ emailHash } or contact_id in (
			select contact_id from contact_links
			where account_id = ${ accountId } and connection_id = ${ connectionId } and user_id = ${ userId }
		) )
		${ ending }
	`;
}

/**
 * Finds orders as WooCommerce's own eraser does: by address, and by user, who may have ordered with another address.
 */
function isOrderOf(
	target: ErasureTarget,
	contactIds: readonly string[]
): RawBuilder< boolean > {
	const { connectionId, emailHash, scope, userId, requestedAt } = target;
	return scope === 'user'
		? sql`false`
		: sql`
			${ isOfStore( connectionId ) } and erased_at is null and date_created <= ${ requestedAt }
				and (
					email_hash = ${ emailHash } or contact_id = any( ${ contactIds }::uuid[] )
					or ( connection_id = ${ connectionId } and customer_id = ${ userId } )
				)
		`;
}

function isUserOf(
	target: ErasureTarget,
	contactIds: readonly string[]
): RawBuilder< boolean > {
	const { connectionId, scope, userId, requestedAt } = target;
	const isNamed = sql`connection_id = ${ connectionId } and user_id = ${ userId }`;
	return scope === 'user'
		? sql`${ isNamed }`
		: sql`
			${ isOfStore( connectionId ) } and erased_at is null
				and ( contact_id = any( ${ contactIds }::uuid[] ) or ( ${ isNamed } ) )
				and coalesce( ( record->>'date_registered' )::timestamptz, '-infinity' ) <= ${ requestedAt }
		`;
}

function isOfStore( connectionId: string | null ): RawBuilder< boolean > {
	return connectionId === null
		? sql`true`
		: sql`connection_id = ${ connectionId }`;
}

/** @return The number of erased orders, and the contacts they belonged to. */
async function eraseOrders(
	tx: Kysely< Database >,
	target: ErasureTarget,
	contacts: readonly string[],
	now: Date
): Promise< { orders: number; contactIds: string[] } > {
	const contactIds = new Set< string >();
	for ( let orders = 0; ; ) {
		const { rows } = await sql< {
			connection_id: string;
			order_id: string;
			contact_id: string | null;
			names: string | null;
			record: Order;
		} >`
			select connection_id, order_id, contact_id, names, order_record( orders ) as record
			from orders
			where account_id = ${ target.accountId } and ${ isOrderOf( target, contacts ) }
			order by connection_id, order_id
			limit ${ sql.lit( ORDERS_AT_ONCE ) }
		`.execute( tx );
		if ( rows.length === 0 ) {
			return { orders, contactIds: [ ...contactIds ] };
		}
		for ( const row of rows ) {
			if ( row.contact_id !== null ) {
				contactIds.add( row.contact_id );
			}
		}
		orders += rows.length;
		await addToOrderCounts(
			tx,
			target.accountId,
			countMoved(
				rows.map( ( row ) => ( { from: row.contact_id, into: null } ) )
			)
		);
		await redactStoredOrders( tx, target.accountId, rows, now );
		await forgetStrangers( tx, target.accountId, rows );
	}
}

/** Version and digest stay those of the record that the store sent, so that both sides still compare as equal. */
async function redactStoredOrders(
	tx: Kysely< Database >,
	accountId: string,
	orders: readonly {
		connection_id: string;
		order_id: string;
		record: Order;
	}[],
	now: Date
): Promise< void > {
	const column = (
		value: ( order: ( typeof orders )[ number ] ) => string
	) => textArray( orders.map( value ) );
	await sql`
		update orders o
		set customer_id = null, contact_id = null, billing_email = null, email_hash = null,
			record_text = r.record, names = ${ NO_NAMES }::bigint, erased_at = ${ now }
		from unnest(
			${ column( ( row ) => row.connection_id ) }::text[],
			${ column( ( row ) => row.order_id ) }::text[],
			${ column( ( row ) => JSON.stringify( redactOrder( row.record ) ) ) }::text[]
		) as r ( connection_id, order_id, record )
		where o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
	`.execute( tx );
	await redactTransactionsOf( tx, accountId, orders );
	await eraseEventsOfOrders( tx, accountId, orders, now );
	await eraseMessagesOfOrders( tx, accountId, orders, now );
}

/** Erases the refund reasons of these orders. */
export async function redactTransactionsOf(
	tx: Kysely< Database >,
	accountId: string,
	orders: readonly { connection_id: string; order_id: string }[]
): Promise< void > {
	if ( orders.length === 0 ) {
		return;
	}
	await sql`
		update transactions t
		set reason = '', record = t.record || '{"reason":""}'::jsonb
		from json_to_recordset( ${ JSON.stringify( orders ) } ) as r ( connection_id text, order_id text )
		where t.account_id = ${ accountId } and t.connection_id = r.connection_id and t.order_id = r.order_id
			and t.reason <> ''
	`.execute( tx );
}

/** Version and digest stay if the store still has the user, so that both sides still compare as equal. */
async function eraseUsers(
	tx: Kysely< Database >,
	target: ErasureTarget,
	contacts: readonly string[]
): Promise< number > {
	const { accountId, scope, requestedAt } = target;
	const { rows } = await (
		scope === 'user'
			? sql`
				delete from contact_links
				where account_id = ${ accountId } and ${ isUserOf( target, contacts ) }
				returning user_id
			`
			: sql`
				update contact_links
				set contact_id = null, email_key = '', record = '{}', erased_at = ${ requestedAt }
				where account_id = ${ accountId } and ${ isUserOf( target, contacts ) }
				returning user_id
			`
	).execute( tx );
	return rows.length;
}
