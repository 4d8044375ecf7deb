import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DestinationStream } from 'pino';
import { createApp, createMetricsApp, type AppContext } from './app.ts';
import type { Config } from './ops/config.ts';
import { recogniseKeys } from './connections/known-keys.ts';
import { resolveKeyring } from './connections/encryption-key.ts';
import { formatConnection } from './db/identifiers.ts';
import {
	startEmbeddedPostgres,
	type EmbeddedPostgres,
} from './db/embedded/server.ts';
import { migrate } from './db/migrate.ts';
import { openPools } from './db/pools.ts';
import { keepStatistics } from './db/statistics.ts';
import type { OnQuery } from './db/scope.ts';
import { startAutomationWorker } from './workers/automation-worker.ts';
import { createWaker, listenForWork } from './workers/wake-worker.ts';
import { createRenderer } from './automations/email/render.ts';
import { createMailboxSender, createSmtpSender } from './ops/smtp-sender.ts';
import { startFilling } from './workers/filling.ts';
import { startPruning } from './workers/prune.ts';
import { startWebhookWorker } from './webhooks/worker.ts';
import type { ConfirmStore } from './connections/connect/exchange.ts';
import { BodyPlaces } from './http/body-places.ts';
import { confirmStore } from './connections/store-check/confirm-store.ts';
import { createMailer, mailFolder } from './ops/mailer.ts';
import { startNoticeWorker } from './workers/notices.ts';
import { Heartbeats } from './ops/heartbeats.ts';
import {
	createLog,
	describeError,
	type Log,
	type LogFields,
} from './ops/log.ts';
import { createMetrics } from './ops/metrics.ts';
import type { Tracing } from './ops/tracing.ts';
import { RateLimits } from './http/rate-limit.ts';
import { Replays } from './http/replays.ts';
import { listen } from './http/listen.ts';

export interface RunningApi {
	/** The URL it listens on, without a trailing slash. */
	url: string;
	/** The URL of the metrics, without a trailing slash; null if they have no separate address. */
	metricsUrl: string | null;
	/**
	 * Finishes work in flight, for at most the configured grace. Unfinished work is then rolled back and answered 503.
	 */
	stop: () => Promise< void >;
}

/** For tests, and for programs that embed the API. */
export interface StartOptions {
	logDestination?: DestinationStream;
	onQuery?: OnQuery;
	now?: () => Date;
	/** Replaces the request to the store. */
	confirmStore?: ConfirmStore;
}

/** The time for answers to requests that were cut off at the end of the grace. */
const LAST_ANSWERS_MS = 1_000;
/**
 * E-mails in progress for each connection to the mail server: besides the one being sent, some wait for their turn and
 * some for their result to be written, several with one statement.
 */
const PLACES_A_CONNECTION = 6;
const RENDERERS = 2;

