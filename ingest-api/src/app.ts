import type { HttpBindings } from '@hono/node-server';
import { ACTION_IDS, actionOf, type SignedAction } from '@ivorey/shared';
import { Hono, type Context } from 'hono';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Config } from './config.ts';
import {
	authenticate,
	isFresh,
	readSignedHeaders,
	type AuthenticationContext,
	type SignedHeaders,
	type SignedRequest,
} from './connections/authenticate.ts';
import {
	postDeny,
	postDescribe,
	postToken,
	type ConnectAnswer,
	type ConnectContext,
} from './connections/connect/routes.ts';
import type { ConfirmStore } from './connections/connect/exchange.ts';
import { noteTold } from './connections/asked.ts';
import { openImportRequest } from './connections/import-requests.ts';
import { comeBack, leave } from './connections/leave.ts';
import { connectionInfo } from './connections/info.ts';
import {
	formatConnection,
	type ConnectionKey,
} from './connections/identifiers.ts';
import { isIssuedToken } from './connections/secrets.ts';
import { rotateCredentials } from './connections/rotate.ts';
import { putSettings, putStatus } from './connections/status-requests.ts';
import type { Transition } from './connections/state.ts';
import type { StoredConnection } from './connections/store.ts';
import { databaseErrorKind } from './db/errors.ts';
import { readBody } from './ingest/read-body.ts';
import { receiveBatch } from './ingest/receive.ts';
import { BodyPlaces, holdBodies, STRANGERS } from './ops/bodies.ts';
import { DOCS_POLICY, docsRoutes } from './ops/docs.ts';
import { healthRoutes, type Health } from './ops/health.ts';
import { wakeStore } from './console/wake-store.ts';
import { CONSOLE_POLICY } from './console/pages/layout.ts';
import { connectionPath, isConsolePath } from './console/paths.ts';
import { consoleRoutes } from './console/routes.ts';
import type { Mailer } from './console/mail/mailer.ts';
import { describeError, type Log } from './ops/log.ts';
import type { Metrics } from './ops/metrics.ts';
import { problemResponse, type Refusal } from './ops/problem.ts';
import {
	callerOf,
	clientAddress,
	type Caller,
	type RateLimits,
} from './ops/rate-limit.ts';
import { signedRequestOf, type Replays } from './ops/replays.ts';
import { getTriggers } from './triggers/feed-request.ts';
import { postExplain, postFind, postVerify } from './verify/requests.ts';

export interface AppContext extends Omit<
	AuthenticationContext,
	'onTransition' | 'onUnreadableSecret'
> {
	config: Config;
	log: Log;
	metrics: Metrics;
	limits: RateLimits;
	replays: Replays;
	health: Health;
	mailer: Mailer;
	confirmStore: ConfirmStore;
	/** Where stores and people reach this program; without a trailing slash. */
	addresses: { api: () => string; console: () => string };
}

interface Environment {
	Bindings: HttpBindings;
	Variables: {
		requestId: string;
		/** By performance.now(). */
		startedAt: number;
		problem: string | undefined;
		connection: string | undefined;
	};
}
type RequestContext = Context< Environment >;

const API_HEADERS = secureHeaders( {
	contentSecurityPolicy: {
		defaultSrc: [ "'none'" ],
		frameAncestors: [ "'none'" ],
	},
} );
const PAGE_HEADERS = secureHeaders( { contentSecurityPolicy: DOCS_POLICY } );
const CONSOLE_HEADERS = secureHeaders( {
	contentSecurityPolicy: CONSOLE_POLICY,
	// With "no-referrer" a browser would not say where a form comes from.
	referrerPolicy: 'same-origin',
} );

const JSON_ANSWER = {
	'content-type': 'application/json',
	'cache-control': 'no-store',
};

