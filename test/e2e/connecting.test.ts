import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import { BATCH_CONTRACT, DEFAULT_SETTINGS } from '@ivorey/shared';
import { checkStore } from '@ivorey/ingest-api/connections/store-check/check-store.ts';
import { sendJson } from '@ivorey/ingest-api/testing/web-server.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { IvoreySide } from './ivorey-side.ts';
import { nameIvorey } from './name-ivorey.ts';
import { Owner, type RestAnswer } from './owner.ts';
import { type TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';
import { startTestBed } from './start-test-bed.ts';

interface Stored {
	state: string;
	connection: string;
	connected_at: number;
	account_id: string;
	account_name: string;
	credentials_at: number;
}

describeStore( 'connecting a store', () => {
	let bed: TestBed;
	let ivorey: IvoreySide;
	let owner: Owner;
	let approveUrl: string;

	beforeAll( async () => {
		bed = await startTestBed();
		ivorey = new IvoreySide( bed.databaseUrl );
		await nameIvorey( bed.store, bed.proxy.url );
	} );
	afterAll( () => bed?.stop() );
	beforeEach( async () => {
		await bed.store.reset();
		bed.proxy.reset();
		await ivorey.newAccount();
		owner = await Owner.signIn( bed.store );
		approveUrl = `${ bed.store.url }/wp-admin/admin.php?page=ivorey`;
	} );
	afterEach( async () => {
		expect( await bed.store.debugLog() ).not.toMatch(
			/ivorey-for-woocommerce\/src|plugin\/src/i
		);
	} );

	const stored = () =>
		bed.store.phpJson< Stored >(
			`return get_option( 'ivorey_connection' );`
		);

	/** Everything the plugin stores about a connection, or about connecting. */
	const traces = () =>
		bed.store.phpJson< unknown >(
			`return array( get_option( 'ivorey_connection' ), get_option( 'ivorey_credentials' ), get_user_option( 'ivorey_authorization', 1 ), get_option( 'ivorey_connections' ) );`
		);
	const NOTHING = [ { state: 'disconnected' }, false, false, false ];

	const codeFromIvorey = ( at?: Date, storeUrl = bed.store.url ) =>
		ivorey.save( { storeUrl, approveUrl, ...( at ? { at } : {} ) } );

	const query = ( values: Record< string, string > ) =>
		`?${ new URLSearchParams( values ) }`;

	const approve = (
		values: Record< string, string >,
		by = owner
	): Promise< RestAnswer > =>
		by.rest( 'POST', '/approval', { ...values, decision: 'approve' } );

	/** Begins in the store, and saves the request in Ivorey. */
	async function beginInStore( by = owner ) {
		const begun = await by.rest( 'POST', '/connect' );
		expect( begun.status ).toBe( 200 );
		const url = new URL( begun.body.redirect as string );
		const asked = Object.fromEntries( url.searchParams );
		const code = await ivorey.save( {
			storeUrl: bed.store.url,
			approveUrl: asked.redirect_uri!,
			store: {
				state: asked.state!,
				codeChallenge: asked.code_challenge!,
			},
		} );
		return { url, asked, code, state: asked.state! };
	}

	async function connectFromIvorey(): Promise< Stored > {
		const answer = await approve( {
			code: await codeFromIvorey(),
			api: bed.proxy.url,
		} );
		expect( answer ).toMatchObject( { status: 200 } );
		const now = await stored();
		bed.credentials = {
			...bed.credentials,
			connection: now.connection,
		};
		return now;
	}

	test( 'R19 the store tells anybody what it is, and nothing secret', async () => {
		for ( const path of [
			'/wp-json/ivorey/v1/about',
			'/?rest_route=/ivorey/v1/about',
		] ) {
			const response = await bed.store.fetch( path );
			expect( response.status ).toBe( 200 );
			const body = ( await response.json() ) as object;
			expect( body ).toEqual( {
				contract: BATCH_CONTRACT,
				store_url: bed.store.url,
			} );
		}
	} );

	test( 'R19 Ivorey finds a store with the plugin at its URL', async () => {
		expect(
			await checkStore( bed.store.url, { allowLocal: true } )
		).toMatchObject( { ok: true, storeUrl: bed.store.url, approveUrl } );
	} );

	test( 'R19 R22 started in Ivorey: the page names account, host and what is read; approving connects and imports', async () => {
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
		} );
		await ivorey.newAccount( 'Käse & Söhne' );
		const code = await codeFromIvorey();
		const asked = { code, api: bed.proxy.url };
		const described = await owner.rest(
			'GET',
			`/approval${ query( asked ) }`
		);
		expect( described ).toMatchObject( {
			status: 200,
			body: {
				account: { name: 'Käse & Söhne' },
				api_host: new URL( bed.proxy.url ).host,
				settings: {
					import: DEFAULT_SETTINGS.import,
					sync: DEFAULT_SETTINGS.sync,
				},
			},
		} );
		expect( described.body.ends ).toBeNull();
		// Viewing uses nothing up and leaves nothing.
		expect( await traces() ).toEqual( NOTHING );

		const approved = await approve( asked );
		expect( approved.status ).toBe( 200 );
		expect( approved.body.redirect ).toMatch(
			/\/settings\/integration\/woocommerce\//
		);
		const now = await stored();
		expect( now ).toMatchObject( {
			state: 'active',
			account_name: 'Käse & Söhne',
			account_id: ivorey.person.accountId,
		} );
		bed.credentials = {
			...bed.credentials,
			connection: now.connection,
		};
		// R20: the existing records come with the import, which started by itself.
		await bed.order( orderId );
		expect( JSON.stringify( approved.body ) ).not.toMatch( /whsec_/ );
	} );

	test( 'R23 connecting from wp-admin uses state and PKCE, which never leave the site', async () => {
		const { url, asked, code, state } = await beginInStore();
		expect( url.origin + url.pathname ).toBe(
			`${ bed.proxy.url }/connect/authorize`
		);
		expect( asked ).toMatchObject( {
			response_type: 'code',
			client_id: bed.store.url,
			redirect_uri: approveUrl,
			code_challenge_method: 'S256',
		} );
		const [ , , kept ] = ( await traces() ) as [
			unknown,
			unknown,
			{ verifier: string },
		];
		expect( url.href ).not.toContain( kept.verifier );

		const described = await owner.rest(
			'GET',
			`/approval${ query( { code, state } ) }`
		);
		expect( described.status ).toBe( 200 );
		expect( JSON.stringify( described.body ) ).not.toContain(
			kept.verifier
		);
		const approved = await approve( { code, state } );
		expect( approved ).toEqual( {
			status: 200,
			body: { redirect: approveUrl },
		} );
		expect( await stored() ).toMatchObject( {
			state: 'active',
			account_id: ivorey.person.accountId,
		} );
		expect(
			await bed.store.phpJson(
				`return get_user_option( 'ivorey_authorization', 1 );`
			)
		).toBe( false );
	} );

	test( 'R22 deny leaves nothing behind, from either side, and ends the code', async () => {
		const fromStore = await beginInStore();
		const fromIvorey = await codeFromIvorey();
		for ( const values of [
			{ code: fromStore.code, state: fromStore.state },
			{ code: fromIvorey, api: bed.proxy.url },
		] ) {
			expect(
				await owner.rest( 'POST', '/approval', {
					...values,
					decision: 'deny',
				} )
			).toEqual( {
				status: 200,
				body: { redirect: `${ approveUrl }&error=denied_here` },
			} );
			expect( await traces() ).toEqual( NOTHING );
			expect( ( await approve( values ) ).status ).not.toBe( 200 );
		}
		expect( await traces() ).toEqual( NOTHING );
		const { rows } = await bed.pool.query(
			'select settled from connect_requests where account_id = $1',
			[ ivorey.person.accountId ]
		);
		expect( rows ).toEqual( [
			{ settled: 'denied' },
			{ settled: 'denied' },
		] );
	} );

	describe( 'R22 a forged approval does nothing', () => {
		test( 'without a nonce', async () => {
			const code = await codeFromIvorey();
			const answer = await owner.rest(
				'POST',
				'/approval',
				{ code, api: bed.proxy.url, decision: 'approve' },
				null
			);
			expect( [ 401, 403 ] ).toContain( answer.status );
			expect( await traces() ).toEqual( NOTHING );
			// The code would have been valid.
			expect(
				( await approve( { code, api: bed.proxy.url } ) ).status
			).toBe( 200 );
		} );

		test( 'with a code of another store, an invented one or an expired one', async () => {
			const ago = ( minutes: number ) =>
				new Date( Date.now() - minutes * 60_000 );
			for ( const code of [
				await codeFromIvorey( undefined, 'https://other.example' ),
				`${ ivorey.person.accountId }.invented`,
				await codeFromIvorey( ago( 11 ) ),
			] ) {
				expect(
					await approve( { code, api: bed.proxy.url } )
				).toMatchObject( {
					status: 400,
					body: { code: 'ivorey_code_invalid' },
				} );
			}
			expect( await traces() ).toEqual( NOTHING );
		} );

		test( 'with a code that was used', async () => {
			const values = {
				code: await codeFromIvorey(),
				api: bed.proxy.url,
			};
			expect( ( await approve( values ) ).status ).toBe( 200 );
			const before = await traces();
			expect( ( await approve( values ) ).body ).toMatchObject( {
				code: 'ivorey_code_invalid',
			} );
			expect( await traces() ).toEqual( before );
		} );

		test( "with another person's state, an invented one, or a code without its PKCE", async () => {
			const { code, state } = await beginInStore();
			await bed.store.php(
				`wp_insert_user( array( 'user_login' => 'manager', 'user_pass' => 'correct horse', 'user_email' => 'm@example.com', 'role' => 'shop_manager' ) );`
			);
			const other = await Owner.signIn( bed.store, {
				username: 'manager',
				password: 'correct horse',
			} );
			for ( const [ by, values ] of [
				[ other, { code, state } ],
				[ owner, { code, state: 'invented' } ],
				[ owner, { code, api: bed.proxy.url } ],
			] as const ) {
				const answer = await approve( values, by );
				expect( [ 400, 403 ] ).toContain( answer.status );
				expect( await stored() ).toEqual( { state: 'disconnected' } );
			}
			// A code that somebody else created does not match the verifier.
			const foreign = await codeFromIvorey();
			expect( ( await approve( { code: foreign, state } ) ).status ).toBe(
				400
			);
			expect( ( await approve( { code, state } ) ).status ).toBe( 200 );
		} );
	} );

	for ( const lost of [ '/v1/connect/token', '/v1/connection' ] ) {
		test( `R22 a code whose answer was lost is not promised to be good still: ${ lost }`, async () => {
			const values = {
				code: await codeFromIvorey(),
				api: bed.proxy.url,
			};
			bed.proxy.treat = ( { path } ) => ( {
				kind: path === lost ? 'cut' : 'pass',
			} );
			const { status, body } = await approve( values );
			expect( status ).toBe( 502 );
			expect( body ).toMatchObject( { code: 'ivorey_code_used_up' } );
			expect( body.message ).toMatch( /start connecting again/i );
			expect( body.message ).not.toMatch( /Nothing was|try again/i );
			expect( await stored() ).toEqual( { state: 'disconnected' } );
			bed.proxy.reset();
			expect( ( await approve( values ) ).body ).toMatchObject( {
				code: 'ivorey_code_invalid',
			} );
			expect(
				(
					await approve( {
						...values,
						code: await codeFromIvorey(),
					} )
				).status
			).toBe( 200 );
		} );
	}

	test( 'an Ivorey that is unreachable, or answers with another address, connects nothing', async () => {
		const code = await codeFromIvorey();
		bed.proxy.treat = () => ( {
			kind: 'answer',
			status: 502,
			body: '<h1>Bad gateway</h1>',
		} );
		expect( await approve( { code, api: bed.proxy.url } ) ).toMatchObject( {
			status: 502,
			body: { code: 'ivorey_unreachable' },
		} );
		// The same API under a name that the owner did not approve.
		bed.proxy.reset();
		expect(
			await approve( {
				code,
				api: bed.proxy.url.replace( '127.0.0.1', 'localhost' ),
			} )
		).toMatchObject( { status: 403, body: { code: 'ivorey_api_other' } } );
		expect( ( await stored() ).state ).toBe( 'disconnected' );
		expect( bed.proxy.exchanges.map( ( { path } ) => path ) ).not.toContain(
			'/v1/connect/token'
		);
		// Nothing was changed: the code is still valid where it was created.
		expect( ( await approve( { code, api: bed.proxy.url } ) ).status ).toBe(
			200
		);
	} );

	test( 'a request that may not enter the site’s own network is not sent', async () => {
		for ( const transport of [
			'new Ivorey\\WooCommerce\\Http\\WordPressTransport( $far )',
			'new Ivorey\\WooCommerce\\Http\\CurlTransport( new Ivorey\\WooCommerce\\Http\\WordPressTransport( $far ), $far )',
		] ) {
			expect(
				await bed.store.phpJson(
					`$far = fn () => false;
					return ( ${ transport } )->request( 'GET', $args['url'], array(), '', 5 )->status;`,
					{ args: { url: `${ bed.proxy.url }/health` } }
				)
			).toBe( 0 );
		}
		expect( bed.proxy.exchanges ).toEqual( [] );
	} );

	test( 'R26 R29 disconnect and reconnect keep the connection and its start, and waiting rows are sent', async () => {
		const first = await connectFromIvorey();
		await bed.drained();
		await bed.store.php(
			`$c = get_option( 'ivorey_connection' ); $c['connected_at'] -= 1000; update_option( 'ivorey_connection', $c );
			$h = get_option( 'ivorey_connections' ); $h[ $c['connection'] ]['since'] -= 1000; update_option( 'ivorey_connections', $h );`
		);
		bed.proxy.treat = () => ( { kind: 'break' } );
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
		} );
		expect( ( await owner.rest( 'POST', '/disconnect' ) ).status ).toBe(
			200
		);
		expect( await stored() ).toEqual( { state: 'disconnected' } );
		bed.proxy.reset();

		const again = await connectFromIvorey();
		expect( again.connection ).toBe( first.connection );
		expect( again.connected_at ).toBe( first.connected_at - 1000 );
		await bed.order( orderId );
		expect( await bed.orders() ).toHaveLength( 1 );

		await ivorey.newAccount();
		const code = await codeFromIvorey();
		const { body } = await owner.rest(
			'GET',
			`/approval${ query( { code, api: bed.proxy.url } ) }`
		);
		expect( body.ends ).toMatchObject( { name: again.account_name } );
		const elsewhere = await connectFromIvorey();
		const { rows } = await bed.pool.query(
			'select state from connections where account_id = $1 and connection_id = $2',
			first.connection.split( '.' )
		);
		expect( rows ).toEqual( [ { state: 'disconnected' } ] );
		expect( elsewhere.connection ).not.toBe( first.connection );
		expect( elsewhere.connected_at ).toBeGreaterThan( again.connected_at );
		// Another account has nothing yet, whatever was sent to the first one.
		await bed.order( orderId );
	} );

	test( 'R23 WooCommerce → Settings → Integration → Ivorey shows the state', async () => {
		const page =
			'/wp-admin/admin.php?page=wc-settings&tab=integration&section=ivorey';
		expect(
			/action=ivorey_connect[^>]*>Connect</.test(
				( await owner.visit( page ) ).text
			)
		).toBe( true );
		await connectFromIvorey();
		const { text } = await owner.visit( page );
		expect( text.includes( ivorey.person.accountName ) ).toBe( true );
		expect( text.includes( 'Open the Ivorey panel' ) ).toBe( true );
	} );

	test( 'R26 Ivorey is told when the store is disconnected, keeps its data, and sees it come back', async () => {
		const { connection } = await connectFromIvorey();
		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
		} );
		await bed.order( orderId );
		const stateInIvorey = async () =>
			(
				await bed.pool.query(
					'select state, state_reason from connections where account_id = $1 and connection_id = $2',
					connection.split( '.' )
				)
			).rows[ 0 ];
		await owner.rest( 'POST', '/disconnect' );
		expect( await stateInIvorey() ).toEqual( {
			state: 'disconnected',
			state_reason: 'disconnected_in_store',
		} );
		expect( await bed.orders() ).toHaveLength( 1 );
		await connectFromIvorey();
		expect( await stateInIvorey() ).toMatchObject( { state: 'active' } );
	} );

	describe( 'the credentials', () => {
		const sweep = () => bed.store.php( `do_action( 'ivorey_sweep' );` );
		const makeOld = () =>
			bed.store.php(
				`$c = get_option( 'ivorey_connection' ); $c['credentials_at'] -= 91 * DAY_IN_SECONDS; update_option( 'ivorey_connection', $c );`
			);
		const rotations = () =>
			bed.proxy.exchanges.filter(
				( { path } ) => path === '/v1/connection/rotate'
			);
		const lastToken = () =>
			bed.proxy.exchanges
				.filter( ( { path } ) => path === '/v1/batches' )
				.at( -1 )!.headers.authorization;
		const order = async () => {
			const { orderId } = await blockCheckout( bed.store, {
				items: [ { id: bed.store.products.MUG! } ],
			} );
			await bed.order( orderId );
		};

		test( 'are renewed automatically after 90 days, and not before', async () => {
			await connectFromIvorey();
			await order();
			const before = lastToken();
			await sweep();
			expect( rotations() ).toHaveLength( 0 );
			await makeOld();
			await sweep();
			expect( rotations().map( ( { status } ) => status ) ).toEqual( [
				200,
			] );
			await order();
			expect( lastToken() ).not.toBe( before );
			await sweep();
			expect( rotations() ).toHaveLength( 1 );
		} );

		test.each( [ 'REST', 'WP-CLI' ] )(
			'are renewed at once on the owner’s request, by %s, and the previous ones stay valid for a day',
			async ( way ) => {
				await connectFromIvorey();
				await order();
				const before = lastToken();
				const { credentials_at: since } = await stored();
				await bed.store.php(
					`$c = get_option( 'ivorey_connection' ); $c['credentials_at'] -= 100; update_option( 'ivorey_connection', $c );`
				);
				if ( way === 'REST' ) {
					const { status, body } = await owner.rest(
						'POST',
						'/connection/rotate'
					);
					expect( status ).toBe( 200 );
					expect( body ).toMatchObject( {
						state: 'active',
						credentials_at: expect.stringMatching( /^20/ ),
					} );
					expect( JSON.stringify( body ) ).not.toMatch(
						/whsec_|token|secret/i
					);
				} else {
					const { exitCode, stdout } = await bed.store.wp( [
						'ivorey',
						'rotate',
					] );
					expect( exitCode ).toBe( 0 );
					expect( stdout ).toContain( 'The keys were renewed.' );
				}
				expect( rotations().map( ( { status } ) => status ) ).toEqual( [
					200,
				] );
				expect(
					( await stored() ).credentials_at
				).toBeGreaterThanOrEqual( since );
				await order();
				expect( lastToken() ).not.toBe( before );
				const { rows } = await bed.pool.query(
					`select kind, status from connection_credentials where account_id = $1 and valid_until > now() + interval '23 hours' order by kind`,
					[ ivorey.person.accountId ]
				);
				expect( rows ).toEqual( [
					{ kind: 'secret', status: 'retired' },
					{ kind: 'token', status: 'retired' },
				] );
			}
		);

		test( 'stay unchanged when the renewal fails, and the owner is told', async () => {
			await connectFromIvorey();
			const before = await traces();
			bed.proxy.treat = ( { path } ) => ( {
				kind: path === '/v1/connection/rotate' ? 'break' : 'pass',
			} );
			expect(
				await owner.rest( 'POST', '/connection/rotate' )
			).toMatchObject( {
				status: 502,
				body: {
					code: 'ivorey_not_rotated',
					message: expect.stringMatching( /stay valid/ ),
				},
			} );
			const { exitCode, stderr } = await bed.store.wp( [
				'ivorey',
				'rotate',
			] );
			expect( exitCode ).toBe( 1 );
			expect( stderr ).toMatch( /stay valid/ );
			expect( await traces() ).toEqual( before );
			bed.proxy.reset();
			await owner.rest( 'POST', '/disconnect' );
			expect(
				await owner.rest( 'POST', '/connection/rotate' )
			).toMatchObject( {
				status: 502,
				body: { message: expect.stringMatching( /not connected/ ) },
			} );
		} );

		test( 'that are replaced stay valid if the answer with the new ones is lost', async () => {
			await connectFromIvorey();
			await order();
			const before = lastToken();
			await makeOld();
			bed.proxy.treat = ( { path } ) => ( {
				kind: path === '/v1/connection/rotate' ? 'cut' : 'pass',
			} );
			await sweep();
			expect( rotations() ).toHaveLength( 1 );
			await order();
			expect( lastToken() ).toBe( before );
			// Not with each sweep.
			await sweep();
			expect( rotations() ).toHaveLength( 1 );

			bed.proxy.treat = () => ( { kind: 'pass' } );
			await bed.store.php(
				`update_option( 'ivorey_rotation_tried_at', time() - HOUR_IN_SECONDS );`
			);
			await sweep();
			expect( rotations().at( -1 )!.status ).toBe( 200 );
			await order();
			expect( lastToken() ).not.toBe( before );
			expect( ( await stored() ).state ).toBe( 'active' );
		} );
	} );

	test( 'the credentials cannot be read through REST', async () => {
		await connectFromIvorey();
		await waitFor( async () => {
			const { status } = await owner.rest( 'GET', '/import' );
			return status === 200 ? true : undefined;
		} );
		for ( const path of [
			'/status',
			'/connection',
			'/settings',
			'/overview',
			'/outbox',
			'/deliveries',
			'/activity/hours',
		] ) {
			const { status, body } = await owner.rest( 'GET', path );
			expect( status, path ).toBe( 200 );
			expect( JSON.stringify( body ), path ).not.toMatch(
				/whsec_|token|secret/i
			);
		}
	} );
} );