/**
 * Starts everything: database, HTTP, migrations, worker. While it migrates, it reports that it is alive and not ready.
 *
 * @throws Error if one of them cannot start; nothing is left running then.
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
	const tracing = await startTracing( config, log );
	const onQuery = withTraces( options.onQuery, tracing );
	const database = openPools( {
		url: databaseUrl,
		...config.database,
		onConnectionError: ( error ) =>
			log.warn( 'database connection lost', describeError( error ) ),
		...( onQuery === undefined ? {} : { onQuery } ),
	} );
	const { batches, console, questions, reads, workers } = database;
	const mailer = createMailer( config );
	// Two processes: an account's next e-mails wait until its earlier ones are rendered.
	const renderer = createRenderer( { processes: RENDERERS } );
	const sender =
		config.mail.smtpUrl === null
			? createMailboxSender( mailFolder( config.dataDir ) )
			: createSmtpSender( {
					url: config.mail.smtpUrl,
					dkim: config.mail.dkim,
					connections: config.mail.connections,
					timeouts: { replyMs: config.mail.replyTimeoutMs },
				} );
	const closeDatabase = async () => {
		mailer.close();
		await Promise.all( [ sender.close(), renderer.close() ] );
		await database.close();
		await Promise.all( [ embedded?.release(), tracing?.close() ] );
	};
	const servers: Server[] = [];
	try {
		let starting = true;
		let shuttingDown = false;
		let listeningAt = '';
		let metricsAt: string | null = null;
		const context: AppContext = {
			config,
			db: batches.db,
			consoleDb: console.db,
			readsDb: reads.db,
			questionsDb: questions.db,
			keys,
			onUnreadableSecret: tellOfMissingKeys( log ),
			now,
			log,
			metrics: createMetrics( batches.pool ),
			heartbeats: new Heartbeats(),
			tracing,
			limits: new RateLimits( config.limits ),
			bodies: new BodyPlaces( config.limits ),
			replays: new Replays(),
			health: {
				isShuttingDown: () => shuttingDown,
				isStarting: () => starting,
				isDatabaseReady: batches.isReady,
			},
			mailer,
			renderer,
			onTriggers: createWaker( batches.db ),
			onRecords: keepStatistics( workers.pool, ( error ) =>
				log.warn( 'statistics not renewed', describeError( error ) )
			),
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
		};
		const listening = await listen( createApp( context ), {
			port: config.port,
			host: config.host,
			loopbackOnly: config.development,
			...config.limits,
		} );
		servers.push( listening );
		listeningAt = addressOf( config.host, listening );
		if ( config.metrics !== null ) {
			servers.push(
				await listen( createMetricsApp( context ), {
					...config.metrics,
					loopbackOnly: config.development,
					...config.limits,
				} )
			);
			metricsAt = addressOf( config.metrics.host, servers.at( -1 )! );
		}
		log.info( 'listening', {
			url: listeningAt,
			...( metricsAt === null
				? {}
				: ( { metrics: metricsAt } satisfies LogFields ) ),
			roles: config.roles.join( ',' ),
		} );
		await migrate( databaseUrl, {
			onWait: () => log.warn( 'waiting for another copy to migrate' ),
			onSecure: ( table ) => log.debug( 'securing a table', { table } ),
			onBuild: ( index ) => log.info( 'building an index', { index } ),
			onValidate: ( constraint ) =>
				log.info( 'validating a constraint', { constraint } ),
		} );
		await recogniseKeys( workers.db, keys, now() );
		starting = false;
		log.info( 'ready' );
		const consoleUrl = () => config.consoleUrl ?? listeningAt;
		const { heartbeats } = context;
		const automations = config.roles.includes( 'worker' )
			? startAutomationWorker( {
					db: workers.db,
					renderer,
					sender,
					mailFrom: config.mail.from,
					replyTimeoutMs: config.mail.replyTimeoutMs,
					sendingAtOnce:
						PLACES_A_CONNECTION * config.mail.connections,
					consoleUrl,
					heartbeat: heartbeats.start( 'automations' ),
					metrics: context.metrics,
					now,
					log,
				} )
			: null;
		const webhooks = config.roles.includes( 'worker' )
			? startWebhookWorker( {
					db: workers.db,
					keys,
					now,
					random: Math.random,
					http: { allowLocal: config.allowLocalStores },
					heartbeat: heartbeats.start( 'webhooks' ),
					metrics: context.metrics,
					log,
				} )
			: null;
		const stopListening =
			automations === null
				? null
				: listenForWork( databaseUrl, () => {
						automations.wake();
						webhooks!.wake();
					} );
		const stopWorkers = config.roles.includes( 'worker' )
			? [
					() => {
						stopListening?.();
						return automations!.stop();
					},
					() => webhooks!.stop(),
					startFilling( {
						databaseUrl,
						heartbeat: heartbeats.start( 'filling' ),
						log,
					} ),
					startPruning( {
						db: workers.db,
						retentionDays: config.retentionDays,
						heartbeat: heartbeats.start( 'pruning' ),
						log,
						now,
					} ),
					startNoticeWorker( {
						db: workers.db,
						mailer,
						consoleUrl,
						heartbeat: heartbeats.start( 'notices' ),
						now,
						log,
					} ),
				]
			: [];
		let stopped: Promise< void > | null = null;
		return {
			url: listeningAt,
			metricsUrl: metricsAt,
			stop() {
				stopped ??= ( async () => {
					shuttingDown = true;
					log.info( 'shutting down' );
					await finish(
						[
							...servers.map( closed ),
							...stopWorkers.map( ( end ) => end() ),
						],
						{
							graceMs: config.shutdownGraceMs,
							abort() {
								mailer.close();
								void sender.close();
								database.abort();
							},
							cutOff: () => closeAllConnections( servers ),
						}
					);
					await closeDatabase();
					log.info( 'stopped' );
				} )();
				return stopped;
			},
		};
	} catch ( error ) {
		await endAtOnce( servers, () => database.abort() );
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

/** Without tracing, its modules are not even loaded. */
async function startTracing(
	{ tracing }: Config,
	log: Log
): Promise< Tracing | null > {
	if ( tracing === null ) {
		return null;
	}
	const { createTracing } = await import( './ops/open-telemetry.ts' );
	return createTracing( tracing, ( error ) =>
		log.warn( 'traces lost', describeError( error ) )
	);
}

function withTraces(
	onQuery: OnQuery | undefined,
	tracing: Tracing | null
): OnQuery | undefined {
	if ( tracing === null ) {
		return onQuery;
	}
	return ( event, scope ) => {
		onQuery?.( event, scope );
		tracing.statement( {
			sql: event.query.sql,
			milliseconds: event.queryDurationMillis,
			failed: event.level === 'error',
		} );
	};
}

/** Logs once for each key, since every request of every store would repeat it. */
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

/** Stops listening and closes idle connections; the others close with their answer. */
function closed( server: Server ): Promise< void > {
	return new Promise( ( resolve ) => {
		server.close( () => resolve() );
	} );
}

/** Ends a program that never got as far as taking requests. */
function endAtOnce(
	servers: readonly Server[],
	abort: () => void
): Promise< void > {
	return finish( servers.map( closed ), {
		graceMs: 0,
		abort,
		cutOff: () => closeAllConnections( servers ),
	} );
}

function closeAllConnections( servers: readonly Server[] ): void {
	servers.forEach( ( server ) => server.closeAllConnections() );
}

/**
 * Waits for work that was told to end. After the grace, `abort` makes the remaining work fail (none of it is
 * committed), and `cutOff` ends the rest.
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