export function createApp( context: AppContext ): Hono< Environment > {
	const app = new Hono< Environment >();
	app.use( requestId( { headerName: '' } ) );
	app.use( observe( context ) );
	app.use( '*', ( c, next ) => headersFor( c.req.path )( c, next ) );
	app.route( '/', healthRoutes( context.health, context.metrics ) );
	app.route( '/', docsRoutes( context.config.publicUrl ) );
	app.use( async ( c, next ) =>
		context.health.isStarting() ? refuse( c, STARTING ) : next()
	);
	app.use(
		'/v1/*',
		holdBodies(
			new BodyPlaces( context.config.limits ),
			( c: RequestContext ) => partyOf( context, c ),
			refuse
		)
	);
	if ( context.config.roles.includes( 'ingest' ) ) {
		app.post( '/v1/batches', ( c ) => postBatch( context, c ) );
		app.get( '/v1/connection', ( c ) => getConnection( context, c ) );
		app.delete( '/v1/connection', ( c ) => deleteConnection( context, c ) );
		app.put( '/v1/settings', ( c ) =>
			putDocument( context, c, putSettings )
		);
		app.put( '/v1/status', ( c ) => putDocument( context, c, putStatus ) );
		for ( const path of [ '/v1/settings', '/v1/status' ] ) {
			app.all( path, ( c ) =>
				refuse( c, {
					problem: 'method-not-allowed',
					detail: 'Send it with PUT.',
					allow: 'PUT',
				} )
			);
		}
		for ( const [ path, run ] of QUESTIONS ) {
			app.post( path, ( c ) => postQuestion( context, c, run ) );
			app.all( path, ( c ) =>
				refuse( c, {
					problem: 'method-not-allowed',
					detail: 'Ask with POST.',
					allow: 'POST',
				} )
			);
		}
		app.get( '/v1/triggers', ( c ) => getFeed( context, c ) );
		app.all( '/v1/triggers', ( c ) =>
			refuse( c, {
				problem: 'method-not-allowed',
				detail: 'Ask with GET.',
				allow: 'GET',
			} )
		);
		app.post( '/v1/connection/rotate', ( c ) => postRotate( context, c ) );
		for ( const [ path, run ] of CONNECT_ROUTES ) {
			app.post( path, ( c ) => postConnect( context, c, run ) );
			app.all( path, ( c ) =>
				refuse( c, {
					problem: 'method-not-allowed',
					detail: 'Ask with POST.',
					allow: 'POST',
				} )
			);
		}
		app.all( '/v1/connection/rotate', ( c ) =>
			refuse( c, {
				problem: 'method-not-allowed',
				detail: 'Rotate with POST.',
				allow: 'POST',
			} )
		);
		app.all( '/v1/batches', ( c ) =>
			refuse( c, {
				problem: 'method-not-allowed',
				detail: 'Send a batch with POST.',
				allow: 'POST',
			} )
		);
		app.all( '/v1/connection', ( c ) =>
			refuse( c, {
				problem: 'method-not-allowed',
				detail: 'Ask with GET, leave with DELETE.',
				allow: 'GET, DELETE',
			} )
		);
	}
	if ( context.config.roles.includes( 'console' ) ) {
		app.route(
			'/',
			consoleRoutes( {
				...context,
				isShuttingDown: () => context.health.isShuttingDown(),
				clientAddress: ( c ) =>
					addressOf( context, c as unknown as RequestContext ),
				wake: ( storeUrl ) => {
					void wakeStore( storeUrl, {
						allowLocal: context.config.allowLocalStores,
					} ).then( ( isAwake ) =>
						context.log.debug( 'store woken', {
							url: storeUrl,
							state: isAwake ? 'awake' : 'silent',
						} )
					);
				},
				onTransition: ( key, state, reason ) =>
					noteTransition( context, key, state, reason ),
			} )
		);
	}
	app.notFound( ( c ) =>
		refuse( c, {
			problem: 'not-found',
			detail: 'See /docs for what there is.',
		} )
	);
	app.onError( ( error, c ) =>
		refuse( c, unexpected( context.log, error, c ) )
	);
	return app;
}

function headersFor( path: string ) {
	if ( path === '/docs' ) {
		return PAGE_HEADERS;
	}
	return isConsolePath( path ) ? CONSOLE_HEADERS : API_HEADERS;
}

function noteTransition(
	{ log, metrics }: AppContext,
	key: ConnectionKey,
	state: string,
	reason: string
): void {
	metrics.transition( state );
	log.warn( 'connection state changed', {
		connection: formatConnection( key ),
		state,
		reason,
	} );
}

