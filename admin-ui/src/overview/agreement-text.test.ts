import { describe, expect, it } from 'vitest';
import { agreementText, checkText } from './agreement-text';

const found = ( differing: number, repaired: number ) => ( {
	finished_at: '2026-03-01T12:00:00.000Z',
	agrees: differing === 0,
	compared: 10,
	alike: 10 - differing,
	differing,
	repaired,
	line: '',
} );

describe( 'a comparison says that records are sent again only if they are', () => {
	it.each( [
		[ 0, 0, 'Quick check <time/>' ],
		[
			1,
			0,
			'Quick check <time/>: 1 record is missing or outdated in Ivorey',
		],
		[
			2,
			2,
			'Quick check <time/>: 2 records were missing or outdated in Ivorey and are being sent again',
		],
	] )( 'quick: %d differ, %d sent again', ( differing, repaired, text ) => {
		expect( checkText( found( differing, repaired ) ) ).toBe( text );
	} );

	it.each( [
		[ 0, 0, '10 of 10 records match, <time/>.' ],
		[ 2, 0, '2 of 10 records differ, <time/>.' ],
		[ 2, 2, expect.stringContaining( 'are being sent again' ) ],
	] )( 'in full: %d differ, %d sent again', ( differing, repaired, text ) => {
		expect( agreementText( found( differing, repaired ) ) ).toEqual( text );
	} );
} );
