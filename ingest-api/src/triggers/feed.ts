import { sql, type Kysely } from 'kysely';
import type { IvoreyOrderStatus, Order, Trigger } from '@ivorey/shared';
import { epochOf, FIRST_EPOCH } from '../connections/epochs.ts';
import { formatConnection } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError, type Refusal } from '../http/problem.ts';
import {
	FEED_START,
	formatCursor,
	type FeedQuery,
	type TriggerEvent,
	type TriggerFeed,
} from './feed-schema.ts';

interface Row {
	cursor: string;
	connection_id: string;
	store_url: string;
	trigger_id: string;
	type: Trigger[ 'type' ];
	order_id: string;
	occurred_at: Date;
	/** null, like all fields after it, if there is no such order. */
	number: string | null;
	status: IvoreyOrderStatus;
	woocommerce_status: string;
	subtype: string;
	currency: string;
	record: Order;
	date_created: Date;
	date_paid: Date | null;
	billing_email: string | null;
	contact_id: string | null;
}

/** A restored database hands out the same numbers again, so resuming after an old one would skip events. */
const CURSOR_GONE: Refusal = {
	problem: 'cursor-gone',
	detail: 'Ivorey’s database was restored since this cursor was issued. Read again from the beginning (without `after`), and skip the events whose `id` you know.',
};

/**
 * Events of the account's stores after the cursor, oldest first. An order whose ID was reused (its two order keys
 * differ) counts as missing: the newer order must not show in its place.
 *
 * @throws ProblemError
 */
export async function readTriggers(
	db: Kysely< Database >,
	accountId: string,
	{ after, limit }: FeedQuery
): Promise< TriggerFeed > {
	const epoch = ( await epochOf( db, accountId ) ) ?? FIRST_EPOCH;
	if ( after.number !== FEED_START && after.epoch !== epoch ) {
		throw new ProblemError( CURSOR_GONE );
	}
	const { rows } = await sql< Row >`
		select e.cursor, e.connection_id, c.store_url, e.trigger_id, e.type, e.order_id, e.occurred_at,
			o.number, o.status, o.woocommerce_status, o.subtype, o.currency,
			order_record( o ) as record, o.date_created, o.date_paid, o.billing_email, o.contact_id
		from trigger_events e
		join connections c on c.account_id = e.account_id and c.connection_id = e.connection_id
		left join orders o
			on o.account_id = e.account_id and o.connection_id = e.connection_id and o.order_id = e.order_id
			and not exists (
				select from trigger_events later
				where later.account_id = e.account_id and later.connection_id = e.connection_id
					and later.order_id = e.order_id and later.cursor > e.cursor
					and later.order_key_hash <> e.order_key_hash
			)
		where e.account_id = ${ accountId } and e.cursor > ${ after.number }::bigint
		order by e.cursor
		limit ${ limit }
	`.execute( db );
	return {
		triggers: rows.map( ( row ) => toEvent( accountId, epoch, row ) ),
		next: formatCursor( {
			epoch,
			number: rows.at( -1 )?.cursor ?? after.number,
		} ),
	};
}

function toEvent( accountId: string, epoch: string, row: Row ): TriggerEvent {
	return {
		id: `${ row.connection_id }:${ row.trigger_id }`,
		cursor: formatCursor( { epoch, number: row.cursor } ),
		connection: formatConnection( {
			accountId,
			connectionId: row.connection_id,
		} ),
		store_url: row.store_url,
		type: row.type,
		order_id: row.order_id,
		occurred_at: row.occurred_at.toISOString(),
		order:
			row.number === null
				? null
				: {
						number: row.number,
						status: row.status,
						woocommerce_status: row.woocommerce_status,
						subtype: row.subtype,
						currency: row.currency,
						total: row.record.totals.total,
						total_refunded: row.record.totals.refunded,
						date_created: row.date_created.toISOString(),
						date_paid: row.date_paid?.toISOString() ?? null,
						payment_method: row.record.payment_method,
						payment_method_title: row.record.payment_method_title,
						billing_email: row.billing_email,
						contact_id: row.contact_id,
					},
	};
}