async function postBatch(
	context: AppContext,
	c: RequestContext
): Promise< Response > {
	const verified = await verify( context, c );
	if ( verified.kind === 'refused' ) {
		return refuse( c, verified.refusal );
	}
	const { connection, body, signature, isReplay } = verified;
	const received = await context.limits.withBatchInFlight(
		connection.connectionId,
		isReplay,
		() =>
			receiveBatch(
				context.db,
				context.config.limits,
				{
					connection,
					webhookId: signature.id,
					body,
					contentType: c.req.header( 'content-type' ),
					contentEncoding: c.req.header( 'content-encoding' ),
				},
				context.now()
			)
	);
	if ( 'problem' in received ) {
		return refuse( c, received );
	}
	if ( received.kind === 'refused' ) {
		return refuse( c, received.refusal );
	}
	const { receipt, repeated, orders } = received;
	const ms = Math.round( performance.now() - c.get( 'startedAt' ) );
	const named = formatConnection( connection );
	for ( const { number, status } of orders ) {
		context.log.info( 'order applied', {
			order: number,
			status,
			connection: named,
			element: 'orders',
			ms,
		} );
	}
	const count = ( outcome: string ) =>
		receipt.outcomes.filter( ( entry ) => entry.outcome === outcome )
			.length;
	context.log.info( 'batch applied', {
		requestId: c.get( 'requestId' ),
		connection: named,
		records: receipt.outcomes.length,
		applied: count( 'applied' ),
		stale: count( 'stale' ),
		excluded: count( 'excluded' ),
		rejected: count( 'rejected' ),
		repeated,
		ms,
	} );
	context.metrics.receipt( receipt, repeated );
	return new Response( JSON.stringify( receipt ), {
		status: 200,
		headers: JSON_ANSWER,
	} );
}

async function getConnection(
	context: AppContext,
	c: RequestContext
): Promise< Response > {
	// Before anything is read: what is asked meanwhile is told the next time.
	// eslint-disable-next-line @wordpress/no-unused-vars-before-return
	const verifiedAt = context.now();
	const verified = await verify( context, c );
	if ( verified.kind === 'refused' ) {
		return refuse( c, verified.refusal );
	}
	const { connection, signature, isReplay } = verified;
	if ( ! isReplay ) {
		noteMove(
			context,
			connection,
			await comeBack( context.db, connection, signature, context.now() )
		);
	}
	await noteTold( context.db, connection, verifiedAt );
	const asked = await openImportRequest( context.db, connection );
	return new Response(
		JSON.stringify( connectionInfo( connection, asked, context.now() ) ),
		{ status: 200, headers: JSON_ANSWER }
	);
}

async function getFeed(
	context: AppContext,
	c: RequestContext
): Promise< Response > {
	const answer = await getTriggers( context.db, context.limits, {
		address: addressOf( context, c ),
		authorization: c.req.header( 'authorization' ) ?? '',
		query: c.req.query(),
	} );
	return 'problem' in answer
		? refuse( c, answer )
		: new Response( JSON.stringify( answer ), {
				status: 200,
				headers: JSON_ANSWER,
			} );
}

/** Settings and status: a signed document that replaces the one there is. */
async function putDocument(
	context: AppContext,
	c: RequestContext,
	put: typeof putSettings | typeof putStatus
): Promise< Response > {
	const verified = await verify( context, c );
	if ( verified.kind === 'refused' ) {
		return refuse( c, verified.refusal );
	}
	const answer = await put(
		context.db,
		context.config.limits,
		{
			connection: verified.connection,
			body: verified.body,
			contentType: c.req.header( 'content-type' ),
			contentEncoding: c.req.header( 'content-encoding' ),
		},
		context.now()
	);
	if ( 'problem' in answer ) {
		if ( put === putSettings ) {
			context.metrics.settingsChange( 'refused' );
		}
		return refuse( c, answer );
	}
	if ( 'kind' in answer ) {
		if ( answer.report.import !== null ) {
			context.metrics.importReport( answer.report.import.state );
		}
		return new Response( null, { status: 204 } );
	}
	context.metrics.settingsChange( 'taken' );
	return new Response( JSON.stringify( answer ), {
		status: 200,
		headers: JSON_ANSWER,
	} );
}

const QUESTIONS = [
	[ '/v1/verify', postVerify ],
	[ '/v1/explain', postExplain ],
	[ '/v1/find', postFind ],
] as const;

