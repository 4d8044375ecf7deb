import { describe, expect, it } from 'vitest';
import { numberText, percentOf, rateText, timeLeftText } from './figures';

describe( 'figures', () => {
	it( 'are formatted for the language', () => {
		expect( numberText( 12408, 'en-US' ) ).toBe( '12,408' );
		expect( numberText( 12408, 'de-DE' ) ).toBe( '12.408' );
	} );

	it.each( [
		[ 0, 0, 100 ],
		[ 0, 10, 0 ],
		[ 1, 100_000, 1 ],
		[ 99_999, 100_000, 99 ],
		[ 100_000, 100_000, 100 ],
		[ 12, 10, 100 ],
		[ 1, 3, 33 ],
	] )( 'R24 %d of %d is %d %', ( done, total, percent ) => {
		expect( percentOf( done, total ) ).toBe( percent );
	} );

	it.each( [
		[ 0, 'a few seconds left' ],
		[ 9, 'a few seconds left' ],
		[ 10, 'about 10 seconds left' ],
		[ 41, 'about 50 seconds left' ],
		[ 60, 'about 1 minute left' ],
		[ 89, 'about 1 minute left' ],
		[ 600, 'about 10 minutes left' ],
		[ 3600, 'about 1 hour left' ],
		[ 90_000, 'about 25 hours left' ],
	] )( 'R24 %d seconds are "%s"', ( seconds, text ) => {
		expect( timeLeftText( seconds ) ).toBe( text );
	} );

	it( 'R24 a rate is per second, or per minute if it is slow', () => {
		expect( rateText( 4210.4, 'en-US' ) ).toBe( '4,210 a second' );
		expect( rateText( 0.25, 'en-US' ) ).toBe( '15 a minute' );
	} );
} );
