import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
	redirect,
	sendHtml,
	sendJson,
	startWebServer,
} from '../../testing/web-server.ts';
import { checkStore, type StoreProblem } from './check-store.ts';
import type { PublicHttpOptions } from '../../http/public-http.ts';

const LOCAL: PublicHttpOptions = { allowLocal: true, timeoutMs: 2_000 };

type Handler = (
	request: IncomingMessage,
	response: ServerResponse,
	own: string
) => void;

/** Starts a store in a folder of a server. @return Its URL. */
async function storeWith( handle: Handler, folder = '' ): Promise< string > {
	const server = await startWebServer( ( request, response ) =>
		handle( request, response, `${ server.url }${ folder }` )
	);
	return server.url + folder;
}

function about( own: string, more: object = {} ) {
	return {
		contract: 1,
		store_url: own,
		...more,
	};
}

const HTML_404 = '<html><body>Page not found</body></html>';

/** Answers like WordPress: its own routes, and a theme's page for the rest. */
function wordpress( options: {
	namespaces?: string[];
	about?: object | null;
	pretty?: boolean;
	folder?: string;
} ): Handler {
	const { namespaces = [ 'wp/v2' ], folder = '', pretty = true } = options;
	return ( request, response, own ) => {
		const url = new URL( request.url ?? '', own );
		const route =
			url.searchParams.get( 'rest_route' ) ??
			( pretty && url.pathname.startsWith( `${ folder }/wp-json` )
				? url.pathname.slice( `${ folder }/wp-json`.length )
				: null );
		if ( route === '/ivorey/v1/about' && options.about ) {
			sendJson( response, 200, about( own, options.about ) );
		} else if ( route === '/' ) {
			sendJson( response, 200, { name: 'Shop', namespaces } );
		} else if ( route !== null ) {
			sendJson( response, 404, { code: 'rest_no_route' } );
		} else {
			sendHtml( response, url.pathname === '/' ? 200 : 404, HTML_404 );
		}
	};
}

describe( 'R19 the check of a store finds', () => {
	test( 'a store with the plugin, and its approve page', async () => {
		const store = await storeWith( wordpress( { about: {} } ) );
		expect( await checkStore( store, LOCAL ) ).toMatchObject( {
			ok: true,
			storeUrl: store,
			approveUrl: `${ store }/wp-admin/admin.php?page=ivorey`,
		} );
	} );

	test( 'a store without pretty permalinks', async () => {
		const store = await storeWith(
			wordpress( { about: {}, pretty: false } )
		);
		expect( await checkStore( store, LOCAL ) ).toMatchObject( {
			ok: true,
		} );
	} );

	test( 'a store in a subfolder', async () => {
		const store = await storeWith(
			wordpress( { about: {}, folder: '/shop' } ),
			'/shop'
		);
		expect( await checkStore( store, LOCAL ) ).toMatchObject( {
			ok: true,
			storeUrl: store,
		} );
	} );

	test( 'a store whose wp-admin is in a folder of its own', async () => {
		const store = await storeWith( ( _, response, own ) =>
			sendJson(
				response,
				200,
				about( own, { approve_url: `${ own }/wp/wp-admin/admin.php` } )
			)
		);
		expect( await checkStore( store, LOCAL ) ).toMatchObject( {
			ok: true,
			approveUrl: `${ store }/wp/wp-admin/admin.php`,
		} );
	} );

	test( 'a store that redirects within itself', async () => {
		const store = await storeWith( ( request, response, own ) =>
			request.url === '/moved'
				? sendJson( response, 200, about( own ) )
				: redirect( response, '/moved' )
		);
		expect( await checkStore( store, LOCAL ) ).toMatchObject( {
			ok: true,
		} );
	} );
} );

interface Case {
	name: string;
	handle: Handler;
	problem: StoreProblem;
	says: RegExp;
	remedy?: RegExp;
}

