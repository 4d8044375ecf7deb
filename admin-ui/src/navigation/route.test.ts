import { describe, expect, it } from 'vitest';
import { routeOf, searchOf, START } from './route';

describe( 'the address of the panel', () => {
	it( 'is the overview where it says nothing, or nothing known', () => {
		expect( routeOf( '?page=ivorey' ) ).toEqual( START );
		expect( routeOf( '?page=ivorey&tab=nonsense' ).tab ).toBe( 'overview' );
	} );

	it.each( [
		{ tab: 'activity' as const },
		{ tab: 'settings' as const },
		{ tab: 'activity' as const, order: '12 & 34' },
		{ excluded: { element: 'products', reason: 'no_price' } },
	] )( 'leads back to where it was made: %o', ( changes ) => {
		const search = searchOf( '?page=ivorey', changes );
		expect( routeOf( search ) ).toEqual( { ...START, ...changes } );
		expect( new URLSearchParams( search ).get( 'page' ) ).toBe( 'ivorey' );
	} );

	it( 'forgets what belonged to the screen before', () => {
		expect(
			searchOf( '?page=ivorey&tab=activity&order=7', { tab: 'settings' } )
		).toBe( '?page=ivorey&tab=settings' );
	} );

	it( 'R22 holds the code that is to be approved, and loses it when one goes on', () => {
		const search = '?page=ivorey&code=c0de&api=https%3A%2F%2Fapi.test';
		expect( routeOf( search ).approval ).toEqual( {
			code: 'c0de',
			api: 'https://api.test',
			state: null,
		} );
		expect( searchOf( search, {} ) ).toBe( '?page=ivorey' );
	} );

	it( 'R23 knows an answer without a code', () => {
		expect(
			routeOf( '?page=ivorey&error=access_denied&state=s' )
		).toMatchObject( { refused: 'access_denied', approval: null } );
	} );
} );
