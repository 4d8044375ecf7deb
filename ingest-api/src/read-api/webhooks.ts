import { z } from 'zod';
import {
	timestampSchema,
	WEBHOOK_EVENT_TYPES,
	WEBHOOKS,
	type WebhookType,
} from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import {
	DELIVERY_FAILURES,
	ENDPOINT_OFF_REASONS,
} from '../db/webhook-tables.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { isMoment } from '../views/paging.ts';
import {
	DELIVERY_STATES,
	findDelivery,
	findEndpoint,
	listDeliveries,
	listEndpoints,
	type Attempt,
	type Delivery,
	type DeliveryCursor,
	type Endpoint,
} from '../webhooks/queries.ts';
import {
	answerHistory,
	answerItem,
	answerWhole,
	listSchema,
	noSuch,
	textOf,
} from './answers.ts';
import { pageParameters, parseQuery } from './query.ts';

const TYPES = Object.keys( WEBHOOKS ) as [ WebhookType, ...WebhookType[] ];

const endpointSchema = z.strictObject( {
	id: z.string(),
	url: z.string(),
	description: z.string(),
	event_types: z.array( z.enum( WEBHOOK_EVENT_TYPES ) ),
	is_on: z.boolean(),
	off_reason: z
		.enum( ENDPOINT_OFF_REASONS )
		.nullable()
		.describe( 'Why the endpoint is off; null while it is on.' ),
	state_since: timestampSchema,
	created_at: timestampSchema,
	failing_since: timestampSchema
		.nullable()
		.describe( 'The time since which every attempt has failed.' ),
	retry_at: timestampSchema
		.nullable()
		.describe( 'The time of the next attempt if sending is paused.' ),
	old_secret_until: timestampSchema
		.nullable()
		.describe( 'The time until which the previous secret also signs.' ),
} );

export const endpointsOperation: Operation = {
	id: 'listWebhookEndpoints',
	tag: 'Webhooks',
	summary: 'List webhook endpoints',
	description:
		'Returns the whole list in one response. Secrets are never included.',
	answer: {
		description: 'The endpoints, oldest first.',
		body: listSchema( 'WebhookEndpointList', endpointSchema ),
	},
};

/** `GET /v1/webhook-endpoints` (R41, R45). */
export async function getEndpoints(
	{ db, now }: ApiServices,
	_c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const endpoints = await listEndpoints( db, accountId, now() );
	return answerWhole( endpoints.map( toEndpoint ) );
}

function toEndpoint( endpoint: Endpoint ) {
	return {
		id: endpoint.endpointId,
		url: endpoint.url,
		description: endpoint.description,
		event_types: endpoint.types,
		is_on: endpoint.offReason === null,
		off_reason: endpoint.offReason,
		state_since: textOf( endpoint.stateSince ),
		created_at: textOf( endpoint.createdAt ),
		failing_since: textOf( endpoint.failingSince ),
		retry_at: textOf( endpoint.retryAt ),
		old_secret_until: textOf( endpoint.oldSecretUntil ),
	};
}

const ENDPOINT_PATH = { endpoint: 'The ID of the endpoint.' };