const CASES: Case[] = [
	{
		name: 'no WordPress',
		handle: ( _, response ) => sendHtml( response, 200, '<h1>Hello</h1>' ),
		problem: 'no_wordpress',
		says: /no WordPress at http:\/\/localhost/,
	},
	{
		name: 'nothing at all',
		handle: ( _, response ) => sendHtml( response, 404, 'Not found' ),
		problem: 'no_wordpress',
		says: /no WordPress/,
	},
	{
		name: 'WordPress without WooCommerce',
		handle: wordpress( {} ),
		problem: 'no_woocommerce',
		says: /is a WordPress site, but WooCommerce is not active/,
		remedy: /\/wp-admin\/plugin-install\.php\?s=woocommerce&/,
	},
	{
		name: 'no plugin, or one that is not active',
		handle: wordpress( { namespaces: [ 'wp/v2', 'wc/v3' ] } ),
		problem: 'plugin_missing',
		says: /“Ivorey for WooCommerce” plugin is not active/,
		remedy: /\/wp-admin\/plugin-install\.php\?s=Ivorey\+for\+WooCommerce&/,
	},
	{
		name: 'no plugin, without pretty permalinks',
		handle: wordpress( {
			namespaces: [ 'wp/v2', 'wc/v3' ],
			pretty: false,
		} ),
		problem: 'plugin_missing',
		says: /Install or activate it there/,
	},
	{
		name: 'a plugin that cannot say what it is',
		handle: wordpress( { namespaces: [ 'wc/v3', 'ivorey/v1' ] } ),
		problem: 'too_old',
		says: /Ivorey for WooCommerce.* is too old/,
		remedy: /update-core\.php$/,
	},
	{
		name: 'a plugin of before the contract was numbered',
		handle: wordpress( {
			about: { contract: undefined, plugin: '0.0.9' },
			namespaces: [ 'wc/v3', 'ivorey/v1' ],
		} ),
		problem: 'too_old',
		says: /Ivorey for WooCommerce.* is too old/,
	},
	{
		name: 'a password of the web server',
		handle: ( _, response ) => {
			response
				.writeHead( 401, { 'www-authenticate': 'Basic' } )
				.end( 'no' );
		},
		problem: 'login_wall',
		says: /is behind a login \(401\)/,
	},
	{
		name: 'a plugin that closes the REST API',
		handle: ( _, response ) =>
			sendJson( response, 401, { code: 'rest_not_logged_in' } ),
		problem: 'login_wall',
		says: /needs to reach http:\/\/localhost:\d+\/wp-json\/ without one/,
	},
	{
		name: 'a redirect to a login',
		handle: ( request, response ) =>
			request.url?.startsWith( '/wp-login.php' ) === true
				? sendHtml( response, 200, '<form></form>' )
				: redirect( response, '/wp-login.php?redirect_to=x' ),
		problem: 'login_wall',
		says: /is behind a login\./,
	},
	{
		name: 'a page that asks for a password',
		handle: ( _, response ) =>
			sendHtml(
				response,
				200,
				'<form><input name="p" type="password"></form>'
			),
		problem: 'login_wall',
		says: /is behind a login/,
	},
	{
		name: 'a theme with a login form on a site without REST API',
		handle: ( request, response ) =>
			request.url === '/'
				? sendHtml(
						response,
						200,
						'<link rel="https://api.w.org/"><input type="password">'
					)
				: sendHtml( response, 404, HTML_404 ),
		problem: 'no_wordpress',
		says: /its REST API/,
	},
	{
		name: 'a firewall',
		handle: ( _, response ) => sendHtml( response, 403, 'Checking you' ),
		problem: 'blocked',
		says: /turned Ivorey away \(403\)/,
	},
	{
		name: 'a bot protection',
		handle: ( _, response ) => sendHtml( response, 429, 'Slow down' ),
		problem: 'blocked',
		says: /\(429\)/,
	},
	{
		name: 'maintenance',
		handle: ( _, response ) => sendHtml( response, 503, 'Back soon' ),
		problem: 'broken_store',
		says: /in maintenance mode or too busy \(503\)/,
	},
	{
		name: 'a fatal error',
		handle: ( _, response ) => sendHtml( response, 500, 'Critical error' ),
		problem: 'broken_store',
		says: /responds with an error \(500\)/,
	},
	{
		name: 'an end without an answer',
		handle: ( request ) => request.destroy(),
		problem: 'not_reachable',
		says: /closed the connection without responding/,
	},
	{
		name: 'silence',
		handle: () => undefined,
		problem: 'not_reachable',
		says: /did not respond in time/,
	},
	{
		name: 'a circle',
		handle: ( request, response ) =>
			redirect( response, `${ request.url }x` ),
		problem: 'not_reachable',
		says: /redirects in a circle/,
	},
	{
		name: 'a redirect to no web address',
		handle: ( _, response ) => redirect( response, 'file:///etc/passwd' ),
		problem: 'not_reachable',
		says: /redirects, but not to the address of a website/,
	},
	{
		name: 'a redirect to nowhere',
		handle: ( _, response ) => response.writeHead( 302 ).end(),
		problem: 'not_reachable',
		says: /redirects, but not to the address of a website/,
	},
	{
		name: 'an approve page on another site',
		handle: wordpress( {
			about: { approve_url: 'https://evil.example.com/approve' },
		} ),
		problem: 'bad_answer',
		says: /asks for approval on another site \(evil\.example\.com\)/,
	},
	{
		name: 'an approve page that is a script',
		handle: wordpress( {
			about: { approve_url: 'javascript:alert(1)' },
			namespaces: [ 'wc/v3', 'ivorey/v1' ],
		} ),
		problem: 'too_old',
		says: /Ivorey for WooCommerce/,
	},
	{
		name: 'JSON that is none',
		handle: ( _, response ) => {
			response
				.writeHead( 200, { 'content-type': 'application/json' } )
				.end( '<html>' );
		},
		problem: 'no_wordpress',
		says: /no WordPress/,
	},
	{
		name: 'a redirect into the cloud’s own network',
		handle: ( _, response ) =>
			redirect( response, 'http://169.254.169.254/latest/meta-data/' ),
		problem: 'internal',
		says: /169\.254\.169\.254 is an address inside a private network/,
	},
	{
		name: 'a redirect to a private address, written as a number',
		handle: ( _, response ) => redirect( response, 'http://167772161/' ),
		problem: 'internal',
		says: /10\.0\.0\.1 is an address inside/,
	},
	{
		name: 'a redirect to a private IPv6 address',
		handle: ( _, response ) => redirect( response, 'http://[fd00::1]/' ),
		problem: 'internal',
		says: /\[fd00::1\] is an address inside/,
	},
	{
		name: 'a redirect to a mapped address',
		handle: ( _, response ) =>
			redirect( response, 'http://[::ffff:10.0.0.1]/' ),
		problem: 'internal',
		says: /inside a private network/,
	},
];

