import { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { requireToken, type TokenCall } from './accounts/require-token.ts';
import type { Renderer } from './automations/email/render.ts';
import { servicesFor, type ApiServices } from './connections/api-services.ts';
import {
	denyOperation,
	describeOperation,
	exchangeOperation,
	postDeny,
	postDescribe,
	postToken,
} from './connections/connect/code-requests.ts';
import {
	connectionOperation,
	deleteConnection,
	getConnection,
	leaveOperation,
	postRotate,
	rotateOperation,
} from './connections/connection-requests.ts';
import {
	requireSignature,
	type SignedCall,
} from './connections/require-signature.ts';
import {
	putSettings,
	putStatus,
	settingsOperation,
	statusOperation,
} from './connections/settings-requests.ts';
import { wakeStore } from './connections/wake-store.ts';
import {
	answerPageError,
	guardForms,
	requireSession,
} from './console/guards.ts';
import { AccountsOfPeople } from './console/accounts-of-people.ts';
import { ElementCounters } from './console/element-counter.ts';
import { ConsoleLimits } from './console/limits.ts';
import {
	CONSOLE_POLICY,
	EMAIL_POLICY,
	MAILBOX_POLICY,
	STORE_PICTURES_POLICY,
} from './console/pages/layout.ts';
import {
	connectionPath,
	hasStorePictures,
	isConsolePath,
	isEmailPath,
	PATHS,
} from './console/paths.ts';
import { CONSOLE_ROUTES } from './console/routes.ts';
import type { ConsoleServices, SessionCall } from './console/services.ts';
import type { Database } from './db/schema.ts';
import {
	eraseOperation,
	erasuresOperation,
	getErasures,
	postErasure,
} from './erasure/erasure-requests.ts';
import { answerError } from './http/answer-error.ts';
import { refuse } from './http/answers.ts';
import type { ApiDocument } from './http/docs/document.ts';
import { answerDocs, DOCS_POLICY, getDocsStyle } from './http/docs.ts';
import {
	getLiveness,
	getMetrics,
	getReadiness,
	refuseWhileStarting,
} from './http/health.ts';
import { observe } from './http/observe.ts';
import { openApiDocument } from './http/openapi.ts';
import {
	addressOf,
	type Environment,
	type RequestContext,
} from './http/request.ts';
import {
	mountRoutes,
	type Guard,
	type Guards,
	type Limit,
	type Route,
} from './http/routes.ts';
import { batchOperation, postBatch } from './ingest/post-batch.ts';
import type { Heartbeats } from './ops/heartbeats.ts';
import type { Mailer } from './ops/mailer.ts';
import type { Tracing } from './ops/tracing.ts';
import {
	digestsOperation,
	explainOperation,
	findOperation,
	postDigests,
	postExplain,
	postFind,
	postVerify,
	postVersions,
	verifyOperation,
	versionsOperation,
} from './reconcile/requests.ts';
import { READ_ROUTES } from './read-api/routes.ts';
import { getTriggers, triggersOperation } from './triggers/get-triggers.ts';
import { getWorkers, HEALTH_POLICY } from './workers/health-page.ts';

export interface AppContext extends Omit< ApiServices, 'addresses' > {
	mailer: Mailer;
	addresses: Omit< ApiServices[ 'addresses' ], 'storePage' >;
	renderer: Renderer;
	heartbeats: Heartbeats;
	/** null: tracing is off. */
	tracing: Tracing | null;
	/** For the console's pages. */
	consoleDb: Kysely< Database >;
	/** For programs that read the same data as the pages. */
	readsDb: Kysely< Database >;
}

/** The data that each guard passes to the handler. */
type Callers = {
	signed: SignedCall;
	code: null;
	token: TokenCall;
	session: SessionCall;
	none: null;
};
type AppServices = ConsoleServices & { heartbeats: Heartbeats };
type AppRoute = Route< AppServices, Callers >;

/** The requests of stores, and of programs that act for an account. */
// prettier-ignore
const REQUEST_ROUTES: readonly AppRoute[] = [
	{ method: 'POST', path: '/v1/batches', auth: 'signed', limit: 'batches', handler: postBatch, operation: batchOperation },
	{ method: 'GET', path: '/v1/connection', auth: 'signed', limit: 'connection', handler: getConnection, operation: connectionOperation },
	{ method: 'DELETE', path: '/v1/connection', auth: 'signed', action: 'disconnect', limit: 'connection', handler: deleteConnection, operation: leaveOperation },
	{ method: 'POST', path: '/v1/connection/rotate', auth: 'signed', action: 'rotate', limit: 'connection', handler: postRotate, operation: rotateOperation },
	{ method: 'PUT', path: '/v1/settings', auth: 'signed', limit: 'connection', handler: putSettings, operation: settingsOperation },
	{ method: 'PUT', path: '/v1/status', auth: 'signed', limit: 'connection', handler: putStatus, operation: statusOperation },
	{ method: 'POST', path: '/v1/verify', auth: 'signed', limit: 'questions', handler: postVerify, operation: verifyOperation },
	{ method: 'POST', path: '/v1/digests', auth: 'signed', limit: 'questions', handler: postDigests, operation: digestsOperation },
	{ method: 'POST', path: '/v1/versions', auth: 'signed', limit: 'questions', handler: postVersions, operation: versionsOperation },
	{ method: 'POST', path: '/v1/explain', auth: 'signed', limit: 'questions', handler: postExplain, operation: explainOperation },
	{ method: 'POST', path: '/v1/find', auth: 'signed', limit: 'questions', handler: postFind, operation: findOperation },
	{ method: 'GET', path: '/v1/triggers', auth: 'token', limit: 'account', handler: getTriggers, operation: triggersOperation },
	{ method: 'GET', path: '/v1/erasures', auth: 'token', limit: 'account', handler: getErasures, operation: erasuresOperation },
	{ method: 'POST', path: '/v1/erasures', auth: 'token', scope: 'manage', limit: 'account', handler: postErasure, operation: eraseOperation },
	{ method: 'POST', path: '/v1/connect/describe', auth: 'code', limit: 'address', handler: postDescribe, operation: describeOperation },
	{ method: 'POST', path: '/v1/connect/token', auth: 'code', limit: 'address', handler: postToken, operation: exchangeOperation },
	{ method: 'POST', path: '/v1/connect/deny', auth: 'code', limit: 'address', handler: postDeny, operation: denyOperation },
];

/** All of the API; served by the role `ingest`. */
export const API_ROUTES: readonly AppRoute[] = [
	...REQUEST_ROUTES,
	...READ_ROUTES,
];

/** For the operator, and the documentation; served by every role. */
// prettier-ignore
export const OPS_ROUTES: readonly AppRoute[] = [
	{ method: 'GET', path: '/healthz', auth: 'none', limit: 'none', handler: getLiveness },
	{ method: 'GET', path: '/readyz', auth: 'none', limit: 'none', handler: getReadiness },
	{ method: 'GET', path: '/openapi.json', auth: 'none', limit: 'address', handler: getOpenApi },
	{ method: 'GET', path: '/docs', auth: 'none', limit: 'address', handler: getDocs },
	{ method: 'GET', path: '/docs/docs.css', auth: 'none', limit: 'address', handler: getDocsStyle },
];

/** The limits of callers whom no guard verifies. */
const LIMITS_OF_STRANGERS: Readonly<
	Record<
		Limit< 'code' | 'none' >,
		( services: ConsoleServices, address: string ) => Promise< void >
	>
> = {
	address: ( { limits }, address ) => limits.admitAddress( address ),
	'sign-in-links': ( { consoleLimits }, address ) =>
		consoleLimits.admitLinkRequest( address ),
	none: async () => undefined,
};

const limitStrangers: Guard< AppServices, null, 'code' | 'none' > = async (
	services,
	c,
	{ limit },
	run
) => {
	await LIMITS_OF_STRANGERS[ limit ](
		services,
		addressOf( services.config, c )
	);
	return run( null, null );
};

const GUARDS: Guards< AppServices, Callers > = {
	signed: requireSignature,
	code: limitStrangers,
	token: requireToken,
	session: requireSession,
	none: limitStrangers,
};

const API_HEADERS = secureHeaders( {
	contentSecurityPolicy: {
		defaultSrc: [ "'none'" ],
		frameAncestors: [ "'none'" ],
	},
} );
const PAGE_HEADERS = secureHeaders( { contentSecurityPolicy: DOCS_POLICY } );
const HEALTH_HEADERS = secureHeaders( {
	contentSecurityPolicy: HEALTH_POLICY,
} );
const CONSOLE_HEADERS = secureHeaders( {
	contentSecurityPolicy: CONSOLE_POLICY,
	// With "no-referrer" a browser would not say where a form comes from.
	referrerPolicy: 'same-origin',
} );

const STORE_PICTURES_HEADERS = secureHeaders( {
	contentSecurityPolicy: STORE_PICTURES_POLICY,
	referrerPolicy: 'same-origin',
} );

const MAILBOX_HEADERS = secureHeaders( {
	contentSecurityPolicy: MAILBOX_POLICY,
	referrerPolicy: 'same-origin',
} );
const EMAIL_HEADERS = secureHeaders( {
	contentSecurityPolicy: EMAIL_POLICY,
	referrerPolicy: 'no-referrer',
} );

/** For the operator; on a separate address, except in development. */
// prettier-ignore
export const METRICS_ROUTES: readonly AppRoute[] = [
	{ method: 'GET', path: '/metrics', auth: 'none', limit: 'address', handler: getMetrics },
	{ method: 'GET', path: '/workers', auth: 'none', limit: 'address', handler: getWorkers },
];

/** Serves METRICS_ROUTES only. */
export function createMetricsApp( context: AppContext ): Hono< Environment > {
	const app = new Hono< Environment >();
	app.use( '*', HEALTH_HEADERS );
	mountRoutes(
		app,
		servicesOf( context ),
		METRICS_ROUTES,
		GUARDS,
		servicesFor
	);
	return app;
}

/** The routes and middleware of this copy's roles. */
export function createApp( context: AppContext ): Hono< Environment > {
	const { config, log } = context;
	const services = servicesOf( context );
	const hasConsole = config.roles.includes( 'console' );
	const opsRoutes = [
		...OPS_ROUTES,
		...( config.development && config.metrics === null
			? METRICS_ROUTES
			: [] ),
	];
	const routes = [
		...opsRoutes,
		...( config.roles.includes( 'ingest' ) ? API_ROUTES : [] ),
		...( hasConsole ? CONSOLE_ROUTES : [] ),
	];
	const app = new Hono< Environment >();
	app.use( requestId( { headerName: '' } ) );
	app.use(
		observe( context, {
			known: new Set( routes.map( ( { path } ) => path ) ),
			elsewhere: ( path ) =>
				isConsolePath( path ) ? 'console' : 'other',
		} )
	);
	app.use( '*', ( c, next ) => headersFor( c.req.path )( c, next ) );
	mountRoutes( app, services, opsRoutes, GUARDS, servicesFor );
	app.use( '*', refuseWhileStarting( services ) );
	if ( hasConsole ) {
		app.use( '*', guardForms( services ) );
	}
	if ( config.roles.includes( 'ingest' ) ) {
		mountRoutes( app, services, REQUEST_ROUTES, GUARDS, servicesFor );
		const reads = { ...services, db: context.readsDb };
		mountRoutes( app, reads, READ_ROUTES, GUARDS, servicesFor );
	}
	if ( hasConsole ) {
		const pages = { ...services, db: context.consoleDb };
		mountRoutes( app, pages, CONSOLE_ROUTES, GUARDS, servicesFor );
	}
	app.notFound( ( c ) =>
		refuse( c, {
			problem: 'not-found',
			detail: 'See /docs for the available paths.',
		} )
	);
	app.onError( ( error, c ) =>
		isConsolePath( c.req.path )
			? answerPageError( log, error, c )
			: answerError( log, error, c )
	);
	return app;
}

function servicesOf( context: AppContext ): AppServices {
	const { addresses, config, keys, log } = context;
	return {
		...context,
		addresses: {
			...addresses,
			storePage: ( connectionId ) =>
				addresses.console() + connectionPath( connectionId ),
		},
		elementCounters: new ElementCounters(),
		accountsOfPeople: new AccountsOfPeople(),
		consoleLimits: new ConsoleLimits( {
			db: context.consoleDb,
			secret: keys.current.key,
		} ),
		wake: ( storeUrl ) => {
			void wakeStore( storeUrl, {
				allowLocal: config.allowLocalStores,
			} ).then( ( isAwake ) =>
				log.debug( 'store woken', {
					url: storeUrl,
					state: isAwake ? 'awake' : 'silent',
				} )
			);
		},
	};
}

function headersFor( path: string ) {
	if ( path === '/docs' ) {
		return PAGE_HEADERS;
	}
	if ( path === '/workers' ) {
		return HEALTH_HEADERS;
	}
	if ( isEmailPath( path ) ) {
		return EMAIL_HEADERS;
	}
	if ( path === PATHS.mail ) {
		return MAILBOX_HEADERS;
	}
	if ( hasStorePictures( path ) ) {
		return STORE_PICTURES_HEADERS;
	}
	return isConsolePath( path ) ? CONSOLE_HEADERS : API_HEADERS;
}

/** `GET /openapi.json`: covers every role, even those that this copy does not have. */
function getOpenApi(
	{ config }: ConsoleServices,
	c: RequestContext
): Response {
	return c.body(
		JSON.stringify( openApiDocument( config.publicUrl, API_ROUTES ) ),
		200,
		{ 'content-type': 'application/json' }
	);
}

let described: ApiDocument | null = null;

/** `GET /docs`: the same as a page for people. */
function getDocs(
	_services: ConsoleServices,
	c: RequestContext
): Response | Promise< Response > {
	described ??= openApiDocument( null, API_ROUTES ) as unknown as ApiDocument;
	return answerDocs( c, described );
}
