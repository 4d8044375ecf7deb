import { expect, test } from 'vitest';
import { createAccountToken } from '../accounts/api-tokens.ts';
import { API_ROUTES } from '../app.ts';
import type { TokenScope } from '../db/element-tables.ts';
import { ConsoleVisitor } from '../testing/console.ts';
import { readAccount, startFullAccount } from '../testing/full-account.ts';
import { readerOf } from '../testing/reader.ts';
import { READ_ROUTES } from './routes.ts';

const TOKEN_ROUTES = API_ROUTES.filter( ( { auth } ) => auth === 'token' );
/** The bodies of requests that need more than their URL. */
const BODIES: Readonly< Record< string, object > > = {
	'POST /v1/erasures': { email: 'ada@example.com' },
	'PATCH /v1/products/:connection/:product': { name: 'Mine now' },
};

async function bed() {
	const { api, owner, ids } = await startFullAccount();
	const { accountId } = owner.person;
	await api.db
		.insertInto( 'automation_runs' )
		.values(
			[ '2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z' ].map(
				( at, index ) => ( {
					account_id: accountId,
					automation_id: ids.automation!,
					connection_id: ids.connection!,
					trigger_id: `order_submitted:${ index }`,
					order_id: String( index + 1 ),
					trigger_cursor: '1',
					occurred_at: at,
					version: 1,
					state: 'skipped' as const,
					reason: 'too_late',
					due_at: at,
					created_at: at,
				} )
			)
		)
		.execute();
	return { api, owner, ids, accountId };
}

test( 'R41 the generated client reads all data that the pages show', async () => {
	const { api, ids, accountId } = await bed();
	const { connection, order, contact, product, collection } = ids as Record<
		string,
		string
	> & {
		connection: string;
		order: string;
		contact: string;
		product: string;
		collection: string;
	};
	const transaction = ids.transaction!;
	const automation = ids.automation!;
	const message = ids.message!;
	const endpoint = ids.endpoint!;
	const event = ids.event!;
	const asked = new Set< string >();
	const ivorey = await readerOf( api, { accountId }, 'read', ( route ) =>
		asked.add( route )
	);
	const lists = [
		await ivorey.GET( '/v1/orders' ),
		await ivorey.GET( '/v1/contacts' ),
		await ivorey.GET( '/v1/products' ),
		await ivorey.GET( '/v1/collections' ),
		await ivorey.GET( '/v1/transactions' ),
		await ivorey.GET( '/v1/automations' ),
		await ivorey.GET( '/v1/automations/{automation}/preview', {
			params: { path: { automation } },
		} ),
		await ivorey.GET( '/v1/webhook-endpoints' ),
		await ivorey.GET( '/v1/webhook-endpoints/{endpoint}/deliveries', {
			params: { path: { endpoint } },
		} ),
		await ivorey.GET( '/v1/connections' ),
		await ivorey.GET( '/v1/changes', {
			params: { query: { kind: 'webhook_created' } },
		} ),
	];
	for ( const { data, response } of lists ) {
		expect( data?.data.length, response.url ).toBeGreaterThan( 0 );
	}
	const runs = ( query: { limit: number; cursor?: string } ) =>
		ivorey.GET( '/v1/automations/{automation}/runs', {
			params: { path: { automation }, query },
		} );
	const first = ( await runs( { limit: 1 } ) ).data!;
	const second = ( await runs( { limit: 1, cursor: first.next_cursor! } ) )
		.data!;
	expect( [ ...first.data, ...second.data ] ).toMatchObject( [
		{ order_id: '2', reason_text: 'It was too late' },
		{ order_id: '1' },
	] );
	expect( second.next_cursor ).toBeNull();

	const changes = ( query: { limit: number; cursor?: string } ) =>
		ivorey.GET( '/v1/changes', { params: { query } } );
	const newest = ( await changes( { limit: 1 } ) ).data!;
	const older = ( await changes( { limit: 1, cursor: newest.next_cursor! } ) )
		.data!;
	const back = (
		await changes( { limit: 1, cursor: older.previous_cursor! } )
	).data!;
	expect( back.data ).toEqual( newest.data );
	expect( older.data ).not.toEqual( newest.data );

	const path = { connection };
	const items = [
		await ivorey.GET( '/v1/orders/{connection}/{order}', {
			params: { path: { connection, order } },
		} ),
		await ivorey.GET( '/v1/contacts/{contact}', {
			params: { path: { contact } },
		} ),
		await ivorey.GET( '/v1/products/{connection}/{product}', {
			params: { path: { connection, product } },
		} ),
		await ivorey.GET( '/v1/collections/{connection}/{collection}', {
			params: { path: { connection, collection } },
		} ),
		await ivorey.GET( '/v1/transactions/{connection}/{transaction}', {
			params: { path: { connection, transaction } },
		} ),
		await ivorey.GET( '/v1/automations/{automation}', {
			params: { path: { automation } },
		} ),
		await ivorey.GET( '/v1/messages/{message}', {
			params: { path: { message } },
		} ),
		await ivorey.GET( '/v1/webhook-endpoints/{endpoint}', {
			params: { path: { endpoint } },
		} ),
		await ivorey.GET(
			'/v1/webhook-endpoints/{endpoint}/deliveries/{event}',
			{ params: { path: { endpoint, event } } }
		),
		await ivorey.GET( '/v1/connections/{connection}', {
			params: { path },
		} ),
		await ivorey.GET( '/v1/overview', {
			params: { query: { days: 7, connection } },
		} ),
		await ivorey.GET( '/v1/account' ),
	];
	for ( const { data, response } of items ) {
		expect( [ response.status, data ], response.url ).toEqual( [
			200,
			expect.anything(),
		] );
		const again = await fetch( response.url, {
			headers: {
				authorization: `Bearer ${ ( await tokenOf( api, accountId ) ).token }`,
				'if-none-match': response.headers.get( 'etag' )!,
			},
		} );
		expect( again.status, response.url ).toBe( 304 );
	}
	const { data: account } = await ivorey.GET( '/v1/account' );
	expect( account!.people.map( ( { role } ) => role ) ).toContain( 'owner' );
	expect( account!.invitations ).toHaveLength( 1 );
	const { data: store } = await ivorey.GET( '/v1/connections/{connection}', {
		params: { path },
	} );
	expect( store ).toMatchObject( {
		state: 'active',
		counts: { orders: 1, products: 1, triggers: 1 },
	} );
	const text = JSON.stringify(
		[ ...lists, ...items ].map( ( { data } ) => data )
	);
	expect( text ).not.toContain( 'whsec_' );
	expect( [ ...asked ].sort() ).toEqual(
		READ_ROUTES.filter( ( { method } ) => method === 'GET' )
			.map( ( { method, path: route } ) => `${ method } ${ route }` )
			.sort()
	);
} );

