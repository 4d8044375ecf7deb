import { expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';

const STORE = 'https://shop.example.com';

function askedWith( store: TestStore ) {
	return store.ask().then( ( { text } ) => JSON.parse( text ) );
}

async function countConnections( api: TestApi, accountId: string ) {
	const rows = await api.db
		.selectFrom( 'connections' )
		.select( 'connection_id' )
		.where( 'account_id', '=', accountId )
		.execute();
	return rows.length;
}

test( 'R26 creating a connection for a store that left gives the one it had, with new credentials', async () => {
	const api = await startTestApi();
	const store = await api.connect( { storeUrl: STORE } );
	await store.send( [ orderRecord( '1', 1 ) ] );
	expect( ( await store.leave() ).status ).toBe( 204 );

	// The URL as an owner may type it, and a new installation.
	const again = await api.connect( { storeUrl: 'https://SHOP.example.com' } );
	expect( again.credentials.connection ).toBe( store.credentials.connection );
	expect( again.credentials.token ).not.toBe( store.credentials.token );
	expect( await askedWith( again ) ).toMatchObject( { state: 'active' } );
	const receipt = await again.send( [ orderRecord( '1', 1 ) ], {
		id: 'msg_again',
	} );
	expect( receipt.outcomes[ 0 ]!.outcome ).toBe( 'stale' );
	expect( problemOf( await store.ask() ).name ).toBe( 'unauthorized' );
	expect( await countConnections( api, store.accountId ) ).toBe( 1 );
} );

test( 'R26 a store that comes back keeps its settings', async () => {
	const api = await startTestApi();
	const store = await api.connect( { storeUrl: STORE } );
	const before = await askedWith( store );
	const sync = { ...before.settings.sync, products: false };
	await api.db
		.updateTable( 'connections' )
		.set( { settings: JSON.stringify( { ...before.settings, sync } ) } )
		.where( 'account_id', '=', store.accountId )
		.execute();
	await store.leave();
	const again = await api.connect( { storeUrl: STORE } );
	expect( ( await askedWith( again ) ).settings.sync ).toEqual( sync );
} );

test( 'a store at another URL, or in another account, has a connection of its own', async () => {
	const api = await startTestApi();
	const store = await api.connect( { storeUrl: STORE } );
	const stores = [
		store,
		await api.connect( { storeUrl: `${ STORE }/two` } ),
		await api.connect( { storeUrl: STORE, accountName: 'Ada' } ),
	];
	expect(
		new Set( stores.map( ( { credentials } ) => credentials.connection ) )
			.size
	).toBe( 3 );
} );
