import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { orderRecord } from '@ivorey/ingest-api/testing/records.ts';
import { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { Receiver } from '@ivorey/ingest-api/testing/webhooks.ts';
import { createEndpoint } from '@ivorey/ingest-api/webhooks/endpoints.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { freshDatabase } from '../postgres/database.ts';
import { IS_LONG } from '../scale.ts';
import { waitFor } from '../wait.ts';

/** Each costs the lease of the killed worker. */
const KILLS = IS_LONG ? 10 : 1;
const ORDERS = 20;
/** "On kill -9 another worker takes over within 20 s", plus the start of a worker. */
const TAKEN_OVER_MS = 20_000 + 5_000;

/** A worker, and a store whose orders it reports to a receiver. */
async function started() {
	const database = await freshDatabase();
	const key = randomBytes( 32 );
	const keys = keyringOf( key );
	const env = {
		DATABASE_URL: database.url,
		ENCRYPTION_KEY: key.toString( 'base64' ),
		ALLOW_LOCAL_STORES: 'true',
		LOG_LEVEL: 'error',
	};
	const ingest = await ApiProcess.start( { ...env, ROLES: 'ingest' } );
	const worker = await ApiProcess.start( { ...env, ROLES: 'worker' } );
	const ivorey = openDatabase( { as: 'owner', url: database.url } );
	onTestFinished( async () => {
		await Promise.all( [ ingest.stop(), worker.stop() ] );
		await ivorey.close();
		await database.drop();
	} );
	const storeUrl = 'https://shop.example.com';
	const store = new TestStore(
		await createConnection( ivorey.db, {
			storeUrl,
			apiUrl: ingest.url,
			keys,
		} ),
		storeUrl
	);
	await store.ask();
	const receiver = await Receiver.start();
	await createEndpoint(
		ivorey.db,
		keys,
		store.accountId,
		{ url: receiver.url, description: '', types: [ 'order.created' ] },
		new Date()
	);
	return { worker, store, receiver, db: ivorey.db };
}

test( 'R45 if a worker is killed while a receiver has its request, another takes over within 20 s: each event arrives under one id and is recorded', async () => {
	const { worker, store, receiver, db } = await started();
	const idOf = ( { headers }: ( typeof receiver.received )[ number ] ) =>
		String( headers[ 'webhook-id' ] );
	const killedAt = new Map< string, number >();
	const returnedAfterMs: number[] = [];
	const held: string[] = [];
	receiver.answer = ( received, response ) => {
		const id = idOf( received );
		const killed = killedAt.get( id );
		if ( killed !== undefined ) {
			returnedAfterMs.push( Date.now() - killed );
			killedAt.delete( id );
		} else if ( held.length < KILLS && killedAt.size === 0 ) {
			// The receiver has the request and does not answer: the worker is certainly in the middle of it.
			held.push( id );
			return;
		}
		response.writeHead( 204 ).end();
	};
	await store.send(
		Array.from( { length: ORDERS }, ( _, n ) =>
			orderRecord( String( n + 1 ), 1, {
				// An order from before the connection is not reported.
				date_created: new Date().toISOString(),
				date_modified: new Date().toISOString(),
			} )
		)
	);
	for ( let kill = 1; kill <= KILLS; kill++ ) {
		await waitFor( () => held.length === kill, 'A request to be held' );
		killedAt.set( held.at( -1 )!, Date.now() );
		await worker.kill();
		await worker.start();
		await waitFor(
			() => returnedAfterMs.length === kill,
			'The event of the killed worker'
		);
	}
	for ( const ms of returnedAfterMs ) {
		expect( ms ).toBeLessThan( TAKEN_OVER_MS );
	}
	const states = async () =>
		(
			await db
				.selectFrom( 'webhook_deliveries' )
				.select( 'state' )
				.where( 'account_id', '=', store.accountId )
				.execute()
		).map( ( { state } ) => state );
	await waitFor(
		async () => ( await states() ).every( ( state ) => state === 'sent' ),
		'All deliveries'
	);
	expect( await states() ).toHaveLength( ORDERS );
	const byId = Map.groupBy( receiver.received, idOf );
	expect( byId.size ).toBe( ORDERS );
	for ( const [ id, requests ] of byId ) {
		expect( requests.length, id ).toBeLessThanOrEqual( 1 + KILLS );
		expect( new Set( requests.map( ( { body } ) => body ) ).size ).toBe(
			1
		);
	}
} );
