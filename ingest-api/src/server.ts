import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { LogEvent } from 'kysely';
import type { DestinationStream } from 'pino';
import { createApp, type AppContext } from './app.ts';
import type { Config } from './ops/config.ts';
import { recogniseKeys } from './connections/known-keys.ts';
import { resolveKeyring } from './connections/encryption-key.ts';
import { formatConnection } from './db/identifiers.ts';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres,
} from './db/embedded/server.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { startPruning } from './workers/prune.ts';
import type { ConfirmStore } from './connections/connect/exchange.ts';
import { isLoopback } from './http/addresses.ts';
import { BodyPlaces } from './http/body-places.ts';
import { confirmStore } from './connections/store-check/confirm-store.ts';
import { createMailer } from './ops/mailer.ts';
import { startNoticeWorker } from './workers/notices.ts';
import { createLog, describeError, type Log } from './ops/log.ts';
import { createMetrics } from './ops/metrics.ts';
import { RateLimits } from './http/rate-limit.ts';
import { Replays } from './http/replays.ts';

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
	const keys = await resolveKeyring( config );
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
			keys,
			onUnreadableSecret: tellOfMissingKeys( log ),
			now,
			log,
			metrics: createMetrics( database.pool ),
			limits: new RateLimits( config.limits ),
			bodies: new BodyPlaces( config.limits ),
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
		if ( config.development ) {
			refuseOthers( listening );
		}
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
		await recogniseKeys( database.db, keys, now() );
		starting = false;
		log.info( 'ready' );
		const stopWorkers = config.roles.includes( 'worker' )
			? [
					startPruning( {
						db: database.db,
						retentionDays: config.retentionDays,
						log,
						now,
					} ),
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
					await finish(
						[
							closed( listening ),
							...stopWorkers.map( ( end ) => end() ),
						],
						{
							graceMs: config.shutdownGraceMs,
							abort() {
								mailer.close();
								database.abort();
							},
							cutOff: () => listening.closeAllConnections(),
						}
					);
					await closeDatabase();
					log.info( 'stopped' );
				} )();
				return stopped;
			},
		};
	} catch ( error ) {
		if ( server !== null ) {
			await endAtOnce( server, () => database.abort() );
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

/** Development shows sign-in links; so whoever is not on this machine gets no answer at all, whatever it listens on. */
function refuseOthers( server: Server ): void {
	server.on( 'connection', ( socket ) => {
		if ( ! isLoopback( socket.remoteAddress ?? '' ) ) {
			socket.destroy();
		}
	} );
}

/** Once for each key: every request of every store would say it again. */
function tellOfMissingKeys( log: Log ): AppContext[ 'onUnreadableSecret' ] {
	const told = new Set< string | null >();
	return ( connection, keyId ) => {
		if ( ! told.has( keyId ) ) {
			told.add( keyId );
			log.error(
				'secrets cannot be opened, their encryption key is missing',
				{
					connection: formatConnection( connection ),
					...( keyId === null ? {} : { key: keyId } ),
				}
			);
		}
	};
}

/** Stops listening and closes connections that are idle; the others close with their answer. */
function closed( server: Server ): Promise< void > {
	return new Promise( ( resolve ) => {
		server.close( () => resolve() );
	} );
}

/** Of a program that did not get as far as taking requests. */
function endAtOnce( server: Server, abort: () => void ): Promise< void > {
	return finish( [ closed( server ) ], {
		graceMs: 0,
		abort,
		cutOff: () => server.closeAllConnections(),
	} );
}

/**
 * Waits for work that was told to end. `abort` makes what is still in flight after the grace fail (nothing
 * of it is committed), and `cutOff` what does not even fail.
 */
async function finish(
	work: readonly Promise< void >[],
	{
		graceMs,
		abort,
		cutOff,
	}: { graceMs: number; abort: () => void; cutOff: () => void }
): Promise< void > {
	const done = Promise.all( work );
	const grace = new AbortController();
	const inTime = await Promise.race( [
		done.then( () => true ),
		sleep( graceMs, false, { signal: grace.signal } ).catch( () => false ),
	] );
	grace.abort();
	if ( ! inTime ) {
		abort();
		await Promise.race( [ done, sleep( LAST_ANSWERS_MS ) ] );
		cutOff();
		await done;
	}
}

function addressOf( host: string, server: Server ): string {
	const { port } = server.address() as AddressInfo;
	const wildcard = [ '0.0.0.0', '::' ].includes( host );
	const name = wildcard ? 'localhost' : host;
	return `http://${ name.includes( ':' ) ? `[${ name }]` : name }:${ port }`;
}
