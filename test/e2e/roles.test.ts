import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { Owner } from './owner.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

interface Argument {
	type?: string | string[];
	enum?: string[];
	required?: boolean;
	minItems?: number;
}

interface Endpoint {
	/** Its path, below the namespace, as WordPress matches it. */
	path: string;
	method: string;
	args: Record< string, Argument > | [];
}

/** What is there for everybody. */
const PUBLIC = [ 'GET /', 'GET /about' ];
/** What the site calls itself, with a token that nobody else has. */
const WITH_TOKEN = [ 'POST /wake' ];
/** Checked with the others, but they take their time or end the connection: last. */
const LAST = [ 'DELETE /connection', 'POST /disconnect' ];

const PASSWORD = 'correct horse battery';
const OUTSIDERS = [ 'subscriber', 'customer', 'editor', 'author' ];

describeStore( 'who gets in', () => {
	let pipe: Pipe;
	let endpoints: Endpoint[];

	beforeAll( async () => {
		pipe = await startPipe();
		for ( const role of [ ...OUTSIDERS, 'shop_manager' ] ) {
			await pipe.store.php(
				`wp_insert_user( array( 'user_login' => $args['role'], 'user_pass' => $args['password'], 'user_email' => $args['role'] . '@example.com', 'role' => $args['role'] ) );`,
				{ args: { role, password: PASSWORD } }
			);
		}
		await pipe.drained();
		endpoints = await pipe.store.phpJson< Endpoint[] >(
			`$all = array();
			foreach ( rest_get_server()->get_routes( 'ivorey/v1' ) as $route => $handlers ) {
				foreach ( $handlers as $handler ) {
					foreach ( array_keys( array_filter( $handler['methods'] ) ) as $method ) {
						$all[] = array( 'path' => substr( $route, strlen( '/ivorey/v1' ) ) ?: '/', 'method' => $method, 'args' => array_map( fn ( $a ) => array_intersect_key( $a, array( 'type' => 1, 'enum' => 1, 'required' => 1, 'minItems' => 1 ) ), $handler['args'] ) );
					}
				}
			}
			return $all;`
		);
	} );
	afterAll( () => pipe?.stop() );

	const nameOf = ( { method, path }: Endpoint ) => `${ method } ${ path }`;

	/** With everything that it needs, so that nothing but the person can be wrong. */
	function callOf( { path, method, args }: Endpoint ) {
		const filled = path.replace(
			/\(\?P<(\w+)>[^)]*\)/g,
			( _, name: string ) => ( name === 'id' ? '1' : 'orders' )
		);
		const values = Object.fromEntries(
			Object.entries( args )
				.filter(
					( [ name, { required } ] ) =>
						required || ! path.includes( `<${ name }>` )
				)
				.flatMap( ( [ name, arg ] ) => valueOf( name, arg ) )
		);
		return method === 'GET'
			? {
					path: `${ filled }?${ new URLSearchParams(
						values as Record< string, string >
					) }`,
				}
			: { path: filled, json: values };
	}

	function valueOf(
		name: string,
		{ type, ...arg }: Argument
	): Array< [ string, unknown ] > {
		if ( ! arg.required ) {
			return [];
		}
		if ( arg.enum ) {
			return [ [ name, arg.enum[ 0 ] ] ];
		}
		switch ( type ) {
			case 'integer':
				return [ [ name, 1 ] ];
			case 'array':
				return [ [ name, [ 'orders' ] ] ];
			default:
				return [
					[
						name,
						name.endsWith( 'url' ) ? 'https://example.com' : 'x',
					],
				];
		}
	}

	/** Everything that the plugin keeps, but for what deliveries write. */
	const kept = () =>
		pipe.store.sql(
			`select option_name, option_value from ${ pipe.store.tablePrefix }options
			where option_name like 'ivorey%' and option_name not in ( 'ivorey_link', 'ivorey_status_report', 'ivorey_import' )
			union select concat( user_id, meta_key ), meta_value from ${ pipe.store.tablePrefix }usermeta where meta_key like '%ivorey%'
			order by 1`
		);

	const guarded = () =>
		endpoints
			.filter(
				( one ) =>
					! [ ...PUBLIC, ...WITH_TOKEN ].includes( nameOf( one ) )
			)
			.sort(
				( a, b ) =>
					Number( LAST.includes( nameOf( a ) ) ) -
					Number( LAST.includes( nameOf( b ) ) )
			);

	test( 'the routes are found, and no more of them are public than are meant to be', async () => {
		expect( endpoints.map( nameOf ) ).toEqual(
			expect.arrayContaining( [
				...PUBLIC,
				...WITH_TOKEN,
				'GET /status',
				'POST /connect',
				'GET /approval',
				'POST /approval',
				'POST /disconnect',
				'POST /site',
				'GET /overview',
				'GET /exclusions',
				'GET /activity/hours',
				'PUT /settings',
				'POST /import',
			] )
		);
		for ( const endpoint of endpoints ) {
			const { path, json } = callOf( endpoint );
			const { status } = await pipe.store.fetch(
				`/wp-json/ivorey/v1${ path }`,
				{
					method: endpoint.method,
					...( json === undefined
						? {}
						: {
								body: JSON.stringify( json ),
								headers: {
									'content-type': 'application/json',
								},
							} ),
				}
			);
			expect( status, nameOf( endpoint ) ).toBe(
				PUBLIC.includes( nameOf( endpoint ) ) ? 200 : 401
			);
		}
	} );

	for ( const role of OUTSIDERS ) {
		test( `${ role }: no route answers, and nothing changes`, async () => {
			const before = await kept();
			const person = await Owner.signIn( pipe.store, {
				username: role,
				password: PASSWORD,
			} );
			for ( const endpoint of guarded() ) {
				const { path, json } = callOf( endpoint );
				const { status, body } = await person.rest(
					endpoint.method,
					path,
					json
				);
				expect( status, nameOf( endpoint ) ).toBe( 403 );
				expect( body.code, nameOf( endpoint ) ).toBe(
					'rest_forbidden'
				);
			}
			expect( await kept() ).toEqual( before );
		} );
	}

	test( 'the wake-up call of the site to itself is refused even to the administrator', async () => {
		const admin = await Owner.signIn( pipe.store );
		expect( ( await admin.rest( 'POST', '/wake' ) ).status ).toBe( 403 );
	} );

	test( 'the administrator’s browser, sent by another site, gets nowhere', async () => {
		const before = await kept();
		const admin = await Owner.signIn( pipe.store );
		for ( const endpoint of guarded() ) {
			const { path, json } = callOf( endpoint );
			const { status } = await admin.rest(
				endpoint.method,
				path,
				json,
				null
			);
			expect( status, nameOf( endpoint ) ).toBe( 401 );
		}
		expect( await kept() ).toEqual( before );
	} );

	test( 'pages and actions are for those who may manage WooCommerce only', async () => {
		const actions = await pipe.store.phpJson< string[] >(
			`return array_values( preg_grep( '/^(admin_post|wp_ajax|admin_action)_.*ivorey/', array_keys( $GLOBALS['wp_filter'] ) ) );`
		);
		expect( actions.sort() ).toEqual( [
			'admin_post_ivorey_connect',
			'admin_post_ivorey_dismiss',
		] );
		const before = await kept();
		for ( const role of OUTSIDERS ) {
			const { browser } = await Owner.signIn( pipe.store, {
				username: role,
				password: PASSWORD,
			} );
			for ( const path of [
				'/wp-admin/admin.php?page=ivorey',
				'/wp-admin/admin.php?page=wc-settings&tab=integration&section=ivorey',
			] ) {
				const page = await browser.visit( path );
				expect(
					/ivorey-panel|action=ivorey_/.test( page.text ),
					`${ role } ${ path }`
				).toBe( false );
			}
			for ( const action of actions ) {
				const answer = await browser.open(
					`/wp-admin/admin-post.php?action=${ action.replace( 'admin_post_', '' ) }&ivorey_api_url=https://example.com`
				);
				expect( answer.status, `${ role } ${ action }` ).toBe( 403 );
			}
		}
		expect( await kept() ).toEqual( before );
		const anybody = await pipe.store.fetch(
			'/wp-admin/admin-post.php?action=ivorey_connect',
			{ redirect: 'manual' }
		);
		// Nothing is there for who is not signed in.
		expect( anybody.headers.get( 'location' ) ?? '' ).not.toMatch(
			/authorize/
		);
	} );

	test( 'a shop manager gets in everywhere', async () => {
		const manager = await Owner.signIn( pipe.store, {
			username: 'shop_manager',
			password: PASSWORD,
		} );
		expect(
			(
				await manager.visit( '/wp-admin/admin.php?page=ivorey' )
			).text.includes( 'id="ivorey-panel"' )
		).toBe( true );
		for ( const endpoint of guarded() ) {
			const { path, json } = callOf( endpoint );
			const { status, body } = await manager.rest(
				endpoint.method,
				path,
				json
			);
			expect( body?.code, nameOf( endpoint ) ).not.toBe(
				'rest_forbidden'
			);
			expect( [ 401, 500 ], nameOf( endpoint ) ).not.toContain( status );
		}
	} );
} );