describeStore( 'a store whose configuration says where Ivorey is', () => {
	let bed: TestBed;
	/** Answers like an Ivorey; the store is never connected to it. */
	const named = createServer( ( _, response ) =>
		sendJson( response, 200, { status: 'ok' } )
	);
	let url: string;
	beforeAll( async () => {
		await once( named.listen( 0, '127.0.0.1' ), 'listening' );
		url = `http://127.0.0.1:${ ( named.address() as AddressInfo ).port }`;
		bed = await startTestBed( {
			constants: { IVOREY_API_URL: `${ url }/` },
		} );
		await bed.store.wp( [ 'ivorey', 'disconnect' ] );
	} );
	afterAll( async () => {
		await bed?.stop();
		named.close();
	} );

	test( 'is connected there, without asking, and nowhere else', async () => {
		const owner = await Owner.signIn( bed.store );
		expect( ( await owner.rest( 'GET', '/status' ) ).body.api_host ).toBe(
			new URL( url ).host
		);
		const begun = await owner.rest( 'POST', '/connect' );
		expect( begun.body.redirect ).toContain(
			`${ url }/connect/authorize?`
		);
		bed.proxy.reset();
		for ( const [ method, path, json ] of [
			[
				'GET',
				`/approval?code=x&api=${ encodeURIComponent( bed.proxy.url ) }`,
				undefined,
			],
			[
				'POST',
				'/approval',
				{ code: 'x', api: bed.proxy.url, decision: 'approve' },
			],
			[ 'POST', '/connection', bed.credentials ],
		] as const ) {
			expect(
				await owner.rest( method, path, json ),
				path
			).toMatchObject( {
				status: 403,
				body: { code: 'ivorey_api_other' },
			} );
		}
		expect( bed.proxy.exchanges ).toEqual( [] );
	} );

	test( 'R23 has a Connect button in the settings that needs its nonce, but no JavaScript', async () => {
		const owner = await Owner.signIn( bed.store );
		const { text } = await owner.visit(
			'/wp-admin/admin.php?page=wc-settings&tab=integration&section=ivorey'
		);
		const link = /href="([^"]*action=ivorey_connect[^"]*)"/
			.exec( text )![ 1 ]!
			.replaceAll( '&#038;', '&' )
			.replaceAll( '&amp;', '&' );
		const answer = await owner.browser.open(
			new URL( link ).pathname + new URL( link ).search
		);
		expect( answer.status ).toBe( 302 );
		expect( answer.headers.get( 'location' ) ).toContain(
			`${ url }/connect/authorize?`
		);
		const without = await owner.browser.open(
			'/wp-admin/admin-post.php?action=ivorey_connect'
		);
		expect( without.status ).toBe( 403 );
	} );
} );

