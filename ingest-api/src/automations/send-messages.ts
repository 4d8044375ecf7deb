import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { MessagesTable } from '../db/automation-tables.ts';
import type { Database } from '../db/schema.ts';
import type { SendOutcome, SmtpSender } from '../ops/smtp-sender.ts';
import { noteDue } from './due-accounts.ts';
import { unsubscribeUrl } from './unsubscribe.ts';
import { publishingResults, RUN_COLUMNS } from './publish-results.ts';
import type { RunReason } from './run-reasons.ts';

export interface SendContext {
	db: Kysely< Database >;
	sender: SmtpSender;
	/** Where people reach the console, without a trailing slash. */
	consoleUrl: () => string;
	/** For which the sender waits for a mail server's answer. */
	replyTimeoutMs: number;
	/** `Name <address>`, or an address: of the installation. */
	mailFrom: string;
	now: () => Date;
}

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

export interface Sent {
	outcome: SendOutcome;
	/** When its run was due; null where it is of none, or was put off. */
	dueAt: Date | null;
}

/** A worker that is killed is replaced after this; one that lives renews its leases. */
const LEASE_MS = 15_000;
/** After the time for the mail server's answer: whoever got one writes it down by then. */
const HANDED_OVER_SPARE_MS = 10_000;
const SETTLE_AGAIN_MS = 500;
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 60 * 60_000;
const MOST_DOUBLINGS = 12;
/** Attempts for messages without a run: about half a day. */
const ATTEMPTS = 15;

/**
 * Takes what is to be sent, up to a number, for this worker alone. What another worker had handed over when it died
 * may have been sent: it is given up as unknown (R44).
 */
