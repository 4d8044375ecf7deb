import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { MessagesTable } from '../db/automation-tables.ts';
import type { Database } from '../db/schema.ts';
import { noteDue } from './due-accounts.ts';

export interface NewMessage {
	messageId: string;
	kind: MessagesTable[ 'kind' ];
	purpose: MessagesTable[ 'purpose' ];
	automationId: string | null;
	connectionId: string | null;
	triggerId: string | null;
	orderId: string | null;
	recipient: string;
	recipientHash: string;
	senderName: string;
	replyTo: string | null;
	subject: string;
	html: string;
	text: string;
	unsubscribeToken: string | null;
	dueAt: Date;
}

/** The same for each attempt of a run, but another one when its owner sends it again. */
export function messageIdOf(
	accountId: string,
	run: {
		automationId: string;
		connectionId: string;
		triggerId: string;
		sends: number;
	}
): string {
	const key = JSON.stringify( [
		accountId,
		run.automationId,
		run.connectionId,
		run.triggerId,
		run.sends,
	] );
	return `msg_${ createHash( 'sha256' ).update( key ).digest( 'base64url' ) }`;
}

/** Runs within a transaction. An existing message with the same ID is the same message, rendered again. */
export async function insertMessages(
	tx: Kysely< Database >,
	accountId: string,
	messages: readonly NewMessage[],
	now: Date
): Promise< void > {
	if ( messages.length === 0 ) {
		return;
	}
	const rows = messages.map( ( message ) => ( {
		message_id: message.messageId,
		kind: message.kind,
		purpose: message.purpose,
		automation_id: message.automationId,
		connection_id: message.connectionId,
		trigger_id: message.triggerId,
		order_id: message.orderId,
		recipient: message.recipient,
		recipient_hash: message.recipientHash,
		sender_name: message.senderName,
		reply_to: message.replyTo,
		subject: message.subject,
		html: message.html,
		plain_text: message.text,
		unsubscribe_token: message.unsubscribeToken,
		due_at: message.dueAt,
	} ) );
	await sql`
		insert into messages (
			account_id, message_id, kind, purpose, automation_id, connection_id, trigger_id, order_id, recipient,
			recipient_hash, sender_name, reply_to, subject, html, plain_text, unsubscribe_token, state, due_at,
			created_at
		)
		select ${ accountId }, m.message_id, m.kind, m.purpose, m.automation_id, m.connection_id, m.trigger_id, m.order_id,
			m.recipient, m.recipient_hash, m.sender_name, m.reply_to, m.subject, m.html, m.plain_text,
			m.unsubscribe_token, 'waiting', m.due_at, ${ now }
		from json_to_recordset( ${ JSON.stringify( rows ) } ) as m (
			message_id text, kind text, purpose text, automation_id text, connection_id text, trigger_id text,
			order_id text, recipient text, recipient_hash text, sender_name text, reply_to text, subject text,
			html text, plain_text text, unsubscribe_token text, due_at timestamptz
		)
		on conflict ( account_id, message_id ) do nothing
	`.execute( tx );
	await noteDue(
		tx,
		accountId,
		new Date(
			Math.min( ...messages.map( ( { dueAt } ) => dueAt.getTime() ) )
		)
	);
}
