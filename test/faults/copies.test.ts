import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { IS_LONG } from '../scale.ts';
import { startStreams, type BatchStream } from './batch-stream.ts';

const STORES = IS_LONG ? 20 : 8;
const LASTS_MS = IS_LONG ? 10 * 60_000 : 10_000;
const SEED = process.env.SEED ?? 'copies';

describe( 'two instances of the API on one database, ended and started at random', () => {
	let database: FreshDatabase;
	let copies: ApiProcess[];
	let balancer: Balancer;
	let streams: BatchStream[];

	beforeAll( async () => {
		database = await freshDatabase();
		const key = randomBytes( 32 );
		const env = {
			DATABASE_URL: database.url,
			ENCRYPTION_KEY: key.toString( 'base64' ),
			RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			LOG_LEVEL: 'warn',
		};
		copies = await Promise.all( [
			ApiProcess.start( env ),
			ApiProcess.start( env ),
		] );
		balancer = await Balancer.start( copies.map( ( { url } ) => url ) );
		streams = await startStreams( STORES, {
			databaseUrl: database.url,
			encryptionKey: key,
			apiUrl: balancer.url,
		} );
	} );
	afterAll( async () => {
		await Promise.all( ( streams ?? [] ).map( ( s ) => s.stop() ) );
		await balancer?.stop();
		await Promise.all( ( copies ?? [] ).map( ( copy ) => copy.stop() ) );
		await database?.drop();
	} );

	// A second try would find the streams ended.
	test(
		`every batch is answered in the end, and applied once: SEED=${ SEED }`,
		{ retry: 0 },
		async () => {
			const random = new SeededRandom( SEED );
			const until = Date.now() + LASTS_MS;
			let ends = 0;
			while ( Date.now() < until || ends < 2 ) {
				const copy = random.pick( copies );
				await ( random.is( 0.5 ) ? copy.kill() : copy.stop() );
				ends++;
				await random.pick( streams ).goesOn( random.whole( 0, 20 ) );
				await copy.start();
				await random.pick( streams ).goesOn( random.whole( 0, 20 ) );
			}
			await Promise.all( streams.map( ( stream ) => stream.goesOn() ) );
			await Promise.all( streams.map( ( stream ) => stream.stop() ) );

			// A killed instance breaks its connections; the store resends.
			const wrong = streams.flatMap( ( stream ) => stream.wrong );
			expect( wrong.filter( ( text ) => text !== '0 ' ) ).toEqual( [] );
			expect( await held( database.url ) ).toEqual(
				streams.map( ( { received, store } ) => ( {
					connection_id: store.connectionId,
					state: 'active',
					batches: received,
					orders: received,
					triggers: received,
				} ) )
			);
		}
	);
} );

/** The data of each store, in the order in which they were connected. */
async function held( url: string ): Promise< unknown[] > {
	const { pool, close } = openDatabase( { as: 'owner', url } );
	try {
		const { rows } = await pool.query( `
			select connection_id, state,
				( select count( * )::integer from batches b where b.connection_id = c.connection_id and b.receipt is not null ) as batches,
				( select count( * )::integer from orders o where o.connection_id = c.connection_id ) as orders,
				( select count( * )::integer from trigger_events t where t.connection_id = c.connection_id ) as triggers
			from connections c order by length( store_url ), store_url` );
		return rows;
	} finally {
		await close();
	}
}

/** Leads each new connection to a listening instance, in turn, like a load balancer. */
class Balancer {
	readonly url: string;
	#server: ReturnType< typeof createServer >;
	#clients: Set< Socket >;

	private constructor(
		server: ReturnType< typeof createServer >,
		clients: Set< Socket >
	) {
		const { port } = server.address() as AddressInfo;
		this.url = `http://127.0.0.1:${ port }`;
		this.#server = server;
		this.#clients = clients;
	}

	static async start( urls: readonly string[] ): Promise< Balancer > {
		let turn = 0;
		const clients = new Set< Socket >();
		const server = createServer( ( client ) => {
			clients.add( client );
			client.once( 'close', () => clients.delete( client ) );
			client.on( 'error', () => undefined );
			const lead = ( triesLeft: number ) => {
				const { port } = new URL( urls[ turn++ % urls.length ]! );
				const upstream = connect( Number( port ), '127.0.0.1' );
				let isConnected = false;
				upstream.once( 'connect', () => {
					isConnected = true;
					client.pipe( upstream ).pipe( client );
					client.once( 'close', () => upstream.destroy() );
					upstream.once( 'close', () => client.destroy() );
				} );
				upstream.on( 'error', () =>
					! isConnected && triesLeft > 0
						? lead( triesLeft - 1 )
						: client.destroy()
				);
			};
			lead( urls.length - 1 );
		} ).listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		return new Balancer( server, clients );
	}

	async stop(): Promise< void > {
		this.#server.close();
		// They are kept open for a minute after their last request.
		this.#clients.forEach( ( client ) => client.destroy() );
		await once( this.#server, 'close' );
	}
}
