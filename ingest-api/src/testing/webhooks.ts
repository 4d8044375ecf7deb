import type { IncomingMessage, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { WEBHOOK_EVENT_TYPES, type WebhookEventType } from '@ivorey/shared';
import { Heartbeats } from '../ops/heartbeats.ts';
import { createLog } from '../ops/log.ts';
import type { EndpointKey } from '../db/identifiers.ts';
import { createEndpoint } from '../webhooks/endpoints.ts';
import { deliverDue, type WebhookWorkerContext } from '../webhooks/worker.ts';
import { startTestApi, type TestApi } from './api.ts';
import type { TestStore } from './store.ts';
import { startWebServer } from './web-server.ts';

export interface Received {
	headers: IncomingMessage[ 'headers' ];
	/** The body as it was on the wire. */
	body: string;
	type: string;
	data: ReceivedData;
}

/** The fields that tests read. */
interface ReceivedData {
	[ name: string ]: unknown;
	automation: { name: string };
	contact: Record< string, unknown >;
	product: Record< string, unknown >;
	transaction: Record< string, unknown >;
}

export type Answering = (
	received: Received,
	response: ServerResponse
) => void;

/** A receiver of webhooks over HTTP, until the end of the test. */
export class Receiver {
	readonly received: Received[] = [];
	url = '';
	/** 204 unless set otherwise. */
	answer: Answering = ( _, response ) => response.writeHead( 204 ).end();
	/** Requests being answered now, and the highest number at once. */
	underWay = 0;
	mostAtOnce = 0;

	static async start(): Promise< Receiver > {
		const receiver = new Receiver();
		const server = await startWebServer( ( request, response ) => {
			const chunks: Buffer[] = [];
			receiver.underWay++;
			receiver.mostAtOnce = Math.max(
				receiver.mostAtOnce,
				receiver.underWay
			);
			response.on( 'close', () => receiver.underWay-- );
			request.on( 'data', ( chunk: Buffer ) => chunks.push( chunk ) );
			request.on( 'end', () => {
				const body = Buffer.concat( chunks ).toString( 'utf8' );
				const received = {
					headers: request.headers,
					body,
					...JSON.parse( body ),
				};
				receiver.received.push( received );
				receiver.answer( received, response );
			} );
		} );
		receiver.url = `${ server.url }/hooks`;
		return receiver;
	}

	answerWith( status: number, headers: Record< string, string > = {} ): void {
		this.answer = ( _, response ) =>
			response.writeHead( status, headers ).end();
	}

	get types(): string[] {
		return this.received.map( ( { type } ) => type );
	}
}

export interface WebhookBed {
	api: TestApi;
	store: TestStore;
	receiver: Receiver;
	endpoint: EndpointKey & { secret: string };
	/** The worker's clock; batches arrive in real time. */
	clock: { now: () => Date; pass: ( ms: number ) => void };
	context: WebhookWorkerContext;
	attempts: string[];
	log: string[];
	/** Sends until nothing is due. @return The number of turns it took. */
	deliver: () => Promise< number >;
	listen: (
		url: string,
		types?: readonly WebhookEventType[]
	) => Promise< EndpointKey & { secret: string } >;
}

/**
 * An API that only takes batches, a store, an endpoint for all events, and a clock; the test itself sends due webhooks.
 */
export async function startWebhookBed(
	types: readonly WebhookEventType[] = WEBHOOK_EVENT_TYPES
): Promise< WebhookBed > {
	let passed = 0;
	const clock = {
		now: () => new Date( Date.now() + passed ),
		pass( ms: number ) {
			passed += ms;
		},
	};
	const api = await startTestApi( { ROLES: 'ingest' } );
	const store = await api.connect();
	await store.ask();
	const receiver = await Receiver.start();
	const log: string[] = [];
	const attempts: string[] = [];
	const context: WebhookWorkerContext = {
		db: api.db,
		keys: api.keys,
		now: clock.now,
		random: () => 0.5,
		http: { allowLocal: true, timeoutMs: 1_000 },
		metrics: {
			webhookAttempt: ( outcome ) => attempts.push( outcome ),
			webhookQueue: () => undefined,
		},
		heartbeat: new Heartbeats().start( 'webhooks' ),
		log: createLog(
			'debug',
			new Writable( {
				write( chunk, _encoding, done ) {
					log.push( String( chunk ) );
					done();
				},
			} )
		),
	};
	const listen: WebhookBed[ 'listen' ] = async ( url, own = types ) =>
		( await createEndpoint(
			api.db,
			api.keys,
			store.accountId,
			{ url, description: '', types: own },
			clock.now()
		) )!;
	return {
		api,
		store,
		receiver,
		endpoint: await listen( receiver.url ),
		clock,
		context,
		attempts,
		log,
		deliver: () => deliverDue( context ),
		listen,
	};
}
