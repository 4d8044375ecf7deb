import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { MessageOfOrder } from './order-view.ts';

/** E-mails without their bodies. */
export function messagesOf( db: Kysely< Database >, accountId: string ) {
	return db
		.selectFrom( 'messages' )
		.select( [
			'message_id',
			'automation_id',
			'trigger_id',
			'recipient',
			'subject',
			'state',
			'reply',
			'created_at',
			'settled_at',
			'erased_at',
		] )
		.where( 'account_id', '=', accountId );
}

type Row = Awaited<
	ReturnType< ReturnType< typeof messagesOf >[ 'execute' ] >
>[ number ];

export function toMessage( row: Row ): MessageOfOrder {
	return {
		messageId: row.message_id,
		automationId: row.automation_id,
		triggerId: row.trigger_id,
		recipient: row.recipient,
		subject: row.subject,
		state: row.state,
		reply: row.reply,
		createdAt: row.created_at,
		settledAt: row.settled_at,
		isErased: row.erased_at !== null,
	};
}
