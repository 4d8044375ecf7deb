import { expect, test } from 'vitest';
import { endOfQuietHours } from './quiet-hours.ts';

const NIGHT = { from: '22:00', to: '08:00' };

test.each( [
	[ 'before them', 'UTC', '2026-03-10T21:59:59Z', null ],
	[
		'at their beginning',
		'UTC',
		'2026-03-10T22:00:00Z',
		'2026-03-11T08:00:00.000Z',
	],
	[
		'after midnight',
		'UTC',
		'2026-03-11T00:30:00Z',
		'2026-03-11T08:00:00.000Z',
	],
	[ 'at their end', 'UTC', '2026-03-11T08:00:00Z', null ],
	[
		'in another time zone',
		'America/New_York',
		'2026-03-11T03:00:00Z',
		'2026-03-11T12:00:00.000Z',
	],
	[
		'in a time zone of half an hour',
		'Asia/Kolkata',
		'2026-03-10T17:00:00Z',
		'2026-03-11T02:30:00.000Z',
	],
	[
		'in the night in which clocks go ahead',
		'Europe/Berlin',
		'2026-03-28T22:00:00Z',
		'2026-03-29T06:00:00.000Z',
	],
	[
		'in the night in which clocks go back',
		'Europe/Berlin',
		'2026-10-24T21:00:00Z',
		'2026-10-25T07:00:00.000Z',
	],
] )( 'quiet hours: %s (%s)', ( _, zone, now, end ) => {
	expect(
		endOfQuietHours( NIGHT, zone, new Date( now ) )?.toISOString() ?? null
	).toBe( end );
} );

test( 'quiet hours within one day', () => {
	const lunch = { from: '12:00', to: '13:00' };
	expect(
		endOfQuietHours( lunch, 'UTC', new Date( '2026-03-11T12:30:00Z' ) )
	).toEqual( new Date( '2026-03-11T13:00:00Z' ) );
	expect(
		endOfQuietHours( lunch, 'UTC', new Date( '2026-03-11T13:30:00Z' ) )
	).toBeNull();
} );

test( 'no quiet hours', () => {
	expect( endOfQuietHours( null, 'UTC', new Date() ) ).toBeNull();
} );
