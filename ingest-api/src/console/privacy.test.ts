import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import {
	ConsoleVisitor,
	dom,
	startOwnedStore,
	textOf,
} from '../testing/console.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { searchDatabase } from '../testing/search-database.ts';

const PRIVACY = '/settings/privacy';

test( 'the owner looks up a person, sees their data, erases it, and finds the erasure in the history', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '1', 1 ),
		orderRecord( '2', 1 ),
		contactRecord( '7', 1 ),
	] );

	const settings = await owner.get( '/settings/integration' );
	expect( dom( settings )( `a[href="${ PRIVACY }"]` ).length ).toBe( 1 );
	const page = await owner.get( PRIVACY );
	expect( textOf( page ) ).toContain( 'Nobody yet.' );
	const asked = await owner.submit( page, { email: ' Ada@Example.com ' } );
	expect( textOf( asked ) ).toContain( '1 contact' );
	expect( textOf( asked ) ).toContain( '2 orders' );
	expect( new URL( asked.url ).search ).toBe( '' );
	expect( await searchDatabase( api.db, [ 'ada@example.com' ] ) ).not.toEqual(
		[]
	);

	const done = await owner.submit( asked );
	expect( new URL( done.url ).pathname ).toBe( PRIVACY );
	expect( textOf( done ) ).toContain( 'Personal data was erased.' );
	expect( textOf( done ) ).toContain( owner.person.email );
	expect( textOf( done ) ).toContain( '2 orders' );
	expect( await searchDatabase( api.db, [ 'ada@example.com' ] ) ).toEqual(
		[]
	);
	expect( api.log.join( '' ) ).not.toMatch( /ada@example/i );
	const again = await owner.submit( await owner.get( PRIVACY ), {
		email: 'ada@example.com',
	} );
	expect( textOf( again ) ).toContain( 'Ivorey has no data on this person.' );
} );

test( 'an invalid e-mail address is refused, and nothing is erased without the form’s token', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const refused = await owner.submit( await owner.get( PRIVACY ), {
		email: 'ada',
	} );
	expect( refused.status ).toBe( 422 );
	expect( dom( refused )( '#email' ).attr( 'value' ) ).toBe( 'ada' );
	const asked = await owner.submit( await owner.get( PRIVACY ), {
		email: 'ada@example.com',
	} );
	const forged = await owner.submit( asked, { _csrf: 'forged' } );
	expect( forged.status ).toBe( 403 );
	expect( await searchDatabase( api.db, [ 'ada@example.com' ] ) ).not.toEqual(
		[]
	);
} );

test( 'nobody can erase a person of another account', async () => {
	const api = await startTestApi();
	const stranger = await ConsoleVisitor.signIn( api );
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const asked = await stranger.submit( await stranger.get( PRIVACY ), {
		email: 'ada@example.com',
	} );
	expect( textOf( asked ) ).toContain( 'Ivorey has no data on this person.' );
	await stranger.submit( asked );
	expect( await searchDatabase( api.db, [ 'ada@example.com' ] ) ).not.toEqual(
		[]
	);
} );