describe( 'R19 the check of a store reports', () => {
	test.for( CASES )( '$name', async ( { handle, problem, says, remedy } ) => {
		const store = await storeWith( handle );
		const checked = await checkStore( store, LOCAL );
		expect( checked ).toMatchObject( { ok: false, problem } );
		expect( checked ).toHaveProperty(
			'message',
			expect.stringMatching( says )
		);
		if ( remedy !== undefined ) {
			expect( checked ).toHaveProperty(
				'remedy.url',
				expect.stringMatching( remedy )
			);
		}
	} );

	test( 'the store’s other address for itself, and suggests it', async () => {
		const store = await storeWith(
			wordpress( { about: { store_url: 'https://www.shop.example/' } } )
		);
		expect( await checkStore( store, LOCAL ) ).toEqual( {
			ok: false,
			problem: 'other_address',
			message:
				'This store’s own address is https://www.shop.example. Connect it with that address.',
			suggestion: 'https://www.shop.example',
		} );
	} );
} );

interface UrlCase {
	typed: string;
	problem: StoreProblem;
	says: RegExp;
	suggestion?: string;
}

/** Names as public DNS would resolve them. */
const NAMES: Record< string, string[] > = {
	'inside.example.com': [ '10.1.2.3' ],
	'metadata.example.com': [ '169.254.169.254' ],
	'mapped.example.com': [ '::ffff:192.168.0.1' ],
	'six.example.com': [ 'fd00::1' ],
	'mixed.example.com': [ '93.184.215.14', '127.0.0.1' ],
	'here.example.com': [ '127.0.0.1' ],
	localhost: [ '127.0.0.1', '::1' ],
	'shop.localhost': [ '127.0.0.1' ],
};

