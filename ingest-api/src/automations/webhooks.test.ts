import { expect, test } from 'vitest';
import { webhookSchema, type WebhookType } from '@ivorey/shared';
import { waitFor } from '../../../test/wait.ts';
import { startTestApi } from '../testing/api.ts';
import { orderRecord, triggerRecord } from '../testing/records.ts';
import { Receiver } from '../testing/webhooks.ts';
import { createEndpoint, disableEndpoint } from '../webhooks/endpoints.ts';
import { DEFAULTS, NO_CONDITIONS } from './definition.ts';
import { listRuns, sendAgain } from './history.ts';
import { createAutomation, switchOn } from './repository.ts';

const now = () => new Date();

async function startBed() {
	const api = await startTestApi( { ALLOW_LOCAL_STORES: 'true' } );
	const store = await api.connect();
	const { accountId } = store;
	const receiver = await Receiver.start();
	const listen = async (
		url: string,
		types: [ 'automation.sent', 'automation.failed' ] | []
	) =>
		( await createEndpoint(
			api.db,
			api.keys,
			accountId,
			{ url, description: '', types },
			now()
		) )!;
	const endpoint = await listen( receiver.url, [] );
	const automationId = await createAutomation(
		api.db,
		accountId,
		{
			...DEFAULTS,
			name: 'Tell the warehouse',
			trigger: 'order_submitted',
			stores: null,
			delay_minutes: 0,
			conditions: NO_CONDITIONS,
			action: { type: 'webhook', endpoint_id: endpoint.endpointId },
		},
		'person',
		now()
	);
	await switchOn( api.db, accountId, automationId, now() );
	return {
		api,
		store,
		receiver,
		endpoint,
		listen,
		runs: () =>
			listRuns( api.db, accountId, {
				automationId,
				state: null,
				before: null,
				limit: 10,
			} ),
		place: ( id: string ) =>
			store.send( [
				orderRecord( id, 1, {
					date_created: now().toISOString(),
					date_modified: now().toISOString(),
				} ),
				triggerRecord( 'order_submitted', id, 1, {
					occurred_at: now().toISOString(),
				} ),
			] ),
	};
}

test( 'R31 R45 an automation sends one webhook for each order, and another when its owner asks for it', async () => {
	const { api, store, receiver, place, runs } = await startBed();
	await place( '1' );
	await waitFor( () => receiver.received.length === 1, 'The webhook' );
	const { body, type } = receiver.received[ 0 ]!;
	expect(
		webhookSchema( type as WebhookType ).safeParse( JSON.parse( body ) )
			.error
	).toBeUndefined();
	expect( JSON.parse( body ) ).toMatchObject( {
		type: 'automation.webhook',
		data: {
			automation: { name: 'Tell the warehouse' },
			order: { id: '1' },
		},
	} );
	const [ run ] = await runs();
	expect( run ).toMatchObject( { state: 'sent', reason: null } );
	await sendAgain( api.db, store.accountId, run!, now() );
	await waitFor( () => receiver.received.length === 2, 'The second one' );
	const [ first, second ] = receiver.received;
	expect( second!.headers[ 'webhook-id' ] ).not.toBe(
		first!.headers[ 'webhook-id' ]
	);
} );

test( 'R45 endpoints receive the results of automations', async () => {
	const { api, endpoint, listen, place, runs } = await startBed();
	const results = await Receiver.start();
	await listen( results.url, [ 'automation.sent', 'automation.failed' ] );
	await place( '1' );
	await waitFor( () => results.received.length === 1, 'The first result' );
	await disableEndpoint( api.db, endpoint, now() );
	await place( '2' );
	await waitFor( () => results.received.length === 2, 'The second result' );
	expect( results.types ).toEqual( [
		'automation.sent',
		'automation.failed',
	] );
	for ( const { body, type } of results.received ) {
		expect(
			webhookSchema( type as WebhookType ).safeParse( JSON.parse( body ) )
				.error,
			type
		).toBeUndefined();
	}
	expect( JSON.parse( results.received[ 1 ]!.body ) ).toMatchObject( {
		data: {
			automation: { name: 'Tell the warehouse' },
			order_id: '2',
			reason: 'endpoint_gone',
			action: 'webhook',
		},
	} );
	expect( await runs() ).toMatchObject( [
		{ orderId: '2', state: 'failed', reason: 'endpoint_gone' },
		{ orderId: '1', state: 'sent' },
	] );
} );
