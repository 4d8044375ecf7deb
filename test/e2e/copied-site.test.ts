import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import { IvoreySide } from './ivorey-side.ts';
import { nameIvorey } from './name-ivorey.ts';
import { searchReplace } from './other-address.ts';
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
		await nameIvorey( pipe.store, pipe.gateway.url );
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
		pipe.store.phpJson< { state: string; connection: string } >(
			`return get_option( 'ivorey_connection' );`
		);

	test( 'a site that a search-replace has moved goes on as the same connection', async () => {
		await connectOriginal();
		const { connection } = await stored();
		await searchReplace( pipe.store, ORIGINAL, pipe.store.url );
		pipe.gateway.reset();
		const begun = await owner.rest( 'POST', '/site', {
			decision: 'moved',
		} );
		expect( begun.status ).toBe( 200 );
		expect( pipe.gateway.exchanges.map( ( { path } ) => path ) ).toEqual( [
			'/healthz',
		] );
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
} );
