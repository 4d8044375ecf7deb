import { sql, type Transaction } from 'kysely';
import type { RunState } from '../db/automation-tables.ts';
import type { Database } from '../db/schema.ts';
import { decide, type Decision } from './decide.ts';
import type { Definition } from './definition.ts';
import { readOrders, refKey, type OrderOfRun } from './facts.ts';
import { insertMessages } from './messages.ts';
import { tellOfHeldRuns } from './held.ts';
import { publishingResults, RUN_COLUMNS } from './publish-results.ts';
import type { RunReason } from './run-reasons.ts';
import { sendWebhook } from './send-webhook.ts';
import {
	type Outcome,
	type RunContext,
	makeMessages,
} from './make-messages.ts';
import {
	type DueOptions,
	type DueRun,
	TEMPLATE_SLOW,
	countActed,
	hasWebhooks,
	takeDue,
} from './take-due.ts';
import { readSender } from './sender.ts';

/**
 * Decides an account's due runs and creates the messages of those that act, in one transaction. The orders are read in
 * it, so that nothing is sent for an order that was paid or cancelled by then. Only one worker at a time holds an
 * account.
 *
 * @return How many runs were decided, by their new state; null if another worker holds the account.
 */
export async function runDue(
	context: RunContext,
	accountId: string,
	options: DueOptions
): Promise< Map< RunState, number > | null > {
	const now = context.now();
	return context.db.transaction().execute( async ( tx ) => {
		const locked = await sql`
			select account_id from due_accounts where account_id = ${ accountId } for update skip locked
		`.execute( tx );
		if ( locked.rows.length === 0 ) {
			return null;
		}
		if ( ! options.emails && ! ( await hasWebhooks( tx, accountId ) ) ) {
			return new Map();
		}
		const runs = await takeDue( tx, accountId, now, options );
		if ( runs.length === 0 ) {
			return new Map();
		}
		const sender = await readSender( tx, accountId );
		const orders = await readOrders( tx, accountId, runs );
		const acted = await countActed( tx, accountId, runs, now );
		const outcomes: Outcome[] = [];
		for ( const run of runs ) {
			const order = orders.get( refKey( run ) ) ?? null;
			const actedInLastHour = acted.get( run.automationId ) ?? 0;
			const decision = decide(
				run.definition,
				{
					isOn: run.isOn,
					beginsAfter: run.beginsAfter,
					switchedAt: run.switchedAt,
					restoredAt: sender.restoredAt,
					actedInLastHour,
					timeZone: sender.timeZone,
				},
				{
					occurredAt: run.occurredAt,
					arrivedAt: run.arrivedAt,
					triggerCursor: run.triggerCursor,
					isReleased: run.isReleased,
					order: order?.facts ?? null,
					isDisconnected: run.isDisconnected,
					suppression: suppressionOf( run.definition, order ),
				},
				now
			);
			if ( decision.do === 'act' ) {
				acted.set( run.automationId, actedInLastHour + 1 );
			}
			outcomes.push( outcomeOf( run, decision ) );
		}
		await makeMessages( context, accountId, outcomes, {
			sender,
			orders,
			now,
		} );
		for ( const outcome of outcomes ) {
			const { run, state } = outcome;
			if (
				state === 'acting' &&
				run.definition.action.type === 'webhook'
			) {
				const isTaken = await sendWebhook(
					tx,
					accountId,
					run,
					orders.get( refKey( run ) )!,
					now
				);
				outcome.state = isTaken ? 'sent' : 'failed';
				outcome.reason = isTaken
					? null
					: ( 'endpoint_gone' satisfies RunReason );
			}
		}
		await insertMessages(
			tx,
			accountId,
			outcomes.flatMap( ( { message } ) => message ?? [] ),
			now
		);
		await writeOutcomes( tx, accountId, outcomes, now );
		await tellOfHeldRuns( tx, accountId, {
			automationIds: outcomes
				.filter( ( { state } ) => state === 'held' )
				.map( ( { run } ) => run.automationId ),
			consoleUrl: context.consoleUrl(),
			now,
		} );
		return new Map(
			[ ...Map.groupBy( outcomes, ( { state } ) => state ) ].map(
				( [ state, of ] ) => [ state, of.length ]
			)
		);
	} );
}

function suppressionOf( { action }: Definition, order: OrderOfRun | null ) {
	return action.type === 'email' && order !== null
		? order.suppression[ action.purpose ]
		: null;
}

function outcomeOf( run: DueRun, decision: Decision ): Outcome {
	const outcome = {
		run,
		dueAt: null,
		message: null,
		slowRenders: 0,
	} as const;
	switch ( decision.do ) {
		case 'act':
			return { ...outcome, state: 'acting', reason: null };
		case 'hold':
			return { ...outcome, state: 'held', reason: decision.reason };
		case 'skip':
			return { ...outcome, state: 'skipped', reason: decision.reason };
		case 'wait':
			return {
				...outcome,
				state: 'waiting',
				reason: decision.reason,
				dueAt: decision.until,
			};
	}
}

async function writeOutcomes(
	tx: Transaction< Database >,
	accountId: string,
	outcomes: readonly Outcome[],
	now: Date
): Promise< void > {
	const rows = outcomes.map(
		( { run, state, reason, dueAt, slowRenders } ) => ( {
			automation_id: run.automationId,
			connection_id: run.connectionId,
			trigger_id: run.triggerId,
			state,
			reason,
			due_at: dueAt,
			slow_renders: slowRenders,
		} )
	);
	await sql`
		with settled as (
			update automation_runs as r
			set state = o.state, reason = o.reason, due_at = coalesce( o.due_at, r.due_at ),
				acted_at = case when o.state in ( 'acting', 'sent' ) then ${ now }::timestamptz else r.acted_at end,
				attempts = case
					when o.reason is distinct from ${ TEMPLATE_SLOW } then r.attempts
					when r.reason = ${ TEMPLATE_SLOW } then r.attempts + o.slow_renders
					else o.slow_renders
				end,
				settled_at = case when o.state in ( 'skipped', 'failed', 'sent' ) then ${ now }::timestamptz end
			from json_to_recordset( ${ JSON.stringify( rows ) } ) as o (
				automation_id text, connection_id text, trigger_id text, state text, reason text, due_at timestamptz,
				slow_renders integer
			)
			where r.account_id = ${ accountId } and r.automation_id = o.automation_id
				and r.connection_id = o.connection_id and r.trigger_id = o.trigger_id
			returning ${ RUN_COLUMNS }
		), ${ publishingResults( accountId, now ) }
		select from told
	`.execute( tx );
}
