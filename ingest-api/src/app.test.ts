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
	'%s says who may ask, and how often',
	( [ , { auth, limit } ] ) => {
		expect( AUTHS ).toContain( auth );
		expect( LIMITS[ auth ] ).toContain( limit );
	}
);

test( 'nothing answers beside the table', () => {
	const { routes } = createApp( {
		config: loadConfig( {} ),
	} as unknown as AppContext );
	const beside = routes
		.filter( ( { method } ) => method !== 'ALL' )
		.map( nameOf )
		.filter( ( name ) => ! NAMES.includes( name ) );
	expect( beside ).toEqual( [] );
} );

/** What a stranger is told, by who may ask. */
const ANSWERS = { signed: 401, token: 401, code: 400 } as const;

test( 'a stranger gets into no route of the API, and is held up after the first try', async () => {
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

test( 'who is not signed in is led from every page of an account to the sign-in', async () => {
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

test( 'another method than those in the table is answered 405, with these in Allow', async () => {
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

test( 'a stranger who asks for what anybody may see is held up as well', async () => {
	const limited = ROUTES.filter(
		( { auth, limit }: { auth: string; limit: string } ) =>
			auth === 'none' && limit === 'address'
	);
	expect( limited.map( nameOf ) ).toEqual(
		expect.arrayContaining( [
			'GET /docs/swagger-ui-bundle.js',
			'GET /openapi.json',
			'POST /sign-in/:token',
		] )
	);
	const api = await startTestApi( {
		RATE_LIMIT_ADDRESS_PER_MINUTE: '1',
		TRUST_PROXY: '1',
	} );
	for ( const [ n, { method, path } ] of limited.entries() ) {
		const ask = async () => {
			const { status } = await fetch( api.url + path, {
				method,
				headers: { 'x-forwarded-for': `198.51.100.${ n }` },
				redirect: 'manual',
			} );
			return status;
		};
		expect( await ask(), `${ method } ${ path }` ).not.toBe( 429 );
		expect( await ask(), `${ method } ${ path }` ).toBe( 429 );
	}
} );
