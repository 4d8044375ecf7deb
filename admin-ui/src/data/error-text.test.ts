import { describe, expect, it } from 'vitest';
import { apiErrorOf, errorText } from './error-text';

describe( 'the text of an error', () => {
	it( 'is the message from WordPress', () => {
		expect(
			errorText(
				{ code: 'ivorey_busy', message: 'Wait a minute.' },
				'read'
			)
		).toBe( 'Wait a minute.' );
	} );

	it.each( [
		[ 'fetch_error', /cannot reach this site/ ],
		[ 'offline_error', /cannot reach this site/ ],
		[ 'invalid_json', /unexpected answer/ ],
		[ 'rest_cookie_invalid_nonce', /signed out/ ],
		[ 'rest_forbidden', /permission to manage WooCommerce/ ],
	] )( 'says what helps with %s', ( code, text ) => {
		expect( errorText( { code, message: 'technical' }, 'read' ) ).toMatch(
			text
		);
	} );

	it( 'promises a retry only if there is one', () => {
		const error = { code: 'fetch_error', message: 'technical' };
		expect( errorText( error, 'polled' ) ).toMatch( /retry automatically/ );
		expect( errorText( error, 'read' ) ).not.toMatch( /retry|again/i );
		expect(
			errorText( { ...error, code: 'offline_error' }, 'action' )
		).toMatch( /Nothing was changed\. Try again\.$/ );
	} );

	it.each( [ 'invalid_json', 'fetch_error' ] )(
		'does not claim that an action was not done when only its answer was lost: %s',
		( code ) => {
			const text = errorText( { code, message: '' }, 'action' );
			expect( text ).not.toMatch( /Nothing was changed|automatically/ );
			expect( text ).toMatch( /Check whether it worked/ );
		}
	);

	it( 'exists for any thrown value', () => {
		expect( errorText( new Error( 'broken' ), 'read' ) ).toBe( 'broken' );
		expect( errorText( 'broken', 'read' ) ).toBe( 'broken' );
		expect( apiErrorOf( undefined ) ).toEqual( {
			code: 'unknown',
			message: 'undefined',
			data: {},
		} );
	} );
} );
