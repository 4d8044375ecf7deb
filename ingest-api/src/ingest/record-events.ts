import { sql, type Kysely } from 'kysely';
import type { Product, RecordElement, Transaction } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import {
	productPayload,
	storePayload,
	transactionPayload,
	type OrderRow,
} from '../events/payloads.ts';
import type { AccountEvent } from '../events/publish.ts';
import { changeOf, type Change } from './change.ts';
import { type Before, type Watch, watches } from './look-before.ts';

export type Applied = Record< RecordElement, ReadonlySet< string > >;

type Draft = Omit< AccountEvent, 'at' | 'happenedAt' >;

export function eventsOf(
	change: Change | null,
	draft: ( change: Change ) => Draft,
	now: Date
): AccountEvent[] {
	return change === null
		? []
		: [
				{
					...draft( change ),
					at: now,
					...( change.happenedAt === null
						? {}
						: { happenedAt: change.happenedAt } ),
				} as AccountEvent,
			];
}

export interface StoredOrder extends OrderRow {
	version: string;
	digest: string | null;
	date_created: Date;
}

export async function readOrders(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	ids: readonly string[]
): Promise< StoredOrder[] > {
	if ( ids.length === 0 ) {
		return [];
	}
	const { rows } = await sql< StoredOrder >`
		select order_id, version, digest, contact_id, status, subtype, order_record( orders ) as record, date_created
		from orders
		where account_id = ${ accountId } and connection_id = ${ connectionId } and order_id = any( ${ ids }::text[] )
		order by date_created, length( order_id ), order_id
	`.execute( tx );
	return rows;
}

export async function transactionEvents(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	{ transactions }: Applied,
	now: Date
): Promise< AccountEvent[] > {
	if ( transactions.size === 0 || ! watches( watch, 'payment', 'refund' ) ) {
		return [];
	}
	const { rows } = await sql< {
		transaction_id: string;
		version: string;
		digest: string;
		type: Transaction[ 'type' ];
		order_id: string;
		voided: boolean;
		date: Date;
		record: Transaction;
	} >`
		select transaction_id, version, digest, type, order_id, voided, date, record
		from transactions
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			and transaction_id = any( ${ [ ...transactions ] }::text[] )
		order by date, transaction_id
	`.execute( tx );
	return rows.flatMap( ( row ) =>
		eventsOf(
			changeOf(
				before.transactions.get( row.transaction_id ),
				row,
				[ row.date ],
				watch.connectedAt
			),
			( change ) => ( {
				type: `${ row.type }.${ change.kind }` as 'refund.created',
				id: `${ key.connectionId }:${ row.transaction_id }:${ row.version }`,
				payload: {
					...storePayload( key, watch.storeUrl ),
					transaction: transactionPayload( row ),
				},
				subject: `${ key.connectionId }:order:${ row.order_id }`,
				concerns: { ...key, orderId: row.order_id },
			} ),
			now
		)
	);
}

export async function productEvents(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	{ products }: Applied,
	now: Date
): Promise< AccountEvent[] > {
	if ( products.size === 0 || ! watches( watch, 'product' ) ) {
		return [];
	}
	const { rows } = await sql< {
		product_id: string;
		version: string;
		digest: string;
		date_created: Date | null;
		date_modified: Date | null;
		record: Product;
	} >`
		select product_id, version, digest, date_created, date_modified, record
		from products
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			and product_id = any( ${ [ ...products ] }::text[] )
		order by length( product_id ), product_id
	`.execute( tx );
	return rows.flatMap( ( row ) =>
		eventsOf(
			changeOf(
				before.products.get( row.product_id ),
				{ digest: row.digest, voided: false },
				[ row.date_created, row.date_modified ],
				watch.connectedAt
			),
			( change ) => ( {
				type: `product.${ change.kind }` as 'product.created',
				id: `${ key.connectionId }:${ row.product_id }:${ row.version }`,
				payload: {
					...storePayload( key, watch.storeUrl ),
					product: productPayload( row ),
				},
				subject: `${ key.connectionId }:product:${ row.product_id }`,
				concerns: key,
			} ),
			now
		)
	);
}
