import type { SignedAction } from '@ivorey/shared';
import type { Hono } from 'hono';
import type { PersonRole } from '../db/console-tables.ts';
import type { TokenScope } from '../db/element-tables.ts';
import type { Operation } from './operation.ts';
import { ProblemError } from './problem.ts';
import type { Environment, RequestContext } from './request.ts';

/**
 * The callers of a route:
 * `signed` a store, by its connection's token and signature,
 * `code` the holder of the code that joins a store,
 * `token` a program, by a token of the account,
 * `session` a person who is signed in to the console,
 * `none` anybody.
 */
export const AUTHS = [ 'signed', 'code', 'token', 'session', 'none' ] as const;
export type Auth = ( typeof AUTHS )[ number ];

/**
 * The limits that a route may have, by its `auth`; the guards enforce them. Each counts:
 * `connection` by address until the request is verified, then by connection,
 * `batches` like `connection`, and how many are in flight,
 * `questions` like `connection`, and one after the other,
 * `account` by address until the token is verified, then by account,
 * `address` every request, by address,
 * `sign-in-links` requested links, by address (sent links also by recipient, once the form is read),
 * `store-checks` checked stores, by account,
 * `invitations` the e-mails to invited people, by account,
 * `streams` open streams, by person,
 * `none` nothing.
 */
export const LIMITS = {
	signed: [ 'connection', 'batches', 'questions' ],
	code: [ 'address' ],
	token: [ 'account' ],
	session: [ 'store-checks', 'invitations', 'streams', 'none' ],
	none: [ 'address', 'sign-in-links', 'none' ],
} as const satisfies Record< Auth, readonly string[] >;
export type Limit< A extends Auth = Auth > = ( typeof LIMITS )[ A ][ number ];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ANY';

interface RouteBase {
	method: Method;
	/** A path in Hono's syntax. */
	path: string;
	/** For `signed`: the action that the `webhook-id` must name, if the body does not say what to do. */
	action?: SignedAction;
	/** For `session`: the role that a person needs; defaults to owner. */
	role?: PersonRole;
	/** For `token`: `manage` if a read-only token is not enough. */
	scope?: TokenScope;
	/** Its documentation; a route without one is not part of the public API. */
	operation?: Operation;
}

/** `Callers` maps each `auth` to the data its guard passes to the handler. Handlers never verify. */
export type Route<
	Services,
	Callers extends Record< Auth, unknown >,
	A extends Auth = Auth,
> = {
	[ K in A ]: RouteBase & {
		auth: K;
		limit: Limit< K >;
		handler: (
			services: Services,
			c: RequestContext,
			caller: Callers[ K ]
		) => Response | Promise< Response >;
	};
}[ A ];

/**
 * Middleware: enforces the route's limit, then answers itself, throws, or runs the handler for an account (null for a
 * stranger).
 */
export type Guard< Services, Caller, A extends Auth > = (
	services: Services,
	c: RequestContext,
	route: {
		limit: Limit< A >;
		action?: SignedAction;
		scope?: TokenScope;
		role?: PersonRole;
	},
	run: ( caller: Caller, accountId: string | null ) => Promise< Response >
) => Promise< Response >;

export type Guards< Services, Callers extends Record< Auth, unknown > > = {
	[ K in Auth ]: Guard< Services, Callers[ K ], K >;
};

/**
 * Mounts the routes. Documented paths answer every other method with 405.
 *
 * @param app
 * @param services    The services of the guards, and of handlers for strangers.
 * @param routes
 * @param guards
 * @param servicesFor Makes the services of handlers for an account.
 */
export function mountRoutes<
	Services,
	Callers extends Record< Auth, unknown >,
>(
	app: Hono< Environment >,
	services: Services,
	routes: readonly Route< Services, Callers >[],
	guards: Guards< Services, Callers >,
	servicesFor: ( services: Services, accountId: string ) => Services
): void {
	for ( const route of routes ) {
		mount( app, services, route, guards, servicesFor );
	}
	const documented = routes.filter(
		( { operation } ) => operation !== undefined
	);
	for ( const [ path, group ] of Map.groupBy(
		documented,
		( route ) => route.path
	) ) {
		const methods = group.map( ( { method } ) => method );
		app.all( path, ( c ) => {
			c.set( 'route', path );
			throw new ProblemError( {
				problem: 'method-not-allowed',
				detail: `Use ${ methods.join( ' or ' ) }.`,
				allow: methods.join( ', ' ),
			} );
		} );
	}
}

function mount<
	Services,
	Callers extends Record< Auth, unknown >,
	A extends Auth,
>(
	app: Hono< Environment >,
	services: Services,
	route: Route< Services, Callers, A >,
	guards: Guards< Services, Callers >,
	servicesFor: ( services: Services, accountId: string ) => Services
): void {
	const { auth, handler, method, path } = route;
	const guard = guards[ auth ];
	const answer = ( c: RequestContext ): Promise< Response > => {
		c.set( 'route', path );
		return guard( services, c, route, async ( caller, accountId ) =>
			handler(
				accountId === null
					? services
					: servicesFor( services, accountId ),
				c,
				caller
			)
		);
	};
	if ( method === 'ANY' ) {
		app.all( path, answer );
	} else {
		app.on( method, path, answer );
	}
}
