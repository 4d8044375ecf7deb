import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';
import { gather } from '../ops/gather.ts';
import type {
	OutgoingEmail,
	SendOutcome,
	SmtpSender,
} from '../ops/smtp-sender.ts';
import { LEASE_MS, type ClaimedMessage } from './claim-messages.ts';
import { noteHandOvers, renewLease } from './hand-over.ts';
import {
	settleMessages,
	type DueAt,
	type Settlement,
} from './settle-messages.ts';
import { unsubscribeUrl } from './unsubscribe.ts';

export interface SendContext {
	db: Kysely< Database >;
	sender: SmtpSender;
	/** The URL of the console, without a trailing slash. */
	consoleUrl: () => string;
	/** How long the sender waits for a mail server's answer. */
	replyTimeoutMs: number;
	/** The installation's sender: `Name <address>`, or an address alone. */
	mailFrom: string;
	now: () => Date;
	/** The lease of the claims; LEASE_MS by default. */
	leaseMs?: number;
}

export interface Sent {
	outcome: SendOutcome;
	dueAt: DueAt;
}

const SETTLE_AGAIN_MS = 500;
/**
 * The pause between two statements that write results. It lets ten e-mails share a statement instead of three, and the
 * statement costs more to plan than to execute. Only the e-mail's place among those under way waits for a result.
 */
const SETTLE_REST_MS = 40;

/**
 * Sends claimed messages and writes their results. Messages that are sent at the same time share statements.
 *
 * @param context
 * @param attempts How often to try to write a result. If that fails, the message counts as perhaps sent.
 */
export function createMessageSender(
	context: SendContext,
	attempts = 1
): ( message: ClaimedMessage ) => Promise< Sent > {
	const { db, now, replyTimeoutMs, sender, leaseMs = LEASE_MS } = context;
	const noteHandOver = gather(
		( { accountId }: ClaimedMessage ) => accountId,
		( accountId, messages ) =>
			noteHandOvers( forAccount( db, accountId ), accountId, messages, {
				replyTimeoutMs,
				now: now(),
			} )
	);
	const settle = gather(
		( { message }: Settlement ) => message.accountId,
		( accountId, settlements ) =>
			settleMessages(
				forAccount( db, accountId ),
				accountId,
				settlements,
				now()
			),
		SETTLE_REST_MS
	);

	return async ( message ) => {
		const renewing = setInterval(
			() =>
				void renewLease( forAccount( db, message.accountId ), message, {
					now: now(),
					leaseMs,
				} ).catch( () => undefined ),
			leaseMs / 3
		);
		let outcome: SendOutcome;
		try {
			outcome = await sender.send( toMail( context, message ), () => {
				// From here on, the mail server's answer has its own time limit.
				clearInterval( renewing );
				return noteHandOver( message );
			} );
		} finally {
			clearInterval( renewing );
		}
		for ( let attempt = 1; ; attempt++ ) {
			try {
				return { outcome, dueAt: await settle( { message, outcome } ) };
			} catch ( error ) {
				if ( attempt >= attempts ) {
					throw error;
				}
				await sleep( SETTLE_AGAIN_MS * attempt );
			}
		}
	};
}

function toMail(
	context: SendContext,
	message: ClaimedMessage
): OutgoingEmail {
	const from = addressOf( context.mailFrom );
	return {
		messageId: `${ message.messageId }@${ from.split( '@' )[ 1 ]! }`,
		from: `${ quoted( message.senderName ) } <${ from }>`,
		replyTo: message.replyTo,
		to: message.recipient,
		subject: message.subject,
		html: message.html,
		text: message.text,
		headers: headersOf( message, context.consoleUrl() ),
	};
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

/** The address in "Name <address>", or in an address alone. */
export function addressOf( from: string ): string {
	return (
		/<(?<address>[^<>]+)>\s*$/.exec( from )?.groups?.address ?? from.trim()
	);
}

function quoted( name: string ): string {
	return `"${ name.replaceAll( /["\\\r\n]/g, ' ' ) }"`;
}
