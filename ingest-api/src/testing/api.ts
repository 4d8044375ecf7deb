import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { Kysely } from 'kysely';
import { expect, onTestFinished } from 'vitest';
import {
	freshDatabase,
	type FreshDatabase,
} from '../../../test/postgres/database.ts';
import { loadConfig } from '../ops/config.ts';
import { createConnection } from '../connections/create.ts';
import { keyringOf, type Keyring } from '../connections/keyring.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { startApi, type RunningApi, type StartOptions } from '../server.ts';
import { misfound } from './found-by.ts';
import { TestStore } from './store.ts';
import { Statements } from './statements.ts';

export interface TestApi {
	readonly url: string;
	readonly metricsUrl: string | null;
	readonly db: Kysely< Database >;
	readonly databaseUrl: string;
	/** The log, one line each. */
	readonly log: string[];
	readonly encryptionKey: Buffer;
	readonly keys: Keyring;
	stop: RunningApi[ 'stop' ];
	/** Connects a store, pending until its first request; without a URL, another store each time. */
	connect: ( options?: {
		storeUrl?: string;
		accountName?: string;
	} ) => Promise< TestStore >;
}

/** A real API on a free port until the end of the test, with its own database, which is empty unless one is given. */
export async function startTestApi(
	env: Record< string, string > = {},
	{
		database: given,
		isSeeded = false,
		...options
	}: StartOptions & {
		database?: FreshDatabase;
		/** The test writes names or orders directly to the database. */
		isSeeded?: boolean;
	} = {}
): Promise< TestApi > {
	const database = given ?? ( await freshDatabase() );
	onTestFinished( () => database.drop() );
	const log: string[] = [];
	const statements = new Statements();
	const encryptionKey = randomBytes( 32 );
	const keys = keyringOf( encryptionKey );
	const dataDir = await mkdtemp( path.join( tmpdir(), 'ivorey-test-data-' ) );
	onTestFinished( () => rm( dataDir, { recursive: true, force: true } ) );
	const api = await startApi(
		loadConfig( {
			IVOREY_DEVELOPMENT: '1',
			PORT: '0',
			DATA_DIR: dataDir,
			DATABASE_URL: database.url,
			ENCRYPTION_KEY: encryptionKey.toString( 'base64' ),
			LOG_LEVEL: 'debug',
			SHUTDOWN_GRACE_MS: '2000',
			...env,
		} ),
		{
			logDestination: new Writable( {
				write( chunk, _encoding, done ) {
					log.push( String( chunk ) );
					done();
				},
			} ),
			onQuery: ( { query }, scope ) => statements.note( query, scope ),
			...options,
		}
	);
	const { db, close } = openDatabase( {
		as: 'owner',
		url: database.url,
		poolSize: 4,
	} );
	onTestFinished( async () => {
		await api.stop();
		await close();
		statements.expectHeld();
		// One connection for all checks, since opening one costs more than a check.
		const owner = openDatabase( {
			as: 'owner',
			url: database.url,
			poolSize: 1,
		} );
		try {
			await statements.expectNothingForOthers( owner.pool );
			if ( ! isSeeded ) {
				expect( await misfound( owner.db ) ).toEqual( [] );
			}
		} finally {
			await owner.close();
		}
	} );
	let stores = 0;
	return {
		url: api.url,
		metricsUrl: api.metricsUrl,
		db,
		databaseUrl: database.url,
		log,
		encryptionKey,
		keys,
		stop: api.stop,
		async connect( {
			storeUrl = defaultStoreUrl( ++stores ),
			...rest
		} = {} ) {
			const credentials = await createConnection( db, {
				storeUrl,
				apiUrl: api.url,
				keys,
				...rest,
			} );
			return new TestStore( credentials, storeUrl );
		},
	};
}

function defaultStoreUrl( number: number ): string {
	return `https://shop${ number === 1 ? '' : `-${ number }` }.example.com`;
}
