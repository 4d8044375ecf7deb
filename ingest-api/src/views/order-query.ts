import { sql, type Kysely } from 'kysely';
import type { Order } from '@ivorey/shared';
import { readImages } from '../automations/facts.ts';
import { runsOfOrder } from '../automations/history.ts';
import { listAutomations } from '../automations/repository.ts';
import { isConnectionId, type ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { messagesOf, toMessage } from './messages-query.ts';
import { WOO_ID } from './paging.ts';
import type {
	Buyer,
	MessageOfOrder,
	OrderView,
	TransactionOfOrder,
	TriggerOfOrder,
} from './order-view.ts';

/** @return null if the account has no such order. */
export async function findOrder(
	db: Kysely< Database >,
	key: ConnectionKey,
	orderId: string
): Promise< OrderView | null > {
	const { accountId, connectionId } = key;
	// Skips the query for text that cannot be an ID.
	if ( ! isConnectionId( connectionId ) || ! WOO_ID.test( orderId ) ) {
		return null;
	}
	const row = await db
		.selectFrom( 'orders as o' )
		.innerJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'o.account_id' )
				.onRef( 'c.connection_id', '=', 'o.connection_id' )
		)
		.select( [
			sql< Order >`order_record( o )`.as( 'record' ),
			'o.subtype',
			'o.status',
			'o.contact_id',
			'o.received_at',
			'o.updated_at',
			'o.erased_at',
			'c.store_url',
			sql< boolean >`coalesce( o.trashed_version > o.version, false )`.as(
				'is_trashed'
			),
		] )
		.where( 'o.account_id', '=', accountId )
		.where( 'o.connection_id', '=', connectionId )
		.where( 'o.order_id', '=', orderId )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	const [
		buyer,
		images,
		transactions,
		triggers,
		runs,
		messages,
		automations,
	] = await Promise.all( [
		findBuyer( db, accountId, row.contact_id ),
		readImages( db, accountId, [
			{ connection_id: connectionId, record: row.record },
		] ),
		listTransactions( db, key, orderId ),
		listTriggers( db, key, orderId ),
		runsOfOrder( db, accountId, connectionId, orderId ),
		listMessages( db, key, orderId ),
		listAutomations( db, accountId ),
	] );
	return {
		connectionId,
		orderId,
		storeUrl: row.store_url,
		record: row.record,
		subtype: row.subtype,
		status: row.status,
		receivedAt: row.received_at,
		updatedAt: row.updated_at,
		erasedAt: row.erased_at,
		isTrashed: row.is_trashed,
		buyer,
		images: images.get( connectionId ) ?? new Map(),
		transactions,
		triggers,
		runs,
		messages,
		automationNames: new Map(
			automations.map( ( { automationId, definition } ) => [
				automationId,
				definition.name,
			] )
		),
	};
}

async function findBuyer(
	db: Kysely< Database >,
	accountId: string,
	contactId: string | null
): Promise< Buyer | null > {
	if ( contactId === null ) {
		return null;
	}
	const row = await db
		.selectFrom( 'contacts' )
		.select( [
			'contact_id',
			'email',
			'kind',
			'first_name',
			'last_name',
			'display_name',
			sql< number >`(
				select count(*)::integer from orders as o
				where o.account_id = contacts.account_id and o.contact_id = contacts.contact_id
			)`.as( 'orders' ),
		] )
		.where( 'account_id', '=', accountId )
		.where( 'contact_id', '=', contactId )
		.executeTakeFirst();
	return row === undefined
		? null
		: {
				contactId: row.contact_id,
				name:
					`${ row.first_name } ${ row.last_name }`.trim() ||
					row.display_name,
				email: row.email,
				kind: row.kind,
				orders: row.orders,
			};
}

async function listTransactions(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orderId: string
): Promise< TransactionOfOrder[] > {
	const rows = await db
		.selectFrom( 'transactions' )
		.select( [
			'transaction_id',
			'type',
			'amount',
			'currency',
			'date',
			'payment_method',
			'payment_method_title',
			'gateway_transaction_id',
			'reason',
			'voided',
		] )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.where( 'order_id', '=', orderId )
		.orderBy( 'date' )
		.orderBy( 'transaction_id' )
		.execute();
	return rows.map( ( row ) => ( {
		transactionId: row.transaction_id,
		type: row.type,
		amount: row.amount,
		currency: row.currency,
		date: row.date,
		method: row.payment_method_title || row.payment_method,
		gatewayId: row.gateway_transaction_id,
		reason: row.reason,
		voided: row.voided,
	} ) );
}

async function listTriggers(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orderId: string
): Promise< TriggerOfOrder[] > {
	const rows = await db
		.selectFrom( 'trigger_events' )
		.select( [ 'type', 'occurred_at', 'received_at' ] )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.where( 'order_id', '=', orderId )
		.orderBy( 'cursor' )
		.execute();
	return rows.map( ( row ) => ( {
		type: row.type,
		occurredAt: row.occurred_at,
		receivedAt: row.received_at,
	} ) );
}

/** Only messages to the buyer: a test message is not part of the order's history. */
async function listMessages(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orderId: string
): Promise< MessageOfOrder[] > {
	const rows = await messagesOf( db, accountId )
		.where( 'connection_id', '=', connectionId )
		.where( 'order_id', '=', orderId )
		.where( 'kind', '=', 'automation' )
		.orderBy( 'created_at' )
		.orderBy( 'message_id' )
		.execute();
	return rows.map( toMessage );
}
