import { describe, expect, it } from 'vitest';
import php from '../../../plugin/src/Diagnostics/Explain/Explanation.php?raw';
import { isTrouble, momentText } from './moments';

describe( 'the timeline of an order', () => {
	it( 'has words for every event that the plugin reports', () => {
		const told = [
			// The moments: [ time, what, detail ].
			...php.matchAll( /\$moments\[\]\s*= \[ [^,\n]+, '([^']+)'/g ),
			// The events of the history.
			...php.matchAll( /^\t\t'\w+'\s*=> '([^']+)',$/gm ),
		].map( ( [ , what ] ) => what! );
		expect( told.length ).toBeGreaterThan( 8 );
		expect(
			told.filter( ( what ) => momentText( what ) === what )
		).toEqual( [] );
	} );

	it( 'shows an unknown event in the words of the plugin', () => {
		expect( momentText( 'something new' ) ).toBe( 'something new' );
	} );

	it( 'marks events that may need attention', () => {
		expect( isTrouble( 'quarantined' ) ).toBe( true );
		expect( isTrouble( 'sent and answered' ) ).toBe( false );
	} );
} );
