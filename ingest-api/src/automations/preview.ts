import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { decide, dueTime } from './decide.ts';
import type { Definition } from './definition.ts';
import { readOrders, refKey, type OrderOfRun, type OrderRef } from './facts.ts';
import type { RunReason } from './run-reasons.ts';

export interface PreviewedOrder extends OrderRef {
	occurredAt: Date;
	storeUrl: string;
	/** null if Ivorey does not have the order. */
	order: OrderOfRun | null;
	/** null if it would have acted. */
	reason: RunReason | null;
}

/** R42: what an automation, switched on, would have done with the last orders as they are now, newest first. */
export async function previewOrders(
	db: Kysely< Database >,
	accountId: string,
	definition: Definition,
	timeZone: string,
	limit = 50
): Promise< PreviewedOrder[] > {
	const { rows } = await sql< {
		connection_id: string;
		order_id: string;
		trigger_id: string;
		occurred_at: Date;
		store_url: string;
	} >`
		select e.connection_id, e.order_id, e.trigger_id, e.occurred_at, c.store_url
		from trigger_events as e
		join connections as c on c.account_id = e.account_id and c.connection_id = e.connection_id
		where e.account_id = ${ accountId } and e.type = ${ definition.trigger }
			and ( ${ definition.stores }::text[] is null or e.connection_id = any( ${ definition.stores }::text[] ) )
		order by e.cursor desc
		limit ${ limit }
	`.execute( db );
	const refs = rows.map( ( row ) => ( {
		connectionId: row.connection_id,
		orderId: row.order_id,
		triggerId: row.trigger_id,
		occurredAt: row.occurred_at,
		storeUrl: row.store_url,
	} ) );
	const orders = await readOrders( db, accountId, refs );
	return refs.map( ( ref ) => {
		const order = orders.get( refKey( ref ) ) ?? null;
		return {
			...ref,
			order,
			reason: reasonFor( definition, timeZone, ref.occurredAt, order ),
		};
	} );
}

function reasonFor(
	definition: Definition,
	timeZone: string,
	occurredAt: Date,
	order: OrderOfRun | null
): RunReason | null {
	const dueAt = dueTime( definition, occurredAt );
	const decision = decide(
		// It would have waited for the end of quiet hours, and acted then.
		{ ...definition, quiet_hours: null },
		{
			isOn: true,
			beginsAfter: 0n,
			switchedAt: occurredAt,
			restoredAt: null,
			actedInLastHour: 0,
			timeZone,
		},
		{
			occurredAt,
			arrivedAt: new Date( 0 ),
			triggerCursor: 1n,
			isReleased: true,
			order: order === null ? null : factsAt( order, dueAt ),
			isDisconnected: false,
			suppression:
				order !== null && definition.action.type === 'email'
					? order.suppression[ definition.action.purpose ]
					: null,
		},
		dueAt
	);
	return decision.do === 'act' ? null : decision.reason;
}

/** Only the time of payment is known about an order's past. */
function factsAt( { facts, paidAt }: OrderOfRun, at: Date ) {
	return { ...facts, isPaid: paidAt !== null && paidAt <= at };
}
