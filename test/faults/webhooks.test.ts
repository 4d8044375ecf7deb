import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import {
	keyringOf,
	type Keyring,
} from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase, type OpenDatabase } from '@ivorey/ingest-api/db/open.ts';
import { triggerRecord } from '@ivorey/ingest-api/testing/records.ts';
import { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { createEndpoint } from '@ivorey/ingest-api/webhooks/endpoints.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { IS_LONG } from '../scale.ts';
import { waitFor } from '../wait.ts';
import { SlowEndpoint } from './slow-endpoint.ts';

const WORKERS = IS_LONG ? 4 : 2;
const KILLS = IS_LONG ? 100 : 4;
const ORDERS_A_BATCH = 20;
const BATCHES_A_KILL = 3;
const ORDERS = KILLS * BATCHES_A_KILL * ORDERS_A_BATCH;
const SEED = process.env.SEED ?? 'webhooks';

describe( 'workers that are killed while they send webhooks', () => {
	let database: FreshDatabase;
	let ivorey: OpenDatabase;
	let ingest: ApiProcess;
	let workers: ApiProcess[];
	let endpoint: SlowEndpoint;
	let keys: Keyring;
	let store: TestStore;

	beforeAll( async () => {
		endpoint = await SlowEndpoint.start( new SeededRandom( SEED ) );
		database = await freshDatabase();
		const key = randomBytes( 32 );
		keys = keyringOf( key );
		const env = {
			DATABASE_URL: database.url,
			ENCRYPTION_KEY: key.toString( 'base64' ),
			ALLOW_LOCAL_STORES: 'true',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			LOG_LEVEL: 'error',
		};
		ingest = await ApiProcess.start( { ...env, ROLES: 'ingest' } );
		workers = await Promise.all(
			Array.from( { length: WORKERS }, () =>
				ApiProcess.start( { ...env, ROLES: 'worker' } )
			)
		);
		ivorey = openDatabase( { as: 'owner', url: database.url } );
		const storeUrl = 'https://shop.example.com';
		store = new TestStore(
			await createConnection( ivorey.db, {
				storeUrl,
				accountName: 'Ada & Co',
				apiUrl: ingest.url,
				keys,
			} ),
			storeUrl
		);
		await createEndpoint(
			ivorey.db,
			keys,
			store.accountId,
			{
				url: endpoint.url,
				description: '',
				types: [ 'order.submitted' ],
			},
			new Date()
		);
	} );
	afterAll( async () => {
		await Promise.all(
			[ ingest, ...( workers ?? [] ) ].map( ( copy ) => copy?.stop() )
		);
		await ivorey?.close();
		await database?.drop();
		endpoint?.stop();
	} );

	test( `R45 each event arrives at least once, the same each time, and all are sent: SEED=${ SEED }`, async () => {
		const random = new SeededRandom( `${ SEED } kills` );
		let midway = 0;
		for ( let kill = 0; kill < KILLS; kill++ ) {
			for ( let batch = 0; batch < BATCHES_A_KILL; batch++ ) {
				const first =
					( kill * BATCHES_A_KILL + batch ) * ORDERS_A_BATCH;
				await store.send(
					Array.from( { length: ORDERS_A_BATCH }, ( _, index ) =>
						triggerRecord(
							'order_submitted',
							String( first + index + 1 ),
							1
						)
					)
				);
			}
			await waitFor(
				() => endpoint.underWay >= random.whole( 1, 4 ),
				'Requests to the endpoint'
			);
			midway += ( await killTheSender( random ) ) ? 1 : 0;
		}
		const deliveries = await waitFor( async () => {
			const { rows } = await ivorey.pool.query< {
				event_id: string;
				state: string;
				attempts: number;
			} >(
				`select event_id, state, attempts from webhook_deliveries where account_id = $1`,
				[ store.accountId ]
			);
			return (
				rows.length === ORDERS &&
				rows.every( ( { state } ) => state === 'sent' ) &&
				rows
			);
		}, 'The end of all deliveries' );

		expect( midway ).toBeGreaterThan( 0 );
		const orders = Array.from( { length: ORDERS }, ( _, index ) =>
			String( index + 1 )
		);
		expect( [ ...endpoint.taken.keys() ].sort() ).toEqual( orders.sort() );
		// However often an order came, it was the same event.
		const idsOf = ( order: string ) =>
			new Set( endpoint.taken.get( order ) );
		expect(
			orders.filter( ( order ) => idsOf( order ).size !== 1 )
		).toEqual( [] );
		expect(
			orders.flatMap( ( order ) => [ ...idsOf( order ) ] ).sort()
		).toEqual( deliveries.map( ( row ) => row.event_id ).sort() );
	} );

	/** One worker at a time sends to an endpoint; they are killed until it is among them. @return Whether it was in the middle. */
	async function killTheSender( random: SeededRandom ): Promise< boolean > {
		const killed: ApiProcess[] = [];
		const { cut } = endpoint;
		const inAnyOrder = [ ...workers ].sort( () => random.next() - 0.5 );
		while ( endpoint.cut === cut && killed.length < workers.length ) {
			const { requests } = endpoint;
			const worker = inAnyOrder[ killed.length ]!;
			killed.push( worker );
			await worker.kill();
			await waitFor(
				() =>
					endpoint.cut > cut ||
					endpoint.requests > requests ||
					endpoint.underWay === 0,
				'The end of its requests, or others'
			);
		}
		// The lease of the one that was killed is over, so that no kill waits for it.
		await ivorey.pool.query(
			`update webhook_endpoints set lease_until = now() where account_id = $1`,
			[ store.accountId ]
		);
		await Promise.all( killed.map( ( worker ) => worker.start() ) );
		return endpoint.cut > cut;
	}
} );
