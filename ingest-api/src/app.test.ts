import { expect, test } from 'vitest';
import {
	API_ROUTES,
	createApp,
	METRICS_ROUTES,
	OPS_ROUTES,
	type AppContext,
} from './app.ts';
import { CONSOLE_ROUTES } from './console/routes.ts';
import { AUTHS, LIMITS } from './http/routes.ts';
import { loadConfig } from './ops/config.ts';
import { startTestApi } from './testing/api.ts';
import { ConsoleVisitor, dom } from './testing/console.ts';
import { PATHS } from './console/paths.ts';
import { keyringOf } from './connections/keyring.ts';

const ROUTES = [
	...OPS_ROUTES,
	...METRICS_ROUTES,
	...API_ROUTES,
	...CONSOLE_ROUTES,
];
const NAMES = ROUTES.map( ( { method, path } ) => `${ method } ${ path }` );

const nameOf = ( { method, path }: { method: string; path: string } ) =>
	`${ method } ${ path }`;

test.for( ROUTES.map( ( route ) => [ nameOf( route ), route ] as const ) )(
	'%s states its callers and its limit',
	( [ , { auth, limit } ] ) => {
		expect( AUTHS ).toContain( auth );
		expect( LIMITS[ auth ] ).toContain( limit );
	}
);

test( 'no route answers outside of the table', () => {
	const { routes } = createApp( {
		config: loadConfig( {} ),
		keys: keyringOf( Buffer.alloc( 32 ) ),
	} as unknown as AppContext );
	const beside = routes
		.filter( ( { method } ) => method !== 'ALL' )
		.map( nameOf )
		.filter( ( name ) => ! NAMES.includes( name ) );
	expect( beside ).toEqual( [] );
} );

/** A stranger's answer, by the route's `auth`. */
const ANSWERS = { signed: 401, token: 401, code: 400 } as const;

test( 'a stranger gets into no route of the API, and is limited after the first try', async () => {
	const api = await startTestApi( {
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1',
		TRUST_PROXY: '1',
	} );
	for ( const [ n, { auth, method, path } ] of API_ROUTES.entries() ) {
		const ask = async () => {
			const { status } = await fetch( api.url + path, {
				method,
				headers: { 'x-forwarded-for': `198.51.100.${ n }` },
			} );
			return status;
		};
		expect( [ await ask(), await ask() ], `${ method } ${ path }` ).toEqual(
			[ ANSWERS[ auth as keyof typeof ANSWERS ], 429 ]
		);
	}
} );

test( 'every page of an account leads a signed-out visitor to the sign-in', async () => {
	const api = await startTestApi();
	for ( const { auth, method, path } of CONSOLE_ROUTES ) {
		if ( auth !== 'session' ) {
			continue;
		}
		const answer = await fetch( api.url + path, {
			method: method === 'ANY' ? 'GET' : method,
			redirect: 'manual',
		} );
		expect( answer.status, `${ method } ${ path }` ).toBe( 303 );
		expect( answer.headers.get( 'location' ) ).toMatch( /^\/sign-in\?/ );
	}
} );

test( 'a method that is not in the table is answered 405, with the route’s own in Allow', async () => {
	const api = await startTestApi();
	const byPath = Map.groupBy( API_ROUTES, ( { path } ) => path );
	for ( const [ path, routes ] of byPath ) {
		const allowed = routes.map( ( { method } ) => method as string );
		for ( const method of [ 'GET', 'POST', 'PUT', 'DELETE', 'PATCH' ] ) {
			const { status, headers } = await fetch( api.url + path, {
				method,
			} );
			const isAllowed = allowed.includes( method );
			expect( status === 405, `${ method } ${ path }` ).toBe(
				! isAllowed
			);
			expect( headers.get( 'allow' ), `${ method } ${ path }` ).toBe(
				isAllowed ? null : allowed.join( ', ' )
			);
		}
	}
} );

/** The number of requests of one address, or one account, that the limit lets through in this test. */
const LET_THROUGH = {
	address: 1,
	'sign-in-links': 30,
	'store-checks': 30,
	invitations: 30,
	none: Infinity,
} as const;
const SOME_MORE = 3;

type Counted = keyof typeof LET_THROUGH;

const isCounted = ( route: { limit: string } ): route is { limit: Counted } =>
	route.limit in LET_THROUGH;

/** The expected and the actual number of requests that are answered otherwise than with 429. */
async function letThrough(
	{ limit }: { limit: Counted },
	ask: () => Promise< number >
): Promise< [ said: number, done: number ] > {
	const most = LET_THROUGH[ limit ];
	const asked = Math.min( most, 1 ) + SOME_MORE;
	const tries = most === Infinity ? asked : most + SOME_MORE;
	let done = 0;
	for ( let n = 0; n < tries; n++ ) {
		done += ( await ask() ) === 429 ? 0 : 1;
	}
	return [ Math.min( most, tries ), done ];
}

test( 'a signed-out visitor is limited at each route as in the table', async () => {
	const api = await startTestApi( {
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1',
		TRUST_PROXY: '1',
	} );
	const open = [ ...OPS_ROUTES, ...METRICS_ROUTES, ...CONSOLE_ROUTES ].filter(
		( { auth, method } ) => auth === 'none' && method !== 'ANY'
	);
	expect( new Set( open.map( ( { limit } ) => limit ) ) ).toEqual(
		new Set( LIMITS.none )
	);
	for ( const [ n, route ] of open.entries() ) {
		const { method } = route;
		const [ said, done ] = await letThrough(
			route as { limit: Counted },
			async () => {
				const { status } = await fetch( api.url + route.path, {
					method,
					headers: {
						origin: api.url,
						'x-forwarded-for': `198.51.100.${ n }`,
					},
					redirect: 'manual',
				} );
				return status;
			}
		);
		expect( done, nameOf( route ) ).toBe( said );
	}
} );

test( 'a signed-in visitor is limited at each route as in the table', async () => {
	const api = await startTestApi();
	for ( const route of CONSOLE_ROUTES ) {
		if ( route.auth !== 'session' || ! isCounted( route ) ) {
			continue;
		}
		if ( route.path === PATHS.signOut ) {
			continue;
		}
		const visitor = await ConsoleVisitor.signIn( api );
		const csrf = await csrfOf( visitor );
		const [ said, done ] = await letThrough( route, async () => {
			const page = await visitor.browser.visit(
				route.path,
				route.method === 'POST' ? { form: [ [ '_csrf', csrf ] ] } : {}
			);
			return page.status;
		} );
		expect( done, nameOf( route ) ).toBe( said );
	}
} );

async function csrfOf( visitor: ConsoleVisitor ): Promise< string > {
	const page = await visitor.get( PATHS.stores );
	return dom( page )( 'input[name=_csrf]' ).attr( 'value' )!;
}