function tokenOf(
	api: Awaited< ReturnType< typeof bed > >[ 'api' ],
	accountId: string,
	scope: TokenScope = 'read'
) {
	return createAccountToken( api.db, accountId, new Date(), scope );
}

test( 'R41 a token of another account can neither read nor change this one', async () => {
	const { api, ids, accountId } = await bed();
	const before = await readAccount( api, accountId );
	const stranger = await ConsoleVisitor.signIn( api );
	const { token } = await tokenOf( api, stranger.person.accountId, 'manage' );
	for ( const { method, path } of TOKEN_ROUTES ) {
		const address = path.replaceAll(
			/:(\w+)/g,
			( _, name: string ) => ids[ name ]!
		);
		const body = BODIES[ `${ method } ${ path }` ];
		for ( const connection of [
			ids.connection!,
			`${ accountId }.${ ids.connection }`,
		] ) {
			const answer = await fetch(
				api.url + address.replace( ids.connection!, connection ),
				{
					method,
					headers: {
						authorization: `Bearer ${ token }`,
						'if-match': '*',
						'content-type': 'application/json',
					},
					...( body === undefined
						? {}
						: { body: JSON.stringify( body ) } ),
				}
			);
			const text = await answer.text();
			const name = `${ method } ${ address }`;
			expect( answer.status, name ).toBe( path === address ? 200 : 404 );
			for ( const secret of [
				'4711',
				'Your order',
				'The warehouse',
				ids.connection!,
				accountId,
			] ) {
				expect( text, name ).not.toContain( secret );
			}
		}
	}
	expect( await readAccount( api, accountId ) ).toEqual( before );
} );

test( 'R41 a read-only token changes nothing', async () => {
	const { api, ids, accountId } = await bed();
	const { token } = await tokenOf( api, accountId );
	// The token's own use is recorded.
	await fetch( `${ api.url }/v1/account`, {
		headers: { authorization: `Bearer ${ token }` },
	} );
	const changing = TOKEN_ROUTES.filter( ( { method } ) => method !== 'GET' );
	expect( changing.map( ( { scope } ) => scope ) ).toEqual(
		changing.map( () => 'manage' )
	);
	const products = () =>
		api.db.selectFrom( 'products' ).selectAll().execute();
	const before = await products();
	for ( const { method, path } of changing ) {
		const answer = await fetch(
			api.url +
				path.replaceAll(
					/:(\w+)/g,
					( _, name: string ) => ids[ name ]!
				),
			{
				method,
				headers: {
					authorization: `Bearer ${ token }`,
					'if-match': '*',
					'content-type': 'application/json',
				},
				body: JSON.stringify( BODIES[ `${ method } ${ path }` ] ),
			}
		);
		expect( [ answer.status, await answer.json() ], path ).toEqual( [
			403,
			expect.objectContaining( {
				type: 'urn:ivorey:problem:insufficient-scope',
			} ),
		] );
	}
	expect( await products() ).toEqual( before );
} );
