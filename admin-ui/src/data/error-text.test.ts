import { describe, expect, it } from 'vitest';
import { apiErrorOf, errorText } from './error-text';

describe( 'what went wrong, in words', () => {
	it( 'is what WordPress says', () => {
		expect(
			errorText( { code: 'ivorey_busy', message: 'Wait a minute.' } )
		).toBe( 'Wait a minute.' );
	} );

	it.each( [
		[ 'fetch_error', /cannot reach this site/ ],
		[ 'offline_error', /cannot reach this site/ ],
		[ 'invalid_json', /not meant for the panel/ ],
		[ 'rest_cookie_invalid_nonce', /signed out/ ],
		[ 'rest_forbidden', /right to manage WooCommerce/ ],
	] )( 'says what helps with %s', ( code, text ) => {
		expect( errorText( { code, message: 'technical' } ) ).toMatch( text );
	} );

	it( 'can be told of anything that was thrown', () => {
		expect( errorText( new Error( 'broken' ) ) ).toBe( 'broken' );
		expect( errorText( 'broken' ) ).toBe( 'broken' );
		expect( apiErrorOf( undefined ) ).toEqual( {
			code: 'unknown',
			message: 'undefined',
			data: {},
		} );
	} );
} );
