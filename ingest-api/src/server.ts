import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { LogEvent } from 'kysely';
import type { DestinationStream } from 'pino';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { resolveEncryptionKey } from './connections/encryption-key.ts';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres,
} from './db/embedded/server.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { startWorker } from './ingest/prune.ts';
import type { ConfirmStore } from './connections/connect/exchange.ts';
import { confirmStore } from './console/store-check/confirm-store.ts';
import { createMailer } from './console/mail/mailer.ts';
import { startNoticeWorker } from './console/notices.ts';
import { createLog, describeError, type Log } from './ops/log.ts';
import { createMetrics } from './ops/metrics.ts';
import { RateLimits } from './ops/rate-limit.ts';
import { Replays } from './ops/replays.ts';

export interface RunningApi {
	/** Where it listens, without a trailing slash. */
	url: string;
	/** Finishes what is in flight, for at most the configured grace; what is not through then is rolled back and answered 503. */
	stop: () => Promise< void >;
}

/** For tests, and for programs that embed the API. */
export interface StartOptions {
	logDestination?: DestinationStream;
	onQuery?: ( event: LogEvent ) => void;
	now?: () => Date;
	/** In place of a request to the store. */
	confirmStore?: ConfirmStore;
}

const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the keep-alive of usual proxies, so that it is they who close. */
const KEEP_ALIVE_MS = 65_000;
/** For the answers to requests that were cut off at the end of the grace. */
const LAST_ANSWERS_MS = 1_000;

/**
 * Starts everything: database, HTTP, migrations, worker. While it migrates, it says that it lives and is not ready.
 *
 * @throws Error where one of them cannot start; nothing is left running then.
 */
export async function startApi(
	config: Config,
	options: StartOptions = {}
): Promise< RunningApi > {
	const log = createLog( config.logLevel, options.logDestination );
	const now = options.now ?? ( () => new Date() );
	const encryptionKey = await resolveEncryptionKey( config );
	const embedded =
		config.databaseUrl === null ? await startEmbedded( config, log ) : null;
	const databaseUrl = config.databaseUrl ?? embedded!.url;
	const database = openDatabase( {
		url: databaseUrl,
		...config.database,
		onConnectionError: ( error ) =>
			log.warn( 'database connection lost', describeError( error ) ),
		...( options.onQuery === undefined
			? {}
			: { onQuery: options.onQuery } ),
	} );
	const mailer = createMailer( config );
	const closeDatabase = async () => {
		mailer.close();
		await database.close();
		await embedded?.release();
	};
	let server: Server | null = null;
	try {
		let starting = true;
		let shuttingDown = false;
		let listeningAt = '';
		const app = createApp( {
			config,
			db: database.db,
			encryptionKey,
			now,
			log,
			metrics: createMetrics( database.pool ),
			limits: new RateLimits( config.limits ),
			replays: new Replays(),
			health: {
				isShuttingDown: () => shuttingDown,
				isStarting: () => starting,
				isDatabaseReady: database.isReady,
			},
			mailer,
			confirmStore:
				options.confirmStore ??
				( ( storeUrl, confirmation ) =>
					confirmStore( storeUrl, confirmation, {
						allowLocal: config.allowLocalStores,
					} ) ),
			addresses: {
				api: () => config.publicUrl ?? listeningAt,
				console: () => config.consoleUrl ?? listeningAt,
			},
		} );
		const listening = serve( {
			fetch: app.fetch,
			port: config.port,
			hostname: config.host,
			serverOptions: {
				headersTimeout: HEADERS_TIMEOUT_MS,
				keepAliveTimeout: KEEP_ALIVE_MS,
				// A body's own limit answers with a problem; this one cuts the connection, so it comes later.
				requestTimeout:
					config.limits.bodyTimeoutMs + HEADERS_TIMEOUT_MS,
			},
		} ) as Server;
		if ( ! listening.listening ) {
			await once( listening, 'listening' );
		}
		server = listening;
		listeningAt = addressOf( config.host, listening );
		log.info( 'listening', {
			url: listeningAt,
			roles: config.roles.join( ',' ),
		} );
		await migrate( databaseUrl, {
			onWait: () => log.warn( 'waiting for another copy to migrate' ),
			onBuild: ( index ) => log.info( 'building an index', { index } ),
		} );
		starting = false;
		log.info( 'ready' );
		const stopWorkers = config.roles.includes( 'worker' )
			? [
					startWorker(
						database.db,
						config.batchRetentionDays,
						log,
						now
					),
					startNoticeWorker( {
						db: database.db,
						mailer,
						consoleUrl: () => config.consoleUrl ?? listeningAt,
						now,
						log,
					} ),
				]
			: [];
		let stopped: Promise< void > | null = null;
		return {
			url: listeningAt,
			stop() {
				stopped ??= ( async () => {
					shuttingDown = true;
					log.info( 'shutting down' );
					await Promise.all( stopWorkers.map( ( end ) => end() ) );
					await closeServer( listening, config.shutdownGraceMs, () =>
						database.abort()
					);
					await closeDatabase();
					log.info( 'stopped' );
				} )();
				return stopped;
			},
		};
	} catch ( error ) {
		if ( server !== null ) {
			await closeServer( server, 0, () => database.abort() );
		}
		await closeDatabase();
		throw error;
	}
}

async function startEmbedded(
	config: Config,
	log: Log
): Promise< EmbeddedPostgres > {
	const embedded = await startEmbeddedPostgres( { dataDir: config.dataDir } );
	log.warn( 'embedded database, not meant for production' );
	return embedded;
}

/** `abort` makes what is still in flight after the grace fail; nothing of it is committed. */
async function closeServer(
	server: Server,
	graceMs: number,
	abort: () => void
): Promise< void > {
	const closed = new Promise< void >( ( resolve ) => {
		// Stops listening and closes connections that are idle; the others close with their answer.
		server.close( () => resolve() );
	} );
	const grace = new AbortController();
	const inTime = await Promise.race( [
		closed.then( () => true ),
		sleep( graceMs, false, { signal: grace.signal } ).catch( () => false ),
	] );
	grace.abort();
	if ( ! inTime ) {
		abort();
		await Promise.race( [ closed, sleep( LAST_ANSWERS_MS ) ] );
		server.closeAllConnections();
		await closed;
	}
}

function addressOf( host: string, server: Server ): string {
	const { port } = server.address() as AddressInfo;
	const wildcard = [ '0.0.0.0', '::' ].includes( host );
	const name = wildcard ? 'localhost' : host;
	return `http://${ name.includes( ':' ) ? `[${ name }]` : name }:${ port }`;
}
