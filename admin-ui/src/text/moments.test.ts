import { describe, expect, it } from 'vitest';
import php from '../../../plugin/src/Diagnostics/Explain/Explanation.php?raw';
import { isTrouble, momentText } from './moments';

describe( 'the timeline of an order', () => {
	it( 'has words for everything that the plugin tells', () => {
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

	it( 'shows what it does not know as it was told', () => {
		expect( momentText( 'something new' ) ).toBe( 'something new' );
	} );

	it( 'marks what somebody may have to look after', () => {
		expect( isTrouble( 'quarantined' ) ).toBe( true );
		expect( isTrouble( 'sent and answered' ) ).toBe( false );
	} );
} );
