import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout } from '../store/shopper.ts';
import { IvoreySide } from './ivorey-side.ts';
import { approvedAt, searchReplace } from './other-address.ts';
import { Owner } from './owner.ts';
import { jsonOf } from './gateway.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

const ORIGINAL = 'https://original.example/shop';

describeStore( 'a copied site', () => {
	let pipe: Pipe;
	let owner: Owner;
	let ivorey: IvoreySide;

	beforeAll( async () => {
		pipe = await startPipe();
		ivorey = new IvoreySide( pipe.databaseUrl );
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( async () => {
		await pipe.reset();
		await pipe.drained();
		owner = await Owner.signIn( pipe.store );
	} );

	const approveUrl = () =>
		`${ pipe.store.url }/wp-admin/admin.php?page=ivorey`;

	/** A route of the store, asked by its owner while it still is at its first address. */
	const postAtOriginal = ( route: string, params: object ) =>
		pipe.store.phpJson< { status: number; redirect?: string } >(
			`add_filter( 'option_home', fn () => $args['url'], PHP_INT_MAX );
			wp_set_current_user( 1 );
			$request = new WP_REST_Request( 'POST', '/ivorey/v1' . $args['route'] );
			$request->set_body_params( $args['params'] );
			$response = rest_do_request( $request );
			return array( 'status' => $response->get_status() ) + (array) $response->get_data();`,
			{ args: { url: ORIGINAL, route, params } }
		);

	/** Connects the store while it still is at its first address, where Ivorey cannot reach it: so it begins. */
	async function connectOriginal(): Promise< void > {
		await owner.rest( 'POST', '/disconnect' );
		await ivorey.newAccount();
		const begun = await postAtOriginal( '/connect', {
			api_url: pipe.gateway.url,
		} );
		const asked = new URL( begun.redirect! ).searchParams;
		const state = asked.get( 'state' )!;
		const code = await ivorey.save( {
			storeUrl: ORIGINAL,
			approveUrl: approveUrl(),
			store: { state, codeChallenge: asked.get( 'code_challenge' )! },
		} );
		const { status } = await postAtOriginal( '/approval', {
			code,
			state,
			decision: 'approve',
		} );
		expect( status ).toBe( 200 );
		expect( await stored() ).toMatchObject( {
			state: 'active',
			store_url: ORIGINAL,
		} );
	}

	/** The ways in which the database can be another site's. */
	const COPIES = {
		'at another address': async () => {
			await approvedAt( pipe.store, ORIGINAL );
			return ORIGINAL;
		},
		'at another address, put by a search-replace in place of its own':
			async () => {
				await connectOriginal();
				await searchReplace( pipe.store, ORIGINAL, pipe.store.url );
				return ORIGINAL;
			},
		'at the same address, in an installation of its own': async () => {
			await pipe.store.php(
				`update_option( 'ivorey_install_id', wp_generate_uuid4() );`
			);
			return pipe.store.url;
		},
	};

	/** Everything that makes the plugin send something. */
	async function tryEverything(): Promise< void > {
		await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
		} );
		await pipe.store.php(
			`$link = get_option( 'ivorey_link' ); $link['checked_at'] = 0; update_option( 'ivorey_link', $link );
			$c = get_option( 'ivorey_connection' ); $c['credentials_at'] = 1; update_option( 'ivorey_connection', $c );
			do_action( 'ivorey_sweep' ); do_action( 'ivorey_drain' );`
		);
		await pipe.store.wp( [ 'ivorey', 'drain' ] );
		await owner.rest( 'PUT', '/settings', { sync: { products: false } } );
		await owner.rest( 'POST', '/import' );
		await pipe.store.runActionScheduler();
	}

	const stored = () =>
		pipe.store.phpJson< { state: string; connection: string } >(
			`return get_option( 'ivorey_connection' );`
		);
	const secrets = () =>
		pipe.store.phpJson< unknown[] >(
			`return array( get_option( 'ivorey_credentials' ), get_option( 'ivorey_install_id' ) );`
		);

	for ( const [ where, copy ] of Object.entries( COPIES ) ) {
		test( `sends nothing, and asks what it is: ${ where }`, async () => {
			const was = await copy();
			pipe.gateway.reset();
			await tryEverything();
			expect(
				pipe.gateway.exchanges.map(
					( { method, path } ) => `${ method } ${ path }`
				)
			).toEqual( [] );
			expect(
				( await owner.rest( 'GET', '/status' ) ).body.site
			).toEqual( {
				copied: true,
				was_url: was,
				is_url: pipe.store.url,
			} );
			const { text } = await owner.visit( '/wp-admin/index.php' );
			expect( text.includes( 'is this site a copy?' ) ).toBe( true );
			expect( await pipe.waiting() ).toBeGreaterThan( 0 );
		} );
	}

	test( '“this is a copy” forgets the credentials here, and the original goes on', async () => {
		await COPIES[ 'at another address' ]();
		const [ , installId ] = await secrets();
		pipe.gateway.reset();
		expect(
			await owner.rest( 'POST', '/site', { decision: 'copy' } )
		).toMatchObject( { status: 200 } );
		expect( await stored() ).toEqual( { state: 'disconnected' } );
		expect( await secrets() ).toEqual( [ false, false ] );
		expect( installId ).toMatch( /^[0-9a-f-]{36}$/ );
		expect( pipe.gateway.exchanges ).toEqual( [] );
		const { rows } = await pipe.pool.query(
			'select state from connections where account_id = $1',
			[ pipe.credentials.connection.split( '.' )[ 0 ] ]
		);
		expect( rows ).toEqual( [ { state: 'active' } ] );
		expect(
			(
				( await owner.rest( 'GET', '/status' ) ).body.site as {
					copied: boolean;
				}
			 ).copied
		).toBe( false );
	} );

	test( '“this site has moved” leads to a reconnect at the Ivorey that it knows, and changes nothing before', async () => {
		await COPIES[ 'at another address' ]();
		const before = await secrets();
		const { status, body } = await owner.rest( 'POST', '/site', {
			decision: 'moved',
		} );
		expect( status ).toBe( 200 );
		const url = new URL( body.redirect as string );
		expect( url.origin + url.pathname ).toBe(
			`${ pipe.gateway.url }/connect/authorize`
		);
		expect( url.searchParams.get( 'client_id' ) ).toBe( pipe.store.url );
		expect( await secrets() ).toEqual( before );
		expect( ( await stored() ).state ).toBe( 'active' );
	} );

	test( 'a site that a search-replace has moved goes on as the same connection', async () => {
		await connectOriginal();
		const { connection } = await stored();
		await searchReplace( pipe.store, ORIGINAL, pipe.store.url );
		pipe.gateway.reset();
		const begun = await owner.rest( 'POST', '/site', {
			decision: 'moved',
		} );
		expect( begun.status ).toBe( 200 );
		expect( pipe.gateway.exchanges ).toEqual( [] );
		const asked = new URL( begun.body.redirect as string ).searchParams;
		const state = asked.get( 'state' )!;
		const code = await ivorey.save( {
			storeUrl: pipe.store.url,
			approveUrl: approveUrl(),
			store: {
				state,
				codeChallenge: asked.get( 'code_challenge' )!,
			},
		} );
		expect(
			await owner.rest( 'POST', '/approval', {
				code,
				state,
				decision: 'approve',
			} )
		).toMatchObject( { status: 200 } );
		const exchange = pipe.gateway.exchanges.find(
			( { path } ) => path === '/v1/connect/token'
		)!;
		expect( jsonOf( exchange ) ).toMatchObject( {
			moved_from: { connection },
		} );
		expect( await stored() ).toMatchObject( {
			state: 'active',
			connection,
			store_url: pipe.store.url,
		} );
		const { rows } = await pipe.pool.query(
			'select store_url, state from connections where account_id = $1',
			[ ivorey.person.accountId ]
		);
		expect( rows ).toEqual( [
			{ store_url: pipe.store.url, state: 'active' },
		] );
	} );

	test( 'R26 a link of Ivorey’s does not connect a site of which nobody has said whether it is a copy', async () => {
		await connectOriginal();
		const before = await stored();
		await searchReplace( pipe.store, ORIGINAL, pipe.store.url );
		const values = {
			code: await ivorey.save( {
				storeUrl: pipe.store.url,
				approveUrl: approveUrl(),
			} ),
			api: pipe.gateway.url,
		};
		pipe.gateway.reset();
		const query = new URLSearchParams( values );
		for ( const answer of [
			await owner.rest( 'GET', `/approval?${ query }` ),
			await owner.rest( 'POST', '/approval', {
				...values,
				decision: 'approve',
			} ),
		] ) {
			expect( answer ).toMatchObject( {
				status: 409,
				body: { code: 'ivorey_site_undecided' },
			} );
		}
		expect( pipe.gateway.exchanges ).toEqual( [] );
		expect( ( await stored() ).connection ).toBe( before.connection );

		// As a copy it is connected by the same link.
		await owner.rest( 'POST', '/site', { decision: 'copy' } );
		expect(
			await owner.rest( 'POST', '/approval', {
				...values,
				decision: 'approve',
			} )
		).toMatchObject( { status: 200 } );
		expect( ( await stored() ).connection ).not.toBe( before.connection );
	} );

	test( 'a copy with salts of its own, which cannot read the credentials, is asked all the same', async () => {
		await connectOriginal();
		await searchReplace( pipe.store, ORIGINAL, pipe.store.url );
		await pipe.store.php(
			`update_option( 'ivorey_credentials', 'v1:' . base64_encode( random_bytes( 200 ) ) );`
		);
		pipe.gateway.reset();
		await tryEverything();
		expect( pipe.gateway.exchanges ).toEqual( [] );
		expect(
			( await owner.rest( 'GET', '/status' ) ).body.site
		).toMatchObject( { copied: true, was_url: ORIGINAL } );
		expect( ( await stored() ).state ).toBe( 'active' );
	} );

	test( 'a site that is no copy has nothing to decide', async () => {
		const before = await secrets();
		for ( const decision of [ 'copy', 'moved' ] ) {
			expect(
				( await owner.rest( 'POST', '/site', { decision } ) ).status
			).toBe( 409 );
		}
		expect( await secrets() ).toEqual( before );
	} );

	test( 'http and https are the same site: a certificate is no move', async () => {
		await approvedAt(
			pipe.store,
			`${ pipe.store.url.replace( 'http://', 'https://' ) }/`
		);
		const { orderId } = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
		} );
		await pipe.order( orderId, () => true, 30_000 );
	} );
} );
