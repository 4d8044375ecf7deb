import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import { hourBefore } from './decide.ts';
import { definitionSchema, type Definition } from './definition.ts';
import type { OrderRef } from './facts.ts';
import type { RunReason } from './run-reasons.ts';

export const TEMPLATE_SLOW: RunReason = 'template_slow';

export interface DueOptions {
	limit: number;
	/** Whether there is room for e-mails; if not, only webhooks are decided. */
	emails: boolean;
}

export interface DueRun extends OrderRef {
	automationId: string;
	triggerCursor: bigint;
	occurredAt: Date;
	arrivedAt: Date;
	isReleased: boolean;
	sends: number;
	/** How many times in a row its e-mail took too long to render. */
	slowRenders: number;
	isOn: boolean;
	beginsAfter: bigint;
	switchedAt: Date;
	definition: Definition;
	isDisconnected: boolean;
	storeUrl: string;
}

/** Most accounts have no automation that sends a webhook. This check saves them a search among thousands of e-mails. */
export async function hasWebhooks(
	tx: Transaction< Database >,
	accountId: string
): Promise< boolean > {
	const { rows } = await sql`
		select from automation_versions
		where account_id = ${ accountId } and definition->'action'->>'type' = 'webhook'
		limit 1
	`.execute( tx );
	return rows.length > 0;
}

export async function takeDue(
	tx: Transaction< Database >,
	accountId: string,
	now: Date,
	{ limit, emails }: DueOptions
): Promise< DueRun[] > {
	const { rows } = await sql< {
		automation_id: string;
		connection_id: string;
		trigger_id: string;
		order_id: string;
		trigger_cursor: string;
		occurred_at: Date;
		created_at: Date;
		released_at: Date | null;
		sends: number;
		slow_renders: number;
		state: 'on' | 'off';
		begins_after: string | null;
		switched_at: Date;
		definition: object;
		connection_state: string;
		store_url: string;
	} >`
		select r.automation_id, r.connection_id, r.trigger_id, r.order_id, r.trigger_cursor, r.occurred_at, r.created_at,
			r.released_at, r.sends,
			case when r.reason = ${ TEMPLATE_SLOW } then r.attempts else 0 end as slow_renders, a.state, a.begins_after, a.switched_at, v.definition, c.state as connection_state,
			c.store_url
		from automation_runs as r
		join automations as a on a.account_id = r.account_id and a.automation_id = r.automation_id
		join automation_versions as v
			on v.account_id = r.account_id and v.automation_id = r.automation_id and v.version = r.version
		join connections as c on c.account_id = r.account_id and c.connection_id = r.connection_id
		where r.account_id = ${ accountId } and r.state = 'waiting' and r.due_at <= ${ now }
			and ( ${ emails } or v.definition->'action'->>'type' = 'webhook' )
		order by r.due_at
		limit ${ limit }
		for update of r skip locked
	`.execute( tx );
	const definitions = new Map< string, Definition >();
	return rows.map( ( row ) => {
		const text = JSON.stringify( row.definition );
		// All runs of a version share one object, by which makeMessages() groups them.
		const definition =
			definitions.get( text ) ?? definitionSchema.parse( row.definition );
		definitions.set( text, definition );
		return {
			automationId: row.automation_id,
			connectionId: row.connection_id,
			triggerId: row.trigger_id,
			orderId: row.order_id,
			triggerCursor: BigInt( row.trigger_cursor ),
			occurredAt: row.occurred_at,
			arrivedAt: row.created_at,
			isReleased: row.released_at !== null,
			sends: row.sends,
			slowRenders: row.slow_renders,
			isOn: row.state === 'on',
			beginsAfter: BigInt( row.begins_after ?? 0 ),
			switchedAt: row.switched_at,
			definition,
			isDisconnected: row.connection_state === 'disconnected',
			storeUrl: row.store_url,
		};
	} );
}

export async function countActed(
	tx: Transaction< Database >,
	accountId: string,
	runs: readonly DueRun[],
	now: Date
): Promise< Map< string, number > > {
	const ids = [ ...new Set( runs.map( ( run ) => run.automationId ) ) ];
	const { rows } = await sql< { automation_id: string; count: number } >`
		select automation_id, count(*)::integer as count from automation_runs
		where account_id = ${ accountId } and automation_id = any( ${ ids }::text[] )
			and acted_at > ${ hourBefore( now ) }
		group by automation_id
	`.execute( tx );
	return new Map( rows.map( ( row ) => [ row.automation_id, row.count ] ) );
}
