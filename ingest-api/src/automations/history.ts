import { sql, type Kysely } from 'kysely';
import { RUN_STATES, type RunState } from '../db/automation-tables.ts';
import { COUNT_LIMIT } from '../db/count-rows.ts';
import type { Database } from '../db/schema.ts';
import { noteDue } from './due-accounts.ts';

export interface RunOfHistory {
	automationId: string;
	connectionId: string;
	triggerId: string;
	orderId: string;
	storeUrl: string;
	/** null if Ivorey does not have the order. */
	orderNumber: string | null;
	state: RunState;
	/** A RunReason, or a mail server's answer. */
	reason: string | null;
	version: number;
	attempts: number;
	occurredAt: Date;
	dueAt: Date;
	settledAt: Date | null;
	message: {
		messageId: string;
		recipient: string;
		reply: string | null;
	} | null;
}

export type RunCounts = Record< RunState, number >;

/** R33: counts by automation, for runs since a time and for all held ones, of all stores or one. */
export async function countRuns(
	db: Kysely< Database >,
	accountId: string,
	since: Date,
	connectionId: string | null = null
): Promise< Map< string, RunCounts > > {
	const { rows } = await sql< {
		automation_id: string;
		state: RunState;
		count: number;
	} >`
		select automation_id, state, count(*)::integer as count from automation_runs
		where account_id = ${ accountId } and ( occurred_at >= ${ since } or state = 'held' )
			and ( ${ connectionId }::text is null or connection_id = ${ connectionId } )
		group by automation_id, state
	`.execute( db );
	const counts = new Map< string, RunCounts >();
	for ( const { automation_id: id, state, count } of rows ) {
		const of = counts.get( id ) ?? noRuns();
		of[ state ] = count;
		counts.set( id, of );
	}
	return counts;
}

/** Counts all runs of an automation that listRuns() lists, by state; at most COUNT_LIMIT + 1 of each. */
export async function countHistory(
	db: Kysely< Database >,
	accountId: string,
	automationId: string
): Promise< RunCounts > {
	const { rows } = await sql< { state: RunState; count: number } >`
		select s.state, (
			select count(*)::integer from (
				select from automation_runs as r
				where r.account_id = ${ accountId } and r.automation_id = ${ automationId } and r.state = s.state
				limit ${ sql.lit( COUNT_LIMIT + 1 ) }
			) as counted
		) as count
		from unnest( ${ RUN_STATES }::text[] ) as s ( state )
	`.execute( db );
	const counts = noRuns();
	for ( const { state, count } of rows ) {
		counts[ state ] = count;
	}
	return counts;
}

export function noRuns(): RunCounts {
	return {
		waiting: 0,
		acting: 0,
		held: 0,
		sent: 0,
		failed: 0,
		unknown: 0,
		skipped: 0,
	};
}

export interface HistoryQuery {
	automationId: string;
	state: RunState | null;
	/** Lists runs before this one; null starts at the newest. */
	before: {
		occurredAt: Date;
		connectionId: string;
		triggerId: string;
	} | null;
	limit: number;
}

/** R33: an automation's runs, the newest first. */
export async function listRuns(
	db: Kysely< Database >,
	accountId: string,
	{ automationId, state, before, limit }: HistoryQuery
): Promise< RunOfHistory[] > {
	const page =
		before === null
			? sql``
			: sql`and ( r.occurred_at, r.connection_id, r.trigger_id )
				< ( ${ before.occurredAt }, ${ before.connectionId }, ${ before.triggerId } )`;
	const { rows } = await sql< Row >`
		${ SELECT }
		where r.account_id = ${ accountId } and r.automation_id = ${ automationId }
			${ state === null ? sql`` : sql`and r.state = ${ state }` } ${ page }
		order by r.occurred_at desc, r.connection_id desc, r.trigger_id desc
		limit ${ limit }
	`.execute( db );
	return rows.map( toRun );
}