/** What a store asks about its own records; changes nothing. */
async function postQuestion(
	context: AppContext,
	c: RequestContext,
	run: ( typeof QUESTIONS )[ number ][ 1 ]
): Promise< Response > {
	const verified = await verify( context, c );
	if ( verified.kind === 'refused' ) {
		return refuse( c, verified.refusal );
	}
	const answer = await run(
		context.db,
		context.config.limits,
		{
			connection: verified.connection,
			body: verified.body,
			contentType: c.req.header( 'content-type' ),
			contentEncoding: c.req.header( 'content-encoding' ),
		},
		context.now()
	);
	return 'problem' in answer
		? refuse( c, answer )
		: new Response( JSON.stringify( answer ), {
				status: 200,
				headers: JSON_ANSWER,
			} );
}

/** R26: the store was disconnected in wp-admin. What Ivorey has of it stays. */
async function deleteConnection(
	context: AppContext,
	c: RequestContext
): Promise< Response > {
	const verified = await verify( context, c, 'disconnect' );
	if ( verified.kind === 'refused' ) {
		return refuse( c, verified.refusal );
	}
	const { connection, signature } = verified;
	const left = await leave(
		context.db,
		connection,
		signature,
		context.now()
	);
	if ( left !== null && 'problem' in left ) {
		return refuse( c, left );
	}
	noteMove( context, connection, left );
	return new Response( null, { status: 204 } );
}

function noteMove(
	context: AppContext,
	connection: StoredConnection,
	transition: Transition | null
): void {
	if ( transition !== null ) {
		const { to, cause, reason } = transition;
		connection.status = { state: to, cause, reason };
		noteTransition( context, connection, to, reason );
	}
}

async function postRotate(
	context: AppContext,
	c: RequestContext
): Promise< Response > {
	const verified = await verify( context, c, 'rotate' );
	if ( verified.kind === 'refused' ) {
		return refuse( c, verified.refusal );
	}
	const rotated = await rotateCredentials( context.db, verified.connection, {
		request: verified.signature,
		apiUrl: context.addresses.api(),
		encryptionKey: context.encryptionKey,
		now: context.now(),
	} );
	if ( 'problem' in rotated ) {
		return refuse( c, rotated );
	}
	context.log.info( 'credentials rotated', {
		connection: formatConnection( verified.connection ),
	} );
	return new Response( JSON.stringify( rotated ), {
		status: 200,
		headers: JSON_ANSWER,
	} );
}

const CONNECT_ROUTES = [
	[ '/v1/connect/describe', postDescribe ],
	[ '/v1/connect/token', postToken ],
	[ '/v1/connect/deny', postDeny ],
] as const;

/** Not signed: whoever holds the code may ask. Guesses count against their address. */
async function postConnect(
	context: AppContext,
	c: RequestContext,
	run: (
		context: ConnectContext,
		c: RequestContext
	) => Promise< ConnectAnswer >
): Promise< Response > {
	const held = await context.limits.admitAddress( addressOf( context, c ) );
	if ( held !== null ) {
		return refuse( c, held );
	}
	const result = await run(
		{
			db: context.db,
			encryptionKey: context.encryptionKey,
			now: context.now,
			apiUrl: context.addresses.api(),
			pageOf: ( id ) =>
				`${ context.addresses.console() }${ connectionPath( id ) }`,
			confirmStore: context.confirmStore,
			onJoined: ( connection, reconnected ) =>
				context.log.info( 'store joined', {
					connection,
					repeated: reconnected,
				} ),
		},
		c
	);
	if ( 'refusal' in result ) {
		return refuse( c, result.refusal );
	}
	return result.answer === null
		? new Response( null, { status: 204 } )
		: new Response( JSON.stringify( result.answer ), {
				status: 200,
				headers: JSON_ANSWER,
			} );
}

function addressOf( { config }: AppContext, c: RequestContext ): string {
	return clientAddress(
		c.env.incoming.socket.remoteAddress ?? '',
		c.req.header( 'x-forwarded-for' ),
		config.trustProxy
	);
}

const OTHER_ACTION: Refusal = {
	problem: 'bad-request',
	detail: `The header webhook-id must begin with "${ ACTION_IDS.rotate }" to rotate, with "${ ACTION_IDS.disconnect }" to disconnect, and with neither to do anything else.`,
};

