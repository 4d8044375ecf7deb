import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { IvoreySide } from './ivorey-side.ts';
import { nameIvorey } from './name-ivorey.ts';
import { searchReplace } from './other-address.ts';
import { Owner } from './owner.ts';
import { jsonOf } from './fault-proxy.ts';
import type { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

const ORIGINAL = 'https://original.example/shop';

describeStore( 'a copied site', () => {
	let bed: TestBed;
	let owner: Owner;
	let ivorey: IvoreySide;

	beforeAll( async () => {
		bed = await startTestBed();
		ivorey = new IvoreySide( bed.databaseUrl );
		await nameIvorey( bed.store, bed.proxy.url );
	} );
	afterAll( () => bed?.stop() );
	beforeEach( async () => {
		await bed.reset();
		await bed.drained();
		owner = await Owner.signIn( bed.store );
	} );

	const approveUrl = () =>
		`${ bed.store.url }/wp-admin/admin.php?page=ivorey`;

	/** Calls a route of the store as its owner, while the store is still at its first address. */
	const postAtOriginal = ( route: string, params: object ) =>
		bed.store.phpJson< { status: number; redirect?: string } >(
			`add_filter( 'option_home', fn () => $args['url'], PHP_INT_MAX );
			wp_set_current_user( 1 );
			$request = new WP_REST_Request( 'POST', '/ivorey/v1' . $args['route'] );
			$request->set_body_params( $args['params'] );
			$response = rest_do_request( $request );
			return array( 'status' => $response->get_status() ) + (array) $response->get_data();`,
			{ args: { url: ORIGINAL, route, params } }
		);

	/**
	 * Connects the store while it is still at its first address, where Ivorey cannot reach it; so the store
	 * begins.
	 */
	async function connectOriginal(): Promise< void > {
		await owner.rest( 'POST', '/disconnect' );
		await ivorey.newAccount();
		const begun = await postAtOriginal( '/connect', {} );
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

	const stored = () =>
		bed.store.phpJson< { state: string; connection: string } >(
			`return get_option( 'ivorey_connection' );`
		);

	test( 'a site that a search-replace has moved keeps its connection', async () => {
		await connectOriginal();
		const { connection } = await stored();
		await searchReplace( bed.store, ORIGINAL, bed.store.url );
		bed.proxy.reset();
		const begun = await owner.rest( 'POST', '/site', {
			decision: 'moved',
		} );
		expect( begun.status ).toBe( 200 );
		expect( bed.proxy.exchanges.map( ( { path } ) => path ) ).toEqual( [
			'/healthz',
		] );
		const asked = new URL( begun.body.redirect as string ).searchParams;
		const state = asked.get( 'state' )!;
		const code = await ivorey.save( {
			storeUrl: bed.store.url,
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
		const exchange = bed.proxy.exchanges.find(
			( { path } ) => path === '/v1/connect/token'
		)!;
		expect( jsonOf( exchange ) ).toMatchObject( {
			moved_from: { connection },
		} );
		expect( await stored() ).toMatchObject( {
			state: 'active',
			connection,
			store_url: bed.store.url,
		} );
		const { rows } = await bed.pool.query(
			'select store_url, state from connections where account_id = $1',
			[ ivorey.person.accountId ]
		);
		expect( rows ).toEqual( [
			{ store_url: bed.store.url, state: 'active' },
		] );
	} );
} );
