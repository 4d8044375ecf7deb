import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { MessagesTable } from '../db/automation-tables.ts';
import type { Database } from '../db/schema.ts';
import { publishingResults, RUN_COLUMNS } from './publish-results.ts';

export interface ClaimedMessage {
	accountId: string;
	messageId: string;
	leaseId: string;
	kind: MessagesTable[ 'kind' ];
	purpose: MessagesTable[ 'purpose' ];
	automationId: string | null;
	connectionId: string | null;
	triggerId: string | null;
	recipient: string;
	recipientHash: string;
	senderName: string;
	replyTo: string | null;
	subject: string;
	html: string;
	text: string;
	unsubscribeToken: string | null;
	attempts: number;
}

/** Another worker takes over this long after one is killed. A live worker renews its leases. */
export const LEASE_MS = 15_000;

/** Leases up to `limit` messages that are due, for this worker alone. */
export async function claimMessages(
	{
		db,
		now,
		leaseMs = LEASE_MS,
	}: { db: Kysely< Database >; now: () => Date; leaseMs?: number },
	accountId: string,
	limit: number
): Promise< ClaimedMessage[] > {
	const at = now();
	const leaseId = randomUUID();
	const until = new Date( at.getTime() + leaseMs );
	const { rows } = await sql<
		Pick<
			MessagesTable,
			| 'kind'
			| 'purpose'
			| 'automation_id'
			| 'connection_id'
			| 'trigger_id'
			| 'recipient'
			| 'recipient_hash'
			| 'sender_name'
			| 'reply_to'
			| 'subject'
			| 'html'
			| 'plain_text'
			| 'message_id'
			| 'unsubscribe_token'
		> & { attempts: number }
	>`
		update messages
		set state = 'sending', lease_id = ${ leaseId }, due_at = ${ until },
			attempts = attempts + 1
		where account_id = ${ accountId } and message_id in (
			select message_id from messages
			where account_id = ${ accountId } and state in ( 'waiting', 'sending' ) and due_at <= ${ at }
				and handed_over_at is null
			order by due_at
			limit ${ limit }
			for update skip locked
		)
		returning message_id, kind, purpose, automation_id, connection_id, trigger_id, recipient, recipient_hash,
			sender_name, reply_to, subject, html, plain_text, unsubscribe_token, attempts
	`.execute( db );
	return rows.map( ( row ) => ( {
		accountId,
		messageId: row.message_id,
		leaseId,
		kind: row.kind,
		purpose: row.purpose,
		automationId: row.automation_id,
		connectionId: row.connection_id,
		triggerId: row.trigger_id,
		recipient: row.recipient,
		recipientHash: row.recipient_hash,
		senderName: row.sender_name,
		replyTo: row.reply_to,
		subject: row.subject,
		html: row.html,
		text: row.plain_text,
		unsubscribeToken: row.unsubscribe_token,
		attempts: row.attempts,
	} ) );
}

const NO_REPLY =
	'The connection ended before the mail server answered. It may have taken the message.';

/** R44: another worker had handed these messages over when it died, so they may have been sent. */
export async function giveUpUnknown(
	db: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< void > {
	const { rows } = await sql`
		select from messages
		where account_id = ${ accountId } and state = 'sending' and due_at <= ${ now } and handed_over_at is not null
		limit 1
	`.execute( db );
	if ( rows.length === 0 ) {
		return;
	}
	await sql`
		with lost as (
			update messages
			set state = 'unknown', reply = ${ NO_REPLY }, settled_at = ${ now }, lease_id = null
			where account_id = ${ accountId } and state = 'sending' and due_at <= ${ now } and handed_over_at is not null
			returning account_id, kind, automation_id, connection_id, trigger_id
		), settled as (
			update automation_runs as r
			set state = 'unknown', reason = ${ NO_REPLY }, settled_at = ${ now }
			from lost
			where r.account_id = lost.account_id and r.automation_id = lost.automation_id
				and r.connection_id = lost.connection_id and r.trigger_id = lost.trigger_id and r.state = 'acting' and lost.kind = 'automation'
			returning ${ RUN_COLUMNS }
		), ${ publishingResults( accountId, now ) }
		select from told
	`.execute( db );
}
