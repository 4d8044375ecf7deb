import { z } from 'zod';
import {
	decimalSchema,
	timestampSchema,
	TRIGGER_TYPES,
	wooIdSchema,
} from '@ivorey/shared';
import { runReasonText } from '../automations/run-reasons.ts';
import type { RunOfHistory } from '../automations/history.ts';
import { RUN_STATES } from '../db/automation-tables.ts';
import { formatConnection } from '../db/identifiers.ts';
import type { MessageOfOrder } from '../views/order-view.ts';
import { textOf } from './answers.ts';

/** The store that an object belongs to, named as in triggers and webhooks. */
export const storeShape = {
	connection: z
		.string()
		.describe( 'The store’s connection: `<account id>.<connection id>`.' ),
	store_url: z.string(),
};

export function storeOf< Url extends string | null >(
	accountId: string,
	{ connectionId, storeUrl }: { connectionId: string; storeUrl: Url }
): { connection: string; store_url: Url } {
	return {
		connection: formatConnection( { accountId, connectionId } ),
		store_url: storeUrl,
	};
}

/** The number of an automation's runs in each state. */
export const runCountsSchema = z.strictObject(
	Object.fromEntries(
		RUN_STATES.map( ( state ) => [ state, z.int() ] )
	) as Record< ( typeof RUN_STATES )[ number ], z.ZodInt >
);

export const moneyShape = {
	amount: decimalSchema,
	currency: z.string(),
};

/** R33, R35: a run of an automation. */
export const runSchema = z.strictObject( {
	...storeShape,
	automation_id: z.string(),
	order_id: wooIdSchema,
	order_number: z
		.string()
		.nullable()
		.describe(
			'The order’s number; null if Ivorey does not have the order.'
		),
	trigger: z.enum( TRIGGER_TYPES ),
	state: z.enum( RUN_STATES ),
	reason: z
		.string()
		.nullable()
		.describe(
			'A slug for why the automation did not act, or has not acted yet; or the mail server’s response.'
		),
	reason_text: z.string().nullable(),
	version: z.int().describe( 'The version of the automation.' ),
	attempts: z.int(),
	occurred_at: timestampSchema.describe(
		'When the order was placed or paid.'
	),
	due_at: timestampSchema,
	settled_at: timestampSchema.nullable(),
	message: z
		.strictObject( {
			id: z.string(),
			recipient: z.string(),
			reply: z.string().nullable(),
		} )
		.nullable()
		.describe( 'The e-mail that the run sent.' ),
} );

export function toRun( accountId: string, run: RunOfHistory ) {
	const trigger = TRIGGER_TYPES.find( ( type ) =>
		run.triggerId.startsWith( `${ type }:` )
	)!;
	return {
		...storeOf( accountId, run ),
		automation_id: run.automationId,
		order_id: run.orderId,
		order_number: run.orderNumber,
		trigger,
		state: run.state,
		reason: run.reason,
		reason_text: run.reason === null ? null : runReasonText( run.reason ),
		version: run.version,
		attempts: run.attempts,
		occurred_at: textOf( run.occurredAt ),
		due_at: textOf( run.dueAt ),
		settled_at: textOf( run.settledAt ),
		message:
			run.message === null
				? null
				: {
						id: run.message.messageId,
						recipient: run.message.recipient,
						reply: run.message.reply,
					},
	};
}

export const MESSAGE_STATES = [
	'waiting',
	'sending',
	'sent',
	'failed',
	'unknown',
] as const satisfies readonly MessageOfOrder[ 'state' ][];

/** An e-mail, without its text. */
export const messageSchema = z.strictObject( {
	id: z.string(),
	automation_id: z.string().nullable(),
	recipient: z
		.string()
		.describe( 'The e-mail address; empty if it was erased.' ),
	subject: z.string(),
	state: z
		.enum( MESSAGE_STATES )
		.describe( '`unknown` means that the e-mail may have been sent.' ),
	reply: z.string().nullable().describe( 'The mail server’s response.' ),
	created_at: timestampSchema,
	settled_at: timestampSchema.nullable(),
	is_erased: z.boolean(),
} );

export function toMessage( message: MessageOfOrder ) {
	return {
		id: message.messageId,
		automation_id: message.automationId,
		recipient: message.recipient,
		subject: message.subject,
		state: message.state,
		reply: message.reply,
		created_at: textOf( message.createdAt ),
		settled_at: textOf( message.settledAt ),
		is_erased: message.isErased,
	};
}
