import { describe, expect, it } from 'vitest';
import { routeOf, searchOf, START } from './route';

describe( 'the URL of the panel', () => {
	it( 'leads to the overview if it has no tab, or an unknown one', () => {
		expect( routeOf( '?page=ivorey' ) ).toEqual( START );
		expect( routeOf( '?page=ivorey&tab=nonsense' ).tab ).toBe( 'overview' );
	} );

	it.each( [
		{ tab: 'activity' as const },
		{ tab: 'settings' as const },
		{ tab: 'activity' as const, order: '12 & 34' },
		{ excluded: { element: 'products', reason: 'no_price' } },
	] )( 'leads back to its own route: %o', ( changes ) => {
		const search = searchOf( '?page=ivorey', changes );
		expect( routeOf( search ) ).toEqual( { ...START, ...changes } );
		expect( new URLSearchParams( search ).get( 'page' ) ).toBe( 'ivorey' );
	} );

	it( 'drops the parameters of the previous screen', () => {
		expect(
			searchOf( '?page=ivorey&tab=activity&order=7', { tab: 'settings' } )
		).toBe( '?page=ivorey&tab=settings' );
	} );

	it( 'R22 holds the code to approve, and drops it on the next screen', () => {
		const search = '?page=ivorey&code=c0de&api=https%3A%2F%2Fapi.test';
		expect( routeOf( search ).approval ).toEqual( {
			code: 'c0de',
			api: 'https://api.test',
			state: null,
		} );
		expect( searchOf( search, {} ) ).toBe( '?page=ivorey' );
	} );

	it( 'R23 recognizes an answer without a code', () => {
		expect(
			routeOf( '?page=ivorey&error=access_denied&state=s' )
		).toMatchObject( { refused: 'access_denied', approval: null } );
	} );
} );
