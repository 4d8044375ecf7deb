import { publishEvents } from '../events/publish.ts';
import type { Receiver, WebhookBed } from './webhooks.ts';

/** Publishes an event, with a subject of its own by default. */
export function publish( bed: WebhookBed, name: string, subject = name ) {
	return publishEvents( bed.api.db, bed.store.accountId, [
		{
			type: 'automation.sent',
			id: name,
			subject,
			payload: {
				connection: bed.store.credentials.connection,
				store_url: bed.store.storeUrl,
				automation: { id: 'a', name },
				run_id: name,
				trigger: 'order_submitted',
				order_id: '1',
				action: 'email',
				reason: null,
				occurred_at: bed.clock.now().toISOString(),
			},
			at: bed.clock.now(),
		},
	] );
}

export async function publishAll( bed: WebhookBed, names: readonly string[] ) {
	for ( const name of names ) {
		await publish( bed, name );
	}
}

export const numbered = ( count: number, prefix = '' ) =>
	Array.from( { length: count }, ( _, n ) => `${ prefix }${ n + 1 }` );

export const namesOf = ( { received }: Receiver ): string[] =>
	received.map( ( { data } ) => data.automation.name );

export const deliveriesOf = ( { api }: WebhookBed ) =>
	api.db
		.selectFrom( 'webhook_deliveries' )
		.selectAll()
		.where( 'account_id', 'is not', null )
		.orderBy( 'created_at' )
		.execute();

export const attemptsOf = ( { api }: WebhookBed ) =>
	api.db
		.selectFrom( 'webhook_attempts' )
		.selectAll()
		.where( 'account_id', 'is not', null )
		.orderBy( 'started_at' )
		.orderBy( 'attempt' )
		.execute();

export const endpointOf = ( { api, endpoint }: WebhookBed ) =>
	api.db
		.selectFrom( 'webhook_endpoints' )
		.selectAll()
		.where( 'account_id', '=', endpoint.accountId )
		.where( 'endpoint_id', '=', endpoint.endpointId )
		.executeTakeFirstOrThrow();
