import { expect, test } from 'vitest';
import { ConsoleVisitor, dom } from '../testing/console.ts';
import {
	CONNECT,
	readAccount,
	routesOf,
	startFullAccount,
} from '../testing/full-account.ts';
import { CONSOLE_ROUTES } from './routes.ts';

/** Text that no page may show to a stranger. */
const SECRETS =
	/shop\.example\.com|ada@example\.com|4711|Mine|warehouse|Your order/;

test( 'a person of another account finds nothing at any address of this one, and changes nothing', async () => {
	const { api, owner, ids } = await startFullAccount();
	const { accountId } = owner.person;
	const stranger = await ConsoleVisitor.signIn( api );
	const csrf = dom( await stranger.get( '/orders' ) )(
		'input[name=_csrf]'
	).attr( 'value' )!;
	const routes = routesOf( ids, ( { path } ) => path.includes( ':' ) );
	expect( new Set( routes.map( ( { method } ) => method ) ) ).toEqual(
		new Set( [ 'GET', 'POST' ] )
	);
	const before = await readAccount( api, accountId );
	for ( const { method, path } of routes ) {
		const answer = await stranger.browser.visit(
			path,
			method === 'GET'
				? {}
				: {
						form: [
							[ '_csrf', csrf ],
							[ 'base_version', '1' ],
							[ 'action', 'start' ],
							[ 'name', 'Stolen' ],
							[ 'url', 'https://stranger.example.com/' ],
							[ 'from', '2020-01-01T00:00' ],
							[ 'to', '2040-01-01T00:00' ],
							[ 'which', 'all' ],
							[ 'role', 'member' ],
							[ 'email', 'stranger@example.com' ],
							[ 'connection', ids.connection! ],
							[ 'trigger', 'order_submitted:4711' ],
						],
					}
		);
		expect( answer.status, `${ method } ${ path }` ).toBe(
			path.startsWith( `${ CONNECT }/` ) ? 410 : 404
		);
		expect( answer.text, `${ method } ${ path }` ).not.toMatch( SECRETS );
	}
	expect( await readAccount( api, accountId ) ).toEqual( before );
	// The owner finds every page.
	for ( const { method, path } of routes ) {
		if ( method === 'GET' && ! path.endsWith( '/events' ) ) {
			expect( ( await owner.get( path ) ).status, path ).toBe( 200 );
		}
	}
} );

test( 'the lists of another account contain nothing of this one', async () => {
	const { api, owner } = await startFullAccount();
	const stranger = await ConsoleVisitor.signIn( api );
	const shown = [];
	for ( const { method, auth, path } of CONSOLE_ROUTES ) {
		if (
			method !== 'GET' ||
			auth !== 'session' ||
			path.includes( ':' ) ||
			path === '/connect/authorize'
		) {
			continue;
		}
		const page = await stranger.get( path );
		expect( page.status, path ).toBe( 200 );
		expect( page.text.replaceAll( 'Your order {{', '' ), path ).not.toMatch(
			SECRETS
		);
		if ( SECRETS.test( ( await owner.get( path ) ).text ) ) {
			shown.push( path );
		}
	}
	// The owner does see it on these pages.
	expect( shown ).toEqual(
		expect.arrayContaining( [
			'/',
			'/orders',
			'/contacts',
			'/automations',
			'/settings/webhooks',
			'/settings/integration/woocommerce',
		] )
	);
} );
