import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { databaseErrorKind } from '../db/errors.ts';
import { describeError } from '../ops/log.ts';
import { connectRoutes } from './connect-routes.ts';
import type {
	ConsoleContext,
	ConsoleEnvironment,
	ConsoleRequest,
} from './context.ts';
import { ConsoleLimits } from './limits.ts';
import { errorPage } from './pages/other.ts';
import { isConsolePath, PATHS } from './paths.ts';
import { findSession } from '../accounts/people.ts';
import {
	csrfTokenOf,
	isCsrfToken,
	isOwnOrigin,
	localPath,
	readSession,
} from './security.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { storeRoutes } from './store-routes.ts';

const MAX_FORM_BYTES = 64 * 1_024;

const ASSETS: Record< string, { file: string; type: string } > = {
	'pico.css': {
		file: fileURLToPath(
			import.meta.resolve( '@picocss/pico/css/pico.min.css' )
		),
		type: 'text/css',
	},
	'console.css': {
		file: fileURLToPath( new URL( 'assets/console.css', import.meta.url ) ),
		type: 'text/css',
	},
	'console.js': {
		file: fileURLToPath( new URL( 'assets/console.js', import.meta.url ) ),
		type: 'text/javascript',
	},
};

/** Ivorey's own pages. */
export function consoleRoutes(
	context: ConsoleContext
): Hono< ConsoleEnvironment > {
	const routes = new Hono< ConsoleEnvironment >();
	const limits = new ConsoleLimits();
	for ( const [ name, { file, type } ] of Object.entries( ASSETS ) ) {
		routes.get( `${ PATHS.assets }/${ name }`, async ( c ) =>
			c.body( await readFile( file ), 200, {
				'content-type': type,
				'cache-control': 'max-age=300',
			} )
		);
	}
	routes.use( '*', ( c, next ) => guardForms( context, c, next ) );
	routes.route( '/', signInRoutes( context, limits ) );
	for ( const path of [
		'/',
		'/settings',
		'/settings/*',
		`${ PATHS.orders }`,
		'/connect/*',
		PATHS.signOut,
	] ) {
		routes.use( path, ( c, next ) => requirePerson( context, c, next ) );
	}
	routes.get( '/', ( c ) => c.redirect( PATHS.stores ) );
	routes.get( '/settings', ( c ) => c.redirect( PATHS.integrations ) );
	routes.route( '/', connectRoutes( context, limits ) );
	routes.route( '/', storeRoutes( context, limits ) );
	routes.get( '*', async ( c, next ) =>
		isConsolePath( c.req.path )
			? c.html(
					errorPage( null, 'Not here', 'There is no such page.' ),
					404
				)
			: next()
	);
	routes.onError( ( error, c ) => broken( context, error, c ) );
	return routes;
}

/** Forms come from these pages only, and are small. */
async function guardForms(
	context: ConsoleContext,
	c: ConsoleRequest,
	next: () => Promise< void >
): Promise< Response | void > {
	if ( ! isConsolePath( c.req.path ) ) {
		return next();
	}
	c.header( 'cache-control', 'no-store' );
	if ( c.req.method === 'GET' || c.req.method === 'HEAD' ) {
		return next();
	}
	const length = Number( c.req.header( 'content-length' ) ?? 'NaN' );
	const isForm = /^application\/x-www-form-urlencoded\b/i.test(
		c.req.header( 'content-type' ) ?? ''
	);
	if ( ! ( length <= MAX_FORM_BYTES ) || ( length > 0 && ! isForm ) ) {
		return c.html(
			errorPage( null, 'Too much', 'That was no form of this site.' ),
			413
		);
	}
	return isOwnOrigin( c, context.addresses.console() )
		? next()
		: forbidden( c );
}

function forbidden( c: ConsoleRequest ): Response | Promise< Response > {
	return c.html(
		errorPage(
			null,
			'Not from here',
			'This came from another site, or from a page that is too old. Go back, load the page again, and try once more.'
		),
		403
	);
}

/** Signed in, and for a form with the token of this session. */
async function requirePerson(
	context: ConsoleContext,
	c: ConsoleRequest,
	next: () => Promise< void >
): Promise< Response | void > {
	const secure = context.addresses.console().startsWith( 'https:' );
	const session = readSession( c, secure );
	const person =
		session === null
			? null
			: await findSession( context.db, session, context.now() );
	if ( session === null || person === null ) {
		const here = new URL( c.req.url );
		const wanted =
			c.req.method === 'GET' ? here.pathname + here.search : PATHS.stores;
		return c.redirect(
			`${ PATHS.signIn }?${ new URLSearchParams( { next: localPath( wanted ) } ) }`,
			303
		);
	}
	if ( c.req.method !== 'GET' && c.req.method !== 'HEAD' ) {
		const form = await c.req.parseBody();
		if ( ! isCsrfToken( session, form._csrf ) ) {
			return forbidden( c );
		}
	}
	c.set( 'session', session );
	c.set( 'viewer', { ...person, csrf: csrfTokenOf( session ) } );
	return next();
}

function broken(
	{ log }: ConsoleContext,
	error: unknown,
	c: ConsoleRequest
): Response | Promise< Response > {
	log.error( 'request failed', {
		route: 'console',
		...describeError( error ),
	} );
	const busy = [ 'unavailable', 'retry' ].includes(
		databaseErrorKind( error )
	);
	return c.html(
		errorPage(
			null,
			busy ? 'Just a moment' : 'Something broke',
			busy
				? 'The database cannot be reached, or is too busy. Try again in a moment.'
				: 'This is on our side, and it was noted. Try again.'
		),
		busy ? 503 : 500
	);
}