const URLS: UrlCase[] = [
	{ typed: '', problem: 'url', says: /^Enter the address/ },
	{ typed: '   ', problem: 'url', says: /^Enter the address/ },
	{ typed: 'https://', problem: 'url', says: /ends after “https:\/\/”/ },
	{
		typed: 'https://yourstore.com/',
		problem: 'url',
		says: /must not end with a slash/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://yourstore.com///',
		problem: 'url',
		says: /slash/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://yourstore.com/wp-admin',
		problem: 'url',
		says: /without “\/wp-admin”/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://yourstore.com/shop/wp-admin/admin.php?page=wc-settings',
		problem: 'url',
		says: /without “\/wp-admin”/,
		suggestion: 'https://yourstore.com/shop',
	},
	{
		typed: 'https://yourstore.com/wp-login.php',
		problem: 'url',
		says: /without “\/wp-login\.php”/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'yourstore.com',
		problem: 'url',
		says: /must begin with “https:\/\/”/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'yourstore.com/wp-admin/',
		problem: 'url',
		says: /must begin with/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'http://yourstore.com',
		problem: 'url',
		says: /plain “http:\/\/”/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'http://yourstore.com:8080',
		problem: 'url',
		says: /plain “http:\/\/”/,
	},
	{
		typed: 'ftp://yourstore.com',
		problem: 'url',
		says: /begins with “https/,
	},
	{
		typed: 'javascript:alert(1)',
		problem: 'url',
		says: /begins with “https/,
	},
	{
		typed: 'https//yourstore.com',
		problem: 'url',
		says: /colon and two slashes/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://https://yourstore.com',
		problem: 'url',
		says: /twice/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: ' https://yourstore.com ',
		problem: 'url',
		says: /spaces/,
		suggestion: 'https://yourstore.com',
	},
	{ typed: 'https://your store.com', problem: 'url', says: /spaces/ },
	{ typed: 'ada@yourstore.com', problem: 'url', says: /e-mail address/ },
	{
		typed: 'https://admin:secret@yourstore.com',
		problem: 'url',
		says: /user name or a password/,
		suggestion: 'https://yourstore.com',
	},
	{ typed: 'https://yourstore', problem: 'url', says: /incomplete/ },
	{ typed: 'https://yourstore.com:99999', problem: 'url', says: /port/ },
	{
		typed: 'https://-shop.example.com',
		problem: 'url',
		says: /valid domain/,
	},
	{
		typed: 'https://yourstore.com./',
		problem: 'url',
		says: /end with a dot/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://yourstore.com/?p=1',
		problem: 'url',
		says: /question mark/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://yourstore.com/#top',
		problem: 'url',
		says: /“#”/,
		suggestion: 'https://yourstore.com',
	},
	{
		typed: 'https://yourstore.com/index.php',
		problem: 'url',
		says: /single page/,
		suggestion: 'https://yourstore.com',
	},
	{ typed: 'https://0x7f.1', problem: 'url', says: /valid domain/ },
	{ typed: 'https://2130706433', problem: 'url', says: /valid domain/ },
	{ typed: 'https://10.0.0.1', problem: 'internal', says: /private network/ },
	{ typed: 'https://192.168.1.1:8443', problem: 'internal', says: /private/ },
	{ typed: 'https://169.254.169.254', problem: 'internal', says: /private/ },
	{ typed: 'https://100.64.0.1', problem: 'internal', says: /private/ },
	{ typed: 'https://0.0.0.0', problem: 'internal', says: /private/ },
	{ typed: 'https://[::1]', problem: 'internal', says: /private/ },
	{ typed: 'https://[fe80::1]', problem: 'internal', says: /private/ },
	{ typed: 'https://[fd00::1]', problem: 'internal', says: /private/ },
	{
		typed: 'https://[::ffff:10.0.0.1]',
		problem: 'internal',
		says: /private/,
	},
	{ typed: 'https://[64:ff9b::a00:1]', problem: 'internal', says: /private/ },
	{ typed: 'http://localhost', problem: 'internal', says: /private/ },
	{ typed: 'http://127.0.0.1:8080', problem: 'internal', says: /private/ },
	{ typed: 'http://shop.localhost', problem: 'internal', says: /private/ },
	{
		typed: 'https://inside.example.com',
		problem: 'internal',
		says: /private/,
	},
	{
		typed: 'https://metadata.example.com',
		problem: 'internal',
		says: /metadata\.example\.com is an address inside/,
	},
	{
		typed: 'https://mapped.example.com',
		problem: 'internal',
		says: /private/,
	},
	{ typed: 'https://six.example.com', problem: 'internal', says: /private/ },
	{
		typed: 'https://mixed.example.com',
		problem: 'internal',
		says: /private/,
	},
	{ typed: 'https://here.example.com', problem: 'internal', says: /private/ },
	{
		typed: 'HTTPS://NoSuchStore.example.com',
		problem: 'not_reachable',
		says: /no server named nosuchstore\.example\.com/,
	},
	{
		typed: 'https://läden.example',
		problem: 'not_reachable',
		says: /no server named xn--lden-loa\.example/,
	},
];

describe( 'R19 a store URL', () => {
	test( 'is tried in at least 40 spellings', () => {
		expect( URLS.length ).toBeGreaterThanOrEqual( 40 );
	} );

	test.for( URLS )(
		'$typed',
		async ( { typed, problem, says, suggestion } ) => {
			const checked = await checkStore( typed, {
				allowLocal: false,
				timeoutMs: 1_000,
				async lookup( hostname ) {
					return NAMES[ hostname ] ?? [];
				},
			} );
			expect( checked ).toMatchObject( { ok: false, problem } );
			expect( checked ).toHaveProperty(
				'message',
				expect.stringMatching( says )
			);
			expect(
				'suggestion' in checked ? checked.suggestion : undefined
			).toBe( suggestion );
		}
	);
} );
