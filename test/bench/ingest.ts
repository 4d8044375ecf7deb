import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { keyringOf } from '@ivorey/ingest-api/connections/keyring.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { startScratchPostgres } from '../postgres/scratch-postgres.ts';
import { ApiLoad } from './api-load.ts';
import { BareInsert } from './bare-insert.ts';
import {
	benchOrder,
	orderOfKnownBuyer,
	soldProduct,
	type BenchOrder,
} from './bench-orders.ts';
import { cpuOf, cpuOfFamily, parentOf } from './cpu.ts';
import { figures, type Figures } from './figures.ts';

/** Several rounds, because a machine's speed varies. */
const ROUNDS = 3;

export interface Shape {
	stores: number;
	ordersABatch: number;
	lines: number;
	/** Per store and round. */
	batches: number;
}

/** Bulk: batches as in an import. Live: orders as they are placed. */
const BULK = { stores: 4, ordersABatch: 100, lines: 5, batches: 15 };
const LIVE = { stores: 8, ordersABatch: 1, lines: 3, batches: 150 };
const SINGLE = { stores: 1, ordersABatch: 1, lines: 3, batches: 300 };
const BATCHES_AT_HALF_LOAD = 200;
/** Each product and each known buyer comes at least once. */
const WARM_UP_BATCHES = 500;

export interface Comparison {
	shape: Shape;
	bare: { perSecond: number; postgres: number };
	/** Seconds of processor time for 1,000 orders. */
	ivorey: { perSecond: number; api: number; postgres: number };
	waits: Figures;
}

export interface IngestFigures {
	bulk: Comparison;
	/** Latency of `bulk` batches, sent at half of its rate of orders. */
	atHalfLoad: Figures;
	live: Comparison;
	/** Batches of one record, from one store, one after the other. */
	single: { order: Figures; orderOfKnownBuyer: Figures; product: Figures };
}

/** Measures orders that the API verifies, parses and applies, against a client that only inserts the same ones. */
export async function benchIngest(): Promise< IngestFigures > {
	const postgres = await startScratchPostgres();
	const encryptionKey = randomBytes( 32 );
	const api = await ApiProcess.start( {
		DATABASE_URL: postgres.url,
		ENCRYPTION_KEY: encryptionKey.toString( 'base64' ),
		// Rate limits must not distort the measurement.
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
		RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
	} );
	try {
		const load = new ApiLoad(
			api.url,
			await joinStores( postgres.url, encryptionKey, api.url )
		);
		const bench = {
			load,
			bare: await BareInsert.start( postgres.url, LIVE.stores ),
			cpu: await processesOf( api, postgres.url ),
		};
		const bulk = await compare( bench, BULK );
		const atHalfLoad = await sendEvenly(
			load,
			BULK,
			bulk.ivorey.perSecond / 2
		);
		const live = await compare( bench, LIVE );
		const single = {
			order: await sendSingly( load, ( number ) =>
				benchOrder( number, SINGLE.lines )
			),
			orderOfKnownBuyer: await sendSingly( load, ( number ) =>
				orderOfKnownBuyer( number, SINGLE.lines )
			),
			product: await sendSingly( load, soldProduct ),
		};
		load.stop();
		await bench.bare.stop();
		return { bulk, atHalfLoad, live, single };
	} finally {
		await api.stop();
		await postgres.drop();
	}
}

interface Bench {
	load: ApiLoad;
	bare: BareInsert;
	cpu: { api: () => number; postgres: () => number };
}

async function joinStores(
	databaseUrl: string,
	encryptionKey: Buffer,
	apiUrl: string
) {
	const { db, close } = openDatabase( {
		as: 'owner',
		url: databaseUrl,
		poolSize: 1,
	} );
	try {
		const stores = [];
		for ( let store = 0; store < LIVE.stores; store++ ) {
			const storeUrl = `https://store${ store }.example.com`;
			stores.push( {
				storeUrl,
				credentials: await createConnection( db, {
					storeUrl,
					accountName: `Bench ${ store }`,
					apiUrl,
					keys: keyringOf( encryptionKey ),
				} ),
			} );
		}
		return stores;
	} finally {
		await close();
	}
}

async function processesOf(
	api: ApiProcess,
	databaseUrl: string
): Promise< Bench[ 'cpu' ] > {
	const client = new pg.Client( { connectionString: databaseUrl } );
	await client.connect();
	const { rows } = await client.query< { pid: number } >(
		'select pg_backend_pid() as pid'
	);
	const postmaster = parentOf( rows[ 0 ]!.pid );
	await client.end();
	return {
		api: () => cpuOf( api.pid ),
		postgres: () => cpuOfFamily( postmaster ),
	};
}