export const endpointOperation: Operation = {
	id: 'getWebhookEndpoint',
	tag: 'Webhooks',
	summary: 'Retrieve a webhook endpoint',
	path: ENDPOINT_PATH,
	answer: {
		description: 'The endpoint.',
		body: { name: 'WebhookEndpoint', schema: endpointSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/webhook-endpoints/:endpoint` (R41, R45). */
export async function getEndpoint(
	services: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	return answerItem(
		c,
		toEndpoint( await endpointOf( services, c, accountId ) )
	);
}

/** @throws ProblemError if the account has no such endpoint. */
async function endpointOf(
	{ db, now }: ApiServices,
	c: RequestContext,
	accountId: string
): Promise< Endpoint > {
	const endpoint = await findEndpoint(
		db,
		{ accountId, endpointId: c.req.param( 'endpoint' ) ?? '' },
		now()
	);
	if ( endpoint === null ) {
		throw noSuch( 'webhook endpoint' );
	}
	return endpoint;
}

const attemptSchema = z.strictObject( {
	started_at: timestampSchema,
	duration_ms: z.int(),
	status: z
		.int()
		.nullable()
		.describe( 'The HTTP status; null if there was no response.' ),
	error: z
		.string()
		.nullable()
		.describe( 'Why there was no response; null if there was one.' ),
	answer: z.string().describe( 'The first bytes of the response.' ),
} );

const summarySchema = z.strictObject( {
	event_id: z.string().describe( 'The `webhook-id` of the event.' ),
	type: z.enum( TYPES ),
	state: z.enum( DELIVERY_STATES ),
	failure: z
		.enum( DELIVERY_FAILURES )
		.nullable()
		.describe( 'Why the delivery is no longer attempted.' ),
	attempts: z.int(),
	created_at: timestampSchema,
	due_at: timestampSchema,
	last_attempt: attemptSchema.nullable(),
} );

const deliverySchema = summarySchema.omit( { last_attempt: true } ).extend( {
	body: z
		.string()
		.nullable()
		.describe( 'The body as it was sent; null if it was erased.' ),
	all_attempts: z
		.array( attemptSchema )
		.describe( 'All attempts, newest first.' ),
} );

const deliveriesQuery = z.strictObject( {
	state: z
		.enum( DELIVERY_STATES )
		.optional()
		.describe( 'Only deliveries in this state.' ),
	...pageParameters,
} );

export const deliveriesOperation: Operation = {
	id: 'listWebhookDeliveries',
	tag: 'Webhooks',
	summary: 'List deliveries to an endpoint',
	path: ENDPOINT_PATH,
	query: deliveriesQuery,
	answer: {
		description: 'A page of deliveries, newest first.',
		body: listSchema( 'WebhookDeliveryList', summarySchema ),
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/webhook-endpoints/:endpoint/deliveries` (R41, R45). */
export async function getDeliveries(
	services: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = parseQuery( deliveriesQuery, c );
	const endpoint = await endpointOf( services, c, accountId );
	return answerHistory< Delivery, DeliveryCursor >( query, {
		parsePlace,
		placeOf: ( { cursorAt, eventId } ) => `${ cursorAt }~${ eventId }`,
		read: async ( before, limit ) => {
			const { deliveries } = await listDeliveries(
				services.db,
				endpoint,
				{ state: query.state ?? null, before, limit }
			);
			return deliveries;
		},
		toData: ( delivery ) => ( {
			...toDelivery( delivery ),
			last_attempt:
				delivery.last === null ? null : toAttempt( delivery.last ),
		} ),
	} );
}

function parsePlace( text: string ): DeliveryCursor | null {
	const [ createdAt = '', eventId = '' ] = text.split( '~' );
	return isMoment( createdAt, 6 ) && ! eventId.includes( '\0' )
		? { createdAt, eventId }
		: null;
}

function toDelivery( delivery: Delivery ) {
	return {
		event_id: delivery.eventId,
		type: delivery.type,
		state: delivery.state,
		failure: delivery.failure,
		attempts: delivery.attempts,
		created_at: textOf( delivery.createdAt ),
		due_at: textOf( delivery.dueAt ),
	};
}

function toAttempt( attempt: Attempt ) {
	return {
		started_at: textOf( attempt.startedAt ),
		duration_ms: attempt.durationMs,
		status: attempt.status,
		error: attempt.error,
		answer: attempt.answer,
	};
}

export const deliveryOperation: Operation = {
	id: 'getWebhookDelivery',
	tag: 'Webhooks',
	summary: 'Retrieve a delivery',
	description: 'Includes all attempts.',
	path: { ...ENDPOINT_PATH, event: 'The ID of the event.' },
	answer: {
		description: 'The delivery.',
		body: { name: 'WebhookDelivery', schema: deliverySchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/webhook-endpoints/:endpoint/deliveries/:event` (R41, R45). */
export async function getDelivery(
	services: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const endpoint = await endpointOf( services, c, accountId );
	const found = await findDelivery(
		services.db,
		endpoint,
		c.req.param( 'event' ) ?? ''
	);
	if ( found === null ) {
		throw noSuch( 'delivery' );
	}
	return answerItem( c, {
		...toDelivery( found.delivery ),
		body: found.delivery.body,
		all_attempts: found.attempts.map( toAttempt ),
	} );
}
