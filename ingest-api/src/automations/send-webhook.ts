import type { Kysely } from 'kysely';
import { toIvoreyOrderStatus, ORDER_SUBTYPE } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import { orderPayload, storePayload } from '../events/payloads.ts';
import { sendToEndpoint } from '../events/publish.ts';
import type { Definition } from './definition.ts';
import type { OrderOfRun, OrderRef } from './facts.ts';

interface WebhookRun extends OrderRef {
	automationId: string;
	occurredAt: Date;
	sends: number;
	definition: Definition;
	storeUrl: string;
}

/**
 * R31: hands a run's webhook over, in the transaction that decides on it. The endpoint's page shows its attempts and
 * retries.
 *
 * @return False if the endpoint is gone or switched off.
 */
export async function sendWebhook(
	tx: Kysely< Database >,
	accountId: string,
	run: WebhookRun,
	order: OrderOfRun,
	now: Date
): Promise< boolean > {
	const { action, name, trigger } = run.definition;
	if ( action.type !== 'webhook' ) {
		return false;
	}
	const key = { accountId, connectionId: run.connectionId };
	const runId = `${ run.automationId }:${ run.connectionId }:${ run.triggerId }`;
	return sendToEndpoint( tx, {
		accountId,
		endpointId: action.endpoint_id,
		type: 'automation.webhook',
		// A new ID when the owner sends it again.
		id: `${ runId }:${ run.sends }`,
		payload: {
			...storePayload( key, run.storeUrl ),
			automation: { id: run.automationId, name },
			run_id: runId,
			trigger,
			order_id: run.orderId,
			occurred_at: run.occurredAt.toISOString(),
			order: orderPayload( {
				order_id: run.orderId,
				contact_id: order.contactId,
				status: toIvoreyOrderStatus( order.record.status ),
				subtype: ORDER_SUBTYPE,
				record: order.record,
			} ),
		},
		at: now,
		subject: `${ run.connectionId }:order:${ run.orderId }`,
		concerns: { ...key, orderId: run.orderId },
	} );
}
