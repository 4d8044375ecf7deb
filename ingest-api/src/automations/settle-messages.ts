import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { GatheredResult } from '../ops/gather.ts';
import type { SendOutcome } from '../ops/smtp-outcome.ts';
import type { ClaimedMessage } from './claim-messages.ts';
import { noteDue } from './due-accounts.ts';
import { publishingResults, RUN_COLUMNS } from './publish-results.ts';
import type { RunReason } from './run-reasons.ts';

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 60 * 60_000;
const MOST_DOUBLINGS = 12;
/** Attempts for messages without a run: about half a day. */
const ATTEMPTS = 15;
const LONGEST_REPLY = 1_000;

export interface Settlement {
	message: ClaimedMessage;
	outcome: SendOutcome;
}

/** When the message's run was due; null if it belongs to no run, or was put off. */
export type DueAt = Date | null;

/**
 * Writes the results of an account's messages: final results in one statement, and a transaction for each message that
 * is tried again.
 *
 * @return One result for each message, in their order.
 */
export async function settleMessages(
	db: Kysely< Database >,
	accountId: string,
	settlements: readonly Settlement[],
	now: Date
): Promise< GatheredResult< DueAt >[] > {
	const isLater = ( { outcome }: Settlement ) => outcome.state === 'later';
	const final = settlements.filter( ( one ) => ! isLater( one ) );
	const dueAt =
		final.length === 0
			? Promise.resolve( new Map< string, Date >() )
			: settleFinally( db, accountId, final, now );
	return Promise.all(
		settlements.map( async ( one ): Promise< GatheredResult< DueAt > > => {
			try {
				if ( ! isLater( one ) ) {
					return ( await dueAt ).get( one.message.messageId ) ?? null;
				}
				await db
					.transaction()
					.execute( ( tx ) =>
						putOff( tx, one.message, replyOf( one ), now )
					);
				return null;
			} catch ( error ) {
				return error as Error;
			}
		} )
	);
}

function replyOf( { outcome }: Settlement ): string {
	return outcome.reply.slice( 0, LONGEST_REPLY );
}

/** @return When the runs were due, by message ID. */
async function settleFinally(
	db: Kysely< Database >,
	accountId: string,
	settlements: readonly Settlement[],
	now: Date
): Promise< Map< string, Date > > {
	const given = settlements.map( ( one ) => ( {
		message_id: one.message.messageId,
		lease_id: one.message.leaseId,
		state: one.outcome.state,
		reply: replyOf( one ),
		is_hard_bounce:
			one.outcome.state === 'failed' && one.outcome.isHardBounce,
	} ) );
	const { rows } = await sql< { message_id: string; due_at: Date } >`
		with outcomes as (
			select g.* from json_to_recordset( ${ JSON.stringify( given ) } ) as g (
				message_id text, lease_id text, state text, reply text, is_hard_bounce boolean
			)
		), ended as (
			update messages as m
			set state = g.state, reply = case when m.erased_at is null then g.reply end, settled_at = ${ now },
				lease_id = null
			from outcomes as g
			where m.account_id = ${ accountId } and m.message_id = g.message_id
				and ( m.lease_id = g.lease_id or m.state = 'unknown' )
			returning m.message_id, m.kind, m.automation_id, m.connection_id, m.trigger_id, m.recipient_hash, g.state,
				m.reply, g.is_hard_bounce
		), bounced as (
			insert into suppressions ( account_id, email_hash, purpose, reason, created_at )
			select distinct ${ accountId }, e.recipient_hash, 'transactional', 'bounced', ${ now }::timestamptz
			from ended as e
			where e.is_hard_bounce
			on conflict do nothing
		), settled as (
			update automation_runs as r
			-- Without a reply, the message was erased, and the run says so.
			set state = e.state, reason = case when e.state <> 'sent' then coalesce( e.reply, r.reason ) end, settled_at = ${ now }
			from ended as e
			where r.account_id = ${ accountId } and r.automation_id = e.automation_id
				and r.connection_id = e.connection_id and r.trigger_id = e.trigger_id and e.kind = 'automation'
				and r.state in ( 'acting', 'unknown' ) and not exists (
					select from messages as later
					where later.account_id = r.account_id and later.automation_id = r.automation_id
						and later.connection_id = r.connection_id and later.trigger_id = r.trigger_id
						and later.kind = 'automation' and later.message_id <> e.message_id
						and later.state in ( 'waiting', 'sending' )
				)
			returning ${ RUN_COLUMNS }, r.due_at, e.message_id
		), ${ publishingResults( accountId, now ) }
		select message_id, due_at from settled
	`.execute( db );
	return new Map( rows.map( ( row ) => [ row.message_id, row.due_at ] ) );
}

/**
 * A run is decided again before the next attempt, because its order may be paid by then. A message without a run waits
 * on its own.
 */
async function putOff(
	tx: Kysely< Database >,
	message: ClaimedMessage,
	reply: string,
	now: Date
): Promise< void > {
	const { accountId, messageId, leaseId } = message;
	if ( message.kind !== 'automation' ) {
		const next = new Date( now.getTime() + retryMs( message.attempts ) );
		const isGivenUp = message.attempts >= ATTEMPTS;
		await sql`
			update messages
			set state = ${ isGivenUp ? 'failed' : 'waiting' }, due_at = ${ next }, reply = ${ reply }, lease_id = null,
				handed_over_at = null, settled_at = ${ isGivenUp ? now : null }
			where account_id = ${ accountId } and message_id = ${ messageId } and lease_id = ${ leaseId }
		`.execute( tx );
		await noteDue( tx, accountId, next );
		return;
	}
	const { rows } = await sql`
		delete from messages
		where account_id = ${ accountId } and message_id = ${ messageId } and lease_id = ${ leaseId }
		returning message_id
	`.execute( tx );
	if ( rows.length === 0 ) {
		return;
	}
	// Each delay is longer than the last; see retryMs().
	const put = await sql< { due_at: Date } >`
		update automation_runs
		set state = 'waiting', reason = ${ 'mail_server' satisfies RunReason }, attempts = attempts + 1, acted_at = null,
			due_at = ${ now }::timestamptz + least(
				${ LONGEST_RETRY_MS }::float8, ${ FIRST_RETRY_MS } * 2 ^ least( ${ MOST_DOUBLINGS }, attempts )
			) * ${ jitter() } * interval '1 millisecond'
		where account_id = ${ accountId } and automation_id = ${ message.automationId }
			and connection_id = ${ message.connectionId } and trigger_id = ${ message.triggerId } and state = 'acting'
		returning due_at
	`.execute( tx );
	for ( const { due_at: dueAt } of put.rows ) {
		await noteDue( tx, accountId, dueAt );
	}
}

function retryMs( attempts: number ): number {
	return (
		Math.min(
			LONGEST_RETRY_MS,
			FIRST_RETRY_MS * 2 ** Math.min( MOST_DOUBLINGS, attempts - 1 )
		) * jitter()
	);
}

/** Keeps messages that failed together from being retried together. */
function jitter(): number {
	return 0.8 + Math.random() * 0.4;
}
