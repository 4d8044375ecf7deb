import { z } from 'zod';
import { timestampSchema, wooIdSchema } from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import { previewOrders } from '../automations/preview.ts';
import { runReasonText } from '../automations/run-reasons.ts';
import { readSender } from '../automations/sender.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { answerWhole, listSchema, textOf } from './answers.ts';
import { AUTOMATION_PATH, automationOf } from './automations.ts';
import { storeOf, storeShape } from './schemas.ts';

const previewSchema = z.strictObject( {
	...storeShape,
	order_id: wooIdSchema,
	order_number: z
		.string()
		.nullable()
		.describe(
			'The order’s number; null if Ivorey does not have the order.'
		),
	occurred_at: timestampSchema.describe(
		'When the order was placed or paid.'
	),
	would_act: z.boolean(),
	reason: z
		.string()
		.nullable()
		.describe( 'A slug for why the automation would not act.' ),
	reason_text: z.string().nullable(),
} );

export const previewOperation: Operation = {
	id: 'previewAutomation',
	tag: 'Automations',
	summary: 'Preview an automation',
	description:
		'Shows what the automation would have done with the last 50 orders. Returns the whole list in one response.',
	path: AUTOMATION_PATH,
	answer: {
		description: 'The orders, newest first.',
		body: listSchema( 'AutomationPreview', previewSchema ),
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/automations/:automation/preview` (R41, R42). */
export async function getPreview(
	services: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const { db } = services;
	const { definition } = await automationOf( services, c, accountId );
	const { timeZone } = await readSender( db, accountId );
	const previewed = await previewOrders(
		db,
		accountId,
		definition,
		timeZone
	);
	return answerWhole(
		previewed.map( ( one ) => ( {
			...storeOf( accountId, one ),
			order_id: one.orderId,
			order_number: one.order?.record.number ?? null,
			occurred_at: textOf( one.occurredAt ),
			would_act: one.reason === null,
			reason: one.reason,
			reason_text:
				one.reason === null ? null : runReasonText( one.reason ),
		} ) )
	);
}