/** R35: automation runs of an order. */
export async function runsOfOrder(
	db: Kysely< Database >,
	accountId: string,
	connectionId: string,
	orderId: string
): Promise< RunOfHistory[] > {
	const { rows } = await sql< Row >`
		${ SELECT }
		where r.account_id = ${ accountId } and r.connection_id = ${ connectionId } and r.order_id = ${ orderId }
		order by r.occurred_at, r.automation_id
	`.execute( db );
	return rows.map( toRun );
}

/**
 * R44: sends a run again that was sent, failed, was skipped, or whose e-mail may not have arrived. Its order is checked
 * again first.
 *
 * @return Whether there was such a run.
 */
export async function sendAgain(
	db: Kysely< Database >,
	accountId: string,
	run: Pick< RunOfHistory, 'automationId' | 'connectionId' | 'triggerId' >,
	now: Date
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const { rows } = await sql`
			update automation_runs
			set state = 'waiting', reason = null, due_at = ${ now }, released_at = ${ now }, settled_at = null,
				attempts = 0, sends = sends + 1
			where account_id = ${ accountId } and automation_id = ${ run.automationId }
				and connection_id = ${ run.connectionId } and trigger_id = ${ run.triggerId }
				and state in ( 'failed', 'unknown', 'sent', 'skipped' )
			returning trigger_id
		`.execute( tx );
		await noteDue( tx, accountId, now );
		return rows.length > 0;
	} );
}

export interface StoredMessage {
	recipient: string;
	subject: string;
	html: string;
	text: string;
	state: string;
	reply: string | null;
	createdAt: Date;
	settledAt: Date | null;
}

/** The content of an e-mail; null if there is none, or its buyer was erased. */
export async function findMessage(
	db: Kysely< Database >,
	accountId: string,
	messageId: string
): Promise< StoredMessage | null > {
	const row = await db
		.selectFrom( 'messages' )
		.select( [
			'recipient',
			'subject',
			'html',
			'plain_text',
			'state',
			'reply',
			'created_at',
			'settled_at',
		] )
		.where( 'account_id', '=', accountId )
		.where( 'message_id', '=', messageId )
		.where( 'erased_at', 'is', null )
		.executeTakeFirst();
	return row === undefined
		? null
		: {
				recipient: row.recipient,
				subject: row.subject,
				html: row.html,
				text: row.plain_text,
				state: row.state,
				reply: row.reply,
				createdAt: row.created_at,
				settledAt: row.settled_at,
			};
}

interface Row {
	automation_id: string;
	connection_id: string;
	trigger_id: string;
	order_id: string;
	store_url: string;
	number: string | null;
	state: RunState;
	reason: string | null;
	version: number;
	attempts: number;
	occurred_at: Date;
	due_at: Date;
	settled_at: Date | null;
	message_id: string | null;
	recipient: string | null;
	reply: string | null;
}

const SELECT = sql`
	select r.automation_id, r.connection_id, r.trigger_id, r.order_id, c.store_url, o.number, r.state, r.reason, r.version,
		r.attempts, r.occurred_at, r.due_at, r.settled_at, m.message_id, m.recipient, m.reply
	from automation_runs as r
	join connections as c on c.account_id = r.account_id and c.connection_id = r.connection_id
	left join orders as o
		on o.account_id = r.account_id and o.connection_id = r.connection_id and o.order_id = r.order_id
	left join lateral (
		select message_id, recipient, reply from messages
		where account_id = r.account_id and automation_id = r.automation_id and connection_id = r.connection_id
			and trigger_id = r.trigger_id and kind = 'automation' and erased_at is null
		order by created_at desc
		limit 1
	) as m on true
`;

function toRun( row: Row ): RunOfHistory {
	return {
		automationId: row.automation_id,
		connectionId: row.connection_id,
		triggerId: row.trigger_id,
		orderId: row.order_id,
		storeUrl: row.store_url,
		orderNumber: row.number,
		state: row.state,
		reason: row.reason,
		version: row.version,
		attempts: row.attempts,
		occurredAt: row.occurred_at,
		dueAt: row.due_at,
		settledAt: row.settled_at,
		message:
			row.message_id === null
				? null
				: {
						messageId: row.message_id,
						recipient: row.recipient ?? '',
						reply: row.reply,
					},
	};
}