const STARTING: Refusal = {
	problem: 'unavailable',
	detail: 'This server is starting. Send again.',
};

interface VerifiedRequest {
	kind: 'verified';
	connection: StoredConnection;
	body: Buffer;
	signature: SignedRequest;
	/** Whether the very same request came before. */
	isReplay: boolean;
}
type Verified = VerifiedRequest | { kind: 'refused'; refusal: Refusal };

const refused = ( refusal: Refusal ) =>
	( { kind: 'refused', refusal } ) as const;

/**
 * Limit by address, then who it is, then limit by connection. `action` is what the route does beyond
 * what the body says; its request has to be signed for it.
 */
async function verify(
	context: AppContext,
	c: RequestContext,
	action: SignedAction | null = null
): Promise< Verified > {
	const { limits, log } = context;
	if ( context.health.isShuttingDown() ) {
		return refused( {
			problem: 'unavailable',
			detail: 'This server is shutting down. Send again.',
			retryAfter: 1,
		} );
	}
	const address = addressOf( context, c );
	const headers = readSignedHeaders( ( name ) => c.req.header( name ) );
	if ( 'problem' in headers ) {
		return refused( ( await limits.admitAddress( address ) ) ?? headers );
	}
	const sender = senderOf( context, headers );
	const held = sender.isTrusted ? null : await limits.admitAddress( address );
	if ( held !== null ) {
		return refused( held );
	}
	if (
		headers.signature !== null &&
		actionOf( headers.signature.id ) !== action
	) {
		return refused( OTHER_ACTION );
	}
	const result = await authenticate(
		{
			...context,
			onTransition: ( key, state, reason ) =>
				noteTransition( context, key, state, reason ),
			onUnreadableSecret: ( key ) =>
				log.error( 'secret does not open with this key', {
					connection: formatConnection( key ),
				} ),
		},
		headers,
		() => wireBody( context, c )
	);
	if ( result.kind === 'refused' && ! result.verified ) {
		if ( result.refusal.problem === 'unauthorized' ) {
			limits.distrust( sender.caller );
		}
		return result;
	}
	c.set( 'connection', formatConnection( headers.key ) );
	const isReplay = context.replays.add( sender.request, context.now() );
	const tooMany = isReplay
		? await admitReplay( context, sender, address )
		: await admitNew( context, headers.key, sender, address );
	if ( tooMany !== null ) {
		return refused( tooMany );
	}
	if ( result.kind === 'refused' ) {
		return result;
	}
	const { connection, body, signature } = result;
	return { kind: 'verified', connection, body, signature, isReplay };
}

interface Sender {
	caller: Caller;
	/** As `signedRequestOf` makes it. */
	request: string;
	/** Whether it passes whatever its address sends. */
	isTrusted: boolean;
}

/** By the headers only. A recording has the token too: what is old, or came before, is no better than a stranger's. */
function senderOf(
	{ encryptionKey, limits, now, replays }: AppContext,
	{ key, token, signature }: SignedHeaders
): Sender {
	const connection = formatConnection( key );
	const caller = {
		id: callerOf( connection, token ),
		issued: isIssuedToken( encryptionKey, key, token ),
	};
	const { id, timestamp } = signature ?? { id: '', timestamp: 0 };
	const request = signedRequestOf( connection, id, timestamp );
	return {
		caller,
		request,
		isTrusted:
			isFresh( timestamp, now() ) &&
			! replays.has( request ) &&
			limits.isTrusted( caller ),
	};
}

/** By the headers only, as the body is not to be read yet. */
function partyOf( context: AppContext, c: RequestContext ): string | null {
	if ( CONNECT_ROUTES.some( ( [ path ] ) => path === c.req.path ) ) {
		return null;
	}
	const headers = readSignedHeaders( ( name ) => c.req.header( name ) );
	return 'problem' in headers || ! senderOf( context, headers ).isTrusted
		? STRANGERS
		: formatConnection( headers.key );
}

/** It counts against its address, if it has not yet. */
async function admitReplay(
	{ limits }: AppContext,
	{ isTrusted }: Sender,
	address: string
): Promise< Refusal | null > {
	return isTrusted ? limits.admitAddress( address ) : null;
}

