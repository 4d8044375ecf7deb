import { expect, test } from 'vitest';
import { deleteConnectionRows } from '../erasure/delete-rows.ts';
import { remap } from '../ingest/remap.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { erasure } from '../testing/erasures.ts';
import { misfound } from '../testing/found-by.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { countMoved } from './order-counts.ts';

const countsOf = async ( { db }: TestApi ) =>
	Object.fromEntries(
		(
			await db
				.selectFrom( 'contacts' )
				.select( [ 'email', 'order_count' ] )
				.orderBy( 'email' )
				.execute()
		).map( ( row ) => [ row.email, row.order_count ] )
	);

const ADA = 'ada@example.com';
const BOB = 'bob@example.com';
const ZULEIKA = 'zuleika@example.com';

test( 'R34 a contact’s order count follows orders sent again, sent late, reassigned, merged, erased and deleted', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	const of = ( email: string | null, customer: string | null = null ) => ( {
		billing_email: email,
		customer_id: customer,
		date_created: '2026-01-05T10:00:00Z',
	} );
	const first = [
		orderRecord( '1', 1, of( ADA ) ),
		orderRecord( '2', 1, of( ADA ) ),
		orderRecord( '3', 1, of( BOB ) ),
		orderRecord( '4', 1, of( null ) ),
		orderRecord( '5', 1, of( ZULEIKA ) ),
	];
	await store.send( first );
	const counts = { [ ADA ]: 2, [ BOB ]: 1, [ ZULEIKA ]: 1 };
	expect( await countsOf( api ) ).toEqual( counts );
	// The same message ID, another ID, and an older version.
	await store.send( first );
	await store.send( first, { id: 'msg_again' } );
	await store.send( [ orderRecord( '1', 2, of( ADA ) ) ] );
	await store.send( [ orderRecord( '1', 1, of( BOB ) ) ] );
	expect( await countsOf( api ) ).toEqual( counts );
	// Twice in one batch.
	await store.send( [
		orderRecord( '6', 1, of( BOB ) ),
		orderRecord( '6', 2, of( ADA ) ),
		orderRecord( '7', 1, of( ADA ) ),
	] );
	expect( await countsOf( api ) ).toEqual( { ...counts, [ ADA ]: 4 } );
	// Reassigned to another buyer, to nobody, and from nobody.
	await store.send( [
		orderRecord( '6', 3, of( BOB ) ),
		orderRecord( '7', 3, of( null ) ),
		orderRecord( '4', 3, of( BOB ) ),
	] );
	expect( await countsOf( api ) ).toEqual( { ...counts, [ BOB ]: 3 } );
	// A guest registers: the user's orders count for the user, whatever address they have.
	await store.send( [ orderRecord( '8', 1, of( 'x@example.com', '7' ) ) ] );
	await store.send( [ contactRecord( '7', 1, { email: ADA } ) ] );
	expect( await countsOf( api ) ).toEqual( {
		...counts,
		[ ADA ]: 3,
		[ BOB ]: 3,
	} );
	// The user takes another contact's address.
	await store.send( [ contactRecord( '7', 2, { email: BOB } ) ] );
	expect( await countsOf( api ) ).toEqual( { [ BOB ]: 6, [ ZULEIKA ]: 1 } );

	// Another store of the account.
	const other = await api.connect();
	await other.send( [
		orderRecord( '1', 1, of( BOB ) ),
		orderRecord( '2', 1, of( ZULEIKA ) ),
	] );
	expect( await countsOf( api ) ).toEqual( { [ BOB ]: 7, [ ZULEIKA ]: 2 } );
	expect(
		( await remap( api.db, { elements: [ 'orders' ], apply: true } ) ).read
	).toBe( 10 );
	await store.send( [ erasure( 9 ) ] );
	expect( await countsOf( api ) ).toEqual( { [ BOB ]: 7, [ ZULEIKA ]: 1 } );
	await api.db
		.updateTable( 'connections' )
		.set( { state: 'disconnected', state_reason: 'deleted' } )
		.where( 'connection_id', '=', store.connectionId )
		.execute();
	await deleteConnectionRows(
		api.db,
		{ accountId: store.accountId, connectionId: store.connectionId },
		() => new Date()
	);
	expect( await countsOf( api ) ).toEqual( { [ BOB ]: 1, [ ZULEIKA ]: 1 } );
	expect( await misfound( api.db ) ).toEqual( [] );
} );

test( 'countMoved() leaves out contacts whose count does not change', () => {
	expect( [
		...countMoved( [
			{ from: null, into: 'a' },
			{ from: 'a', into: 'b' },
			{ from: 'c', into: 'c' },
			{ from: 'd', into: null },
		] ),
	] ).toEqual( [
		[ 'b', 1 ],
		[ 'd', -1 ],
	] );
} );
