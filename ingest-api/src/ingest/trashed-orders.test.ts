import { beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

let api: TestApi;
let store: TestStore;

beforeEach( async () => {
	api = await startTestApi();
	store = await api.connect();
} );

const trashed = ( id: string, version: number ) =>
	orderRecord( id, version, { status: 'trash' } );

/** Whether each order of the store is in the trash, by ID. */
async function inTheTrash(
	of: TestStore = store
): Promise< Record< string, boolean > > {
	const rows = await api.db
		.selectFrom( 'orders' )
		.select( [ 'order_id', 'version', 'trashed_version' ] )
		.where( 'account_id', '=', of.accountId )
		.where( 'connection_id', '=', of.connectionId )
		.orderBy( 'order_id' )
		.execute();
	return Object.fromEntries(
		rows.map( ( row ) => [
			row.order_id,
			Number( row.trashed_version ) > Number( row.version ),
		] )
	);
}

async function keptOut(): Promise< string[] > {
	const rows = await api.db
		.selectFrom( 'exclusions' )
		.select( 'record_id' )
		.where( 'account_id', '=', store.accountId )
		.where( 'connection_id', '=', store.connectionId )
		.orderBy( 'record_id' )
		.execute();
	return rows.map( ( row ) => row.record_id );
}

test( 'R16 R18 R43 a trashed order stays unchanged, is marked, and does not count as excluded', async () => {
	await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 1 ) ] );
	const rows = () =>
		api.db
			.selectFrom( 'orders' )
			.selectAll()
			.where( 'account_id', '=', store.accountId )
			.orderBy( 'order_id' )
			.execute();
	const [ before ] = await rows();
	const receipt = await store.send( [
		trashed( '1', 5 ),
		trashed( '3', 5 ),
		orderRecord( '4', 5, { status: 'checkout-draft' } ),
	] );
	expect( receipt.outcomes ).toMatchObject(
		[ '1', '3', '4' ].map( ( id ) => ( {
			id,
			outcome: 'excluded',
			reason: 'draft',
		} ) )
	);
	expect( ( await rows() )[ 0 ] ).toEqual( {
		...before!,
		trashed_version: '5',
	} );
	expect( await inTheTrash() ).toEqual( { 1: true, 2: false } );
	expect( await keptOut() ).toEqual( [ '3', '4' ] );
} );

test( 'R43 a restored order is no longer marked, and may be trashed again', async () => {
	await store.send( [ orderRecord( '1', 1 ) ] );
	await store.send( [ trashed( '1', 2 ) ] );
	await store.send( [ orderRecord( '1', 3 ) ] );
	expect( await inTheTrash() ).toEqual( { 1: false } );
	await store.send( [ trashed( '1', 4 ) ] );
	expect( await inTheTrash() ).toEqual( { 1: true } );
} );

test( 'R43 a late record neither takes an order out of the trash nor puts it there', async () => {
	await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 3 ) ] );
	await store.send( [ trashed( '1', 5 ), trashed( '2', 2 ) ] );
	await store.send( [ orderRecord( '1', 4 ), trashed( '1', 3 ) ] );
	expect( await inTheTrash() ).toEqual( { 1: true, 2: false } );
	expect( await keptOut() ).toEqual( [] );
} );

test( 'R18 R43 an order whose trashing arrives before its record is marked when the record arrives', async () => {
	await store.send( [ trashed( '1', 5 ), trashed( '2', 5 ) ] );
	expect( await keptOut() ).toEqual( [ '1', '2' ] );
	await store.send( [ orderRecord( '1', 4 ), orderRecord( '2', 6 ) ] );
	expect( await inTheTrash() ).toEqual( { 1: true, 2: false } );
	expect( await keptOut() ).toEqual( [] );
} );

test( 'R43 an order and its trashing may arrive in one batch', async () => {
	await store.send( [
		trashed( '1', 3 ),
		orderRecord( '1', 1 ),
		trashed( '1', 2 ),
	] );
	expect( await inTheTrash() ).toEqual( { 1: true } );
	expect( await keptOut() ).toEqual( [] );
} );

test( 'R43 another order with its ID, of a store whose database was restored, is not in the trash', async () => {
	await store.send( [ orderRecord( '1', 100 ) ] );
	await store.send( [ trashed( '1', 200 ) ] );
	await store.send( [
		orderRecord( '1', 50, {
			date_created: new Date( Date.now() + 60_000 ).toISOString(),
		} ),
	] );
	expect( await inTheTrash() ).toEqual( { 1: false } );
} );

test( 'R43 the trash of one store is not that of another', async () => {
	const other = await api.connect( {
		storeUrl: 'https://other.example.com',
	} );
	await store.send( [ orderRecord( '1', 1 ) ] );
	await other.send( [ orderRecord( '1', 1 ) ] );
	await other.send( [ trashed( '1', 2 ) ] );
	expect( await inTheTrash() ).toEqual( { 1: false } );
	expect( await inTheTrash( other ) ).toEqual( { 1: true } );
} );
