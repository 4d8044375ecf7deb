import { describe, expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import {
	EMAIL,
	WORDS,
	order,
	user,
	outcomesOf,
	contactsOf,
	connected,
} from '../testing/erasures.ts';
import { searchDatabase } from '../testing/search-database.ts';
import {
	eraseByOwner,
	listErasures,
	previewErasure,
} from './erase-by-owner.ts';

describe( 'the owner of the account', () => {
	test( 'erases a person in all stores at once, and sees a preview before and the result afterwards', async () => {
		const api = await startTestApi();
		const [ one, two ] = [ await api.connect(), await api.connect() ];
		await one.send( [ user( '7', 1 ), order( '1', 1 ) ] );
		await two.send( [ order( '1', 1 ), order( '2', 1 ) ] );
		const { accountId } = one;
		const now = new Date();
		const counts = { contacts: 1, users: 1, orders: 3 };
		expect(
			await previewErasure( api.db, accountId, ` ${ EMAIL }`, now )
		).toEqual( counts );
		expect(
			await eraseByOwner( api.db, {
				accountId,
				email: EMAIL.toUpperCase(),
				requestedBy: 'cli',
				now,
			} )
		).toEqual( counts );
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		expect( await listErasures( api.db, accountId, 5 ) ).toMatchObject( [
			{ requestedBy: 'cli', store: null, counts },
		] );
		expect( await previewErasure( api.db, accountId, EMAIL, now ) ).toEqual(
			{ contacts: 0, users: 0, orders: 0 }
		);
		for ( const store of [ one, two ] ) {
			await store.send( [
				user( '7', 9 ),
				order( '1', 9 ),
				order( '3', 9 ),
			] );
		}
		expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
	} );

	test( 'erases in no other account', async () => {
		const api = await startTestApi();
		const one = await api.connect();
		const other = await api.connect( { accountName: 'Another' } );
		await one.send( [ order( '1', 1 ) ] );
		await other.send( [ order( '1', 1 ) ] );
		await eraseByOwner( api.db, {
			accountId: one.accountId,
			email: EMAIL,
			requestedBy: 'cli',
			now: new Date(),
		} );
		expect( await contactsOf( api ) ).toMatchObject( [
			{ account_id: other.accountId },
		] );
		expect( await outcomesOf( other, [ user( '7', 2 ) ] ) ).toEqual( [
			'applied',
		] );
	} );

	test( 'waits for a batch that is under way, and the batch brings nothing back', async () => {
		const { api, store } = await connected();
		await store.send( [ order( '1', 1 ) ] );
		for ( let round = 2; round < 12; round++ ) {
			await Promise.all( [
				store.send( [
					user( '7', round ),
					order( '1', round ),
					order( String( round ), round ),
				] ),
				eraseByOwner( api.db, {
					accountId: store.accountId,
					email: EMAIL,
					requestedBy: 'api',
					now: new Date(),
				} ),
			] );
			expect( await searchDatabase( api.db, WORDS ) ).toEqual( [] );
		}
	} );
} );