let lastOrder = 1_000_000;

function newOrders( { ordersABatch, lines }: Shape ): BenchOrder[] {
	return Array.from( { length: ordersABatch }, () =>
		benchOrder( ++lastOrder, lines )
	);
}

interface Round {
	seconds: number;
	waits: number[];
}

/** All stores at once, each sending batch after batch. The batches are built beforehand: only the sending counts. */
async function runAll< Batch >(
	shape: Shape,
	make: ( store: number ) => Batch,
	send: ( store: number, batch: Batch ) => Promise< void >
): Promise< Round > {
	const queues = Array.from( { length: shape.stores }, ( _, store ) =>
		Array.from( { length: shape.batches }, () => make( store ) )
	);
	const waits: number[] = [];
	const started = performance.now();
	await Promise.all(
		queues.map( async ( batches, store ) => {
			for ( const batch of batches ) {
				const from = performance.now();
				await send( store, batch );
				waits.push( performance.now() - from );
			}
		} )
	);
	return { seconds: ( performance.now() - started ) / 1_000, waits };
}

function sendAll( load: ApiLoad, shape: Shape ): Promise< Round > {
	return runAll(
		shape,
		( store ) => load.batchOf( store, newOrders( shape ) ),
		( _, batch ) => load.send( batch )
	);
}

/** After a warm-up, in which buyers and products become known. */
async function sendSingly(
	load: ApiLoad,
	make: ( number: number ) => object
): Promise< Figures > {
	const send = ( batches: number ) =>
		runAll(
			{ ...SINGLE, batches },
			( store ) => load.batchOf( store, [ make( ++lastOrder ) ] ),
			( _, batch ) => load.send( batch )
		);
	await send( WARM_UP_BATCHES );
	return figures( ( await send( SINGLE.batches ) ).waits );
}

function insertAll( bare: BareInsert, shape: Shape ): Promise< Round > {
	return runAll(
		shape,
		() => BareInsert.batchOf( newOrders( shape ) ),
		( store, batch ) => bare.insert( store, batch )
	);
}

async function compare(
	{ load, bare, cpu }: Bench,
	shape: Shape
): Promise< Comparison > {
	const warmUp = { ...shape, batches: Math.ceil( shape.batches / 3 ) };
	await insertAll( bare, warmUp );
	await sendAll( load, warmUp );
	const spent = { bare: 0, bareSeconds: 0, api: 0, postgres: 0, seconds: 0 };
	const waits: number[] = [];
	for ( let round = 0; round < ROUNDS; round++ ) {
		let before = { api: cpu.api(), postgres: cpu.postgres() };
		const inserted = await insertAll( bare, shape );
		spent.bareSeconds += inserted.seconds;
		spent.bare += cpu.postgres() - before.postgres;
		before = { api: cpu.api(), postgres: cpu.postgres() };
		const sent = await sendAll( load, shape );
		spent.seconds += sent.seconds;
		spent.api += cpu.api() - before.api;
		spent.postgres += cpu.postgres() - before.postgres;
		waits.push( ...sent.waits );
	}
	const { stores, batches, ordersABatch } = shape;
	const orders = ROUNDS * stores * batches * ordersABatch;
	const aThousand = ( seconds: number ) => ( seconds / orders ) * 1_000;
	return {
		shape,
		bare: {
			perSecond: orders / spent.bareSeconds,
			postgres: aThousand( spent.bare ),
		},
		ivorey: {
			perSecond: orders / spent.seconds,
			api: aThousand( spent.api ),
			postgres: aThousand( spent.postgres ),
		},
		waits: figures( waits ),
	};
}

/** Starts batches at even intervals, whether or not earlier ones have been answered. */
async function sendEvenly(
	load: ApiLoad,
	shape: Shape,
	ordersPerSecond: number
): Promise< Figures > {
	const everyMs = ( shape.ordersABatch / ordersPerSecond ) * 1_000;
	const batches = Array.from( { length: BATCHES_AT_HALF_LOAD }, ( _, n ) =>
		load.batchOf( n % shape.stores, newOrders( shape ) )
	);
	const waits: number[] = [];
	const started = performance.now();
	await Promise.all(
		batches.map( async ( batch, n ) => {
			const due = started + n * everyMs;
			await sleep( Math.max( 0, due - performance.now() ) );
			await load.send( batch );
			waits.push( performance.now() - due );
		} )
	);
	return figures( waits );
}
