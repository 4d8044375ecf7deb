import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { migrate } from '@ivorey/ingest-api/db/migrate.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { orderPayload } from '@ivorey/ingest-api/events/payloads.ts';
import { publishEvents } from '@ivorey/ingest-api/events/publish.ts';
import { Heartbeats } from '@ivorey/ingest-api/ops/heartbeats.ts';
import { createLog } from '@ivorey/ingest-api/ops/log.ts';
import { createEndpoint } from '@ivorey/ingest-api/webhooks/endpoints.ts';
import { startWebhookWorker } from '@ivorey/ingest-api/webhooks/worker.ts';
import { sampleOrder } from '@ivorey/shared/testing';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { waitFor } from '../wait.ts';

const EVENTS = 2_000;
const PUBLISHED_AT_ONCE = 200;

export interface WebhookFigures {
	endpoints: number;
	/** Endpoints beside them that never answer. */
	silent: number;
	deliveries: number;
	perSecond: number;
}

/** Deliveries that one worker signs, posts and records, while `silent` other endpoints never answer. */
export async function benchWebhooks(): Promise< WebhookFigures[] > {
	// Its own server: another program's worker would take the deliveries.
	const postgres = await startScratchPostgres();
	await migrate( postgres.url );
	const receiver = new Worker(
		new URL( './webhook-receiver.ts', import.meta.url )
	);
	const [ port ] = ( await once( receiver, 'message' ) ) as [ number ];
	const { db, close } = openDatabase( {
		as: 'owner',
		url: postgres.url,
		poolSize: 5,
	} );
	const keys = keyringOf( Buffer.alloc( 32, 1 ) );
	const results: WebhookFigures[] = [];
	try {
		for ( const [ endpoints, silent ] of [
			[ 1, 0 ],
			[ 10, 0 ],
			[ 10, 10 ],
		] as const ) {
			const { connection } = await createConnection( db, {
				storeUrl: 'https://bench.example.com',
				accountName: `Bench ${ endpoints } ${ silent }`,
				apiUrl: 'https://api.example.com',
				keys,
			} );
			const accountId = connection.split( '.' )[ 0 ]!;
			for ( let n = 0; n < endpoints + silent; n++ ) {
				const path = n < endpoints ? 'hooks' : 'silent';
				await createEndpoint(
					db,
					keys,
					accountId,
					{
						url: `http://127.0.0.1:${ port }/${ path }`,
						description: '',
						types: [ 'order.created' ],
					},
					new Date()
				);
			}
			const events = Math.ceil( EVENTS / endpoints );
			await publish( db, accountId, connection, events );
			const deliveries = events * endpoints;
			const started = performance.now();
			const worker = startWebhookWorker( {
				db,
				keys,
				now: () => new Date(),
				random: Math.random,
				http: { allowLocal: true },
				metrics: {
					webhookAttempt: () => undefined,
					webhookQueue: () => undefined,
				},
				heartbeat: new Heartbeats().start( 'webhooks' ),
				log: createLog( 'warn' ),
			} );
			await waitFor( async () => {
				const { rows } = await sql< { sent: number } >`
					select count( * )::integer as sent from webhook_deliveries
					where account_id = ${ accountId } and state = 'sent'
				`.execute( db );
				return rows[ 0 ]!.sent === deliveries;
			}, 'All deliveries' );
			const seconds = ( performance.now() - started ) / 1_000;
			await worker.stop();
			results.push( {
				endpoints,
				silent,
				deliveries,
				perSecond: deliveries / seconds,
			} );
		}
		return results;
	} finally {
		await close();
		await receiver.terminate();
		await postgres.drop();
	}
}

async function publish(
	db: ReturnType< typeof openDatabase >[ 'db' ],
	accountId: string,
	connection: string,
	count: number
): Promise< void > {
	for ( let from = 0; from < count; from += PUBLISHED_AT_ONCE ) {
		const size = Math.min( PUBLISHED_AT_ONCE, count - from );
		await publishEvents(
			db,
			accountId,
			Array.from( { length: size }, ( _, n ) => ( {
				type: 'order.created' as const,
				id: `${ connection }:${ from + n }`,
				payload: {
					connection,
					store_url: 'https://bench.example.com',
					order: orderPayload( {
						order_id: String( from + n + 1 ),
						contact_id: null,
						status: 'Pending',
						subtype: 'WooCommerce',
						record: sampleOrder(),
					} ),
				},
				at: new Date(),
			} ) )
		);
	}
}