/** What is verified for the first time counts against its connection, and not against its address. */
async function admitNew(
	{ limits, replays }: AppContext,
	{ connectionId }: ConnectionKey,
	{ caller, request, isTrusted }: Sender,
	address: string
): Promise< Refusal | null > {
	limits.trust( caller );
	if ( ! isTrusted ) {
		await limits.refundAddress( address );
	}
	const tooMany = await limits.admitConnection( connectionId );
	if ( tooMany !== null ) {
		replays.delete( request );
	}
	return tooMany;
}

async function wireBody(
	{ config: { limits } }: AppContext,
	c: RequestContext
): Promise< Buffer | Refusal > {
	const read = await readBody(
		c.req.raw.body,
		c.req.header( 'content-length' ),
		limits.bodyBytes,
		limits.bodyTimeoutMs
	);
	switch ( read.kind ) {
		case 'read':
			return read.body;
		case 'too-large':
			return {
				problem: 'payload-too-large',
				detail: `The body may have at most ${ limits.bodyBytes } bytes. Send fewer records at once.`,
			};
		case 'timeout':
			return {
				problem: 'request-timeout',
				detail: `The body has to arrive within ${ limits.bodyTimeoutMs } ms.`,
			};
		case 'aborted':
			return {
				problem: 'bad-request',
				detail: 'The body ended too early.',
			};
	}
}

function refuse( c: RequestContext, refusal: Refusal ): Response {
	c.set( 'problem', refusal.problem );
	const response = problemResponse( refusal );
	// A request that is refused may not have been read to its end; the next one could not be told from its rest.
	if ( c.req.method !== 'GET' && ! c.env.incoming.complete ) {
		response.headers.set( 'connection', 'close' );
	}
	return response;
}

function unexpected( log: Log, error: unknown, c: RequestContext ): Refusal {
	log.error( 'request failed', {
		requestId: c.get( 'requestId' ),
		route: routeOf( c ),
		...describeError( error ),
	} );
	return [ 'unavailable', 'retry' ].includes( databaseErrorKind( error ) )
		? {
				problem: 'unavailable',
				detail: 'The database cannot be reached, or is too busy. Send again.',
			}
		: {
				problem: 'internal',
				detail: `Something broke on our side. Ask for request ${ c.get( 'requestId' ) }.`,
			};
}

/** One log line and one measurement for each request. */
function observe( { log, metrics }: AppContext ) {
	return async (
		c: RequestContext,
		next: () => Promise< void >
	): Promise< void > => {
		c.set( 'startedAt', performance.now() );
		await next();
		const ms = performance.now() - c.get( 'startedAt' );
		const { method } = c.req;
		const { status } = c.res;
		const route = routeOf( c );
		const problem = c.get( 'problem' );
		metrics.request( { method, route, status }, ms / 1_000 );
		if ( problem !== undefined ) {
			metrics.problem( problem );
		}
		c.res.headers.set( 'x-request-id', c.get( 'requestId' ) );
		const connection = c.get( 'connection' );
		const fields = {
			requestId: c.get( 'requestId' ),
			method,
			route,
			status,
			ms: Math.round( ms ),
			...( problem === undefined ? {} : { problem } ),
			...( connection === undefined ? {} : { connection } ),
		};
		if ( problem === undefined ) {
			log.debug( 'request', fields );
		} else {
			log.info( 'request', fields );
		}
	};
}

const KNOWN_ROUTES = new Set( [
	'/v1/batches',
	'/v1/connection',
	'/v1/settings',
	'/v1/status',
	'/v1/verify',
	'/v1/explain',
	'/v1/find',
	'/v1/triggers',
	'/v1/connection/rotate',
	'/v1/connect/describe',
	'/v1/connect/token',
	'/v1/connect/deny',
	'/healthz',
	'/readyz',
	'/metrics',
	'/openapi.json',
	'/docs',
] );

/** Never the path as it was asked for: that is the caller's text, and without end. */
function routeOf( c: RequestContext ): string {
	if ( KNOWN_ROUTES.has( c.req.path ) ) {
		return c.req.path;
	}
	return isConsolePath( c.req.path ) ? 'console' : 'other';
}
