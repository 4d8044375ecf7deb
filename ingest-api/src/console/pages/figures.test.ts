import { expect, test } from 'vitest';
import { rateText, timeLeftText } from './figures.ts';

test.for( [
	[ 4_210.4, '4,210 a second' ],
	[ 1, '1 a second' ],
	[ 0.4, '24 a minute' ],
	[ 0.02, '1 a minute' ],
] as const )( 'R24 a rate of %d a second is "%s"', ( [ rate, text ] ) => {
	expect( rateText( rate ) ).toBe( text );
} );

test.for( [
	[ 0, 'less than a minute left' ],
	[ 59, 'less than a minute left' ],
	[ 60, 'about 1 minute left' ],
	[ 95, 'about 2 minutes left' ],
	[ 3_600, 'about 1 hour left' ],
	[ 90_000, 'about 25 hours left' ],
] as const )( 'R24 %d seconds are "%s"', ( [ seconds, text ] ) => {
	expect( timeLeftText( seconds ) ).toBe( text );
} );