describeStore( 'a store on the internet', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed( {
			constants: { WP_ENVIRONMENT_TYPE: 'production' },
		} );
	} );
	afterAll( () => bed?.stop() );

	test( 'refuses addresses in its own network from a browser, but accepts one on its own machine that was configured by hand', async () => {
		const owner = await Owner.signIn( bed.store );
		bed.proxy.reset();
		const near = bed.proxy.url;
		for ( const [ method, path, json ] of [
			[ 'POST', '/connection', bed.credentials ],
			[
				'POST',
				'/connection',
				{ ...bed.credentials, api_url: 'https://10.0.0.1' },
			],
		] as const ) {
			expect(
				await owner.rest( method, path, json ),
				path
			).toMatchObject( {
				status: 403,
				body: { code: 'ivorey_api_other' },
			} );
		}
		for ( const api of [ near, 'https://api.ivorey.com.example' ] ) {
			expect(
				await owner.rest(
					'GET',
					`/approval?code=x&api=${ encodeURIComponent( api ) }`
				)
			).toMatchObject( {
				status: 403,
				body: { code: 'ivorey_api_other' },
			} );
		}
		expect( bed.proxy.exchanges ).toEqual( [] );

		const elsewhere = await bed.store.wp(
			[ 'ivorey', 'connect', '--credentials=-' ],
			{
				input: JSON.stringify( {
					...bed.credentials,
					api_url: 'https://10.0.0.1',
				} ),
			}
		);
		expect( elsewhere.exitCode ).toBe( 1 );
		expect( elsewhere.stderr ).toMatch( /define IVOREY_API_URL/ );

		const { orderId } = await blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG! } ],
		} );
		await bed.order( orderId );
	} );
} );