export async function claimMessages(
	{ db, now }: Pick< SendContext, 'db' | 'now' >,
	accountId: string,
	limit: number
): Promise< ClaimedMessage[] > {
	const at = now();
	await giveUpUnknown( db, accountId, at );
	const leaseId = randomUUID();
	const until = new Date( at.getTime() + LEASE_MS );
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

/**
 * Sends one that was claimed, and writes what became of it.
 *
 * @param context
 * @param message
 * @param attempts How often that is tried: where it cannot be written, the message counts as perhaps sent.
 */
export async function sendMessage(
	context: SendContext,
	message: ClaimedMessage,
	attempts = 1
): Promise< Sent > {
	const renewing = setInterval(
		() => void renewLease( context, message ).catch( () => undefined ),
		LEASE_MS / 3
	);
	const outcome = await context.sender.send(
		{
			messageId: `${ message.messageId }@${ addressOf( context.mailFrom ).split( '@' )[ 1 ]! }`,
			from: `${ quoted( message.senderName ) } <${ addressOf( context.mailFrom ) }>`,
			replyTo: message.replyTo,
			to: message.recipient,
			subject: message.subject,
			html: message.html,
			text: message.text,
			headers: headersOf( message, context.consoleUrl() ),
		},
		() => markHandedOver( context, message )
	);
	clearInterval( renewing );
	for ( let attempt = 1; ; attempt++ ) {
		try {
			const dueAt = await settle( context, message, outcome );
			return { outcome, dueAt };
		} catch ( error ) {
			if ( attempt >= attempts ) {
				throw error;
			}
			await sleep( SETTLE_AGAIN_MS * attempt );
		}
	}
}

/** A mail server may take its time until it asks for the message. */
async function renewLease(
	{ db, now }: SendContext,
	{ accountId, messageId, leaseId }: ClaimedMessage
): Promise< void > {
	await sql`
		update messages set due_at = ${ new Date( now().getTime() + LEASE_MS ) }
		where account_id = ${ accountId } and message_id = ${ messageId } and lease_id = ${ leaseId }
			and state = 'sending' and handed_over_at is null
	`.execute( db );
}

/** Fails where the lease was lost, before the first byte. */
async function markHandedOver(
	{ db, now, replyTimeoutMs }: SendContext,
	{ accountId, messageId, leaseId }: ClaimedMessage
): Promise< void > {
	const at = now();
	const until = new Date(
		at.getTime() + replyTimeoutMs + HANDED_OVER_SPARE_MS
	);
	const { rows } = await sql`
		update messages set handed_over_at = ${ at }, due_at = ${ until }
		where account_id = ${ accountId } and message_id = ${ messageId } and lease_id = ${ leaseId }
			and state = 'sending' and handed_over_at is null
		returning message_id
	`.execute( db );
	if ( rows.length === 0 ) {
		throw new Error( 'The message was taken by another worker' );
	}
}

async function settle(
	{ db, now }: SendContext,
	message: ClaimedMessage,
	outcome: SendOutcome
): Promise< Date | null > {
	const at = now();
	const { accountId, messageId, leaseId } = message;
	const reply = outcome.reply.slice( 0, 1_000 );
	return db.transaction().execute( async ( tx ) => {
		if ( outcome.state === 'later' ) {
			await putOff( tx, message, reply, at );
			return null;
		}
		const { rows } = await sql`
			update messages
			set state = ${ outcome.state }, reply = case when erased_at is null then ${ reply }::text end, settled_at = ${ at }, lease_id = null
			where account_id = ${ accountId } and message_id = ${ messageId }
				and ( lease_id = ${ leaseId } or state = 'unknown' )
			returning message_id
		`.execute( tx );
		if ( rows.length === 0 ) {
			return null;
		}
		const dueAt = await settleRun( tx, message, outcome.state, reply, at );
		if ( outcome.state === 'failed' && outcome.isHardBounce ) {
			await suppressBounced( tx, message, at );
		}
		return dueAt;
	} );
}

/**
 * A run is looked at again before the next attempt: its order may be paid by then. What is of no run waits by itself.
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
	// Longer from attempt to attempt; see retryMs().
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

async function settleRun(
	tx: Kysely< Database >,
	message: Pick<
		ClaimedMessage,
		| 'accountId'
		| 'messageId'
		| 'automationId'
		| 'connectionId'
		| 'triggerId'
		| 'kind'
	>,
	state: 'sent' | 'failed' | 'unknown',
	reply: string,
	now: Date
): Promise< Date | null > {
	if ( message.kind !== 'automation' ) {
		return null;
	}
	const { rows } = await sql< { due_at: Date } >`
		with settled as (
			update automation_runs as r
			set state = ${ state }, reason = ${ state === 'sent' ? null : reply }, settled_at = ${ now }
			where r.account_id = ${ message.accountId } and r.automation_id = ${ message.automationId }
				and r.connection_id = ${ message.connectionId } and r.trigger_id = ${ message.triggerId }
				and r.state in ( 'acting', 'unknown' ) and not exists (
					select from messages as later
					where later.account_id = r.account_id and later.automation_id = r.automation_id
						and later.connection_id = r.connection_id and later.trigger_id = r.trigger_id
						and later.kind = 'automation' and later.message_id <> ${ message.messageId }
						and later.state in ( 'waiting', 'sending' )
				)
			returning ${ RUN_COLUMNS }, r.due_at
		), ${ publishingResults( message.accountId, now ) }
		select due_at from settled
	`.execute( tx );
	return rows[ 0 ]?.due_at ?? null;
}

async function suppressBounced(
	tx: Kysely< Database >,
	{ accountId, recipientHash }: ClaimedMessage,
	now: Date
): Promise< void > {
	await tx
		.insertInto( 'suppressions' )
		.values( {
			account_id: accountId,
			email_hash: recipientHash,
			purpose: 'transactional',
			reason: 'bounced',
			created_at: now,
		} )
		.onConflict( ( conflict ) => conflict.doNothing() )
		.execute();
}

const NO_REPLY =
	'The connection ended before the mail server answered. It may have taken the message.';

async function giveUpUnknown(
	db: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< void > {
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

function retryMs( attempts: number ): number {
	return (
		Math.min(
			LONGEST_RETRY_MS,
			FIRST_RETRY_MS * 2 ** Math.min( MOST_DOUBLINGS, attempts - 1 )
		) * jitter()
	);
}

/** So that what failed together is not tried together. */
function jitter(): number {
	return 0.8 + Math.random() * 0.4;
}

function headersOf(
	{ accountId, messageId, unsubscribeToken: token }: ClaimedMessage,
	consoleUrl: string
): Record< string, string > {
	return token === null
		? {}
		: {
				'List-Unsubscribe': `<${ unsubscribeUrl( consoleUrl, accountId, messageId, token ) }>`,
				'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			};
}

/** Of "Name <address>", or an address alone. */
export function addressOf( from: string ): string {
	return (
		/<(?<address>[^<>]+)>\s*$/.exec( from )?.groups?.address ?? from.trim()
	);
}

function quoted( name: string ): string {
	return `"${ name.replaceAll( /["\\\r\n]/g, ' ' ) }"`;
}
