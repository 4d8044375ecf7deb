import { expect, test } from 'vitest';
import { beginningOfDay, beginningOfNextDay, lastDays } from './days.ts';

test.for( [
	[ '2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z' ],
	[ '2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z' ],
	[ '2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z' ],
	[ '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z' ],
	[ '2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z' ],
	[ '2026-01-31', 'Asia/Kathmandu', '2026-01-30T18:15:00.000Z' ],
	// Clocks jumped from midnight to one o'clock, and back.
	[ '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z' ],
	[ '2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z' ],
	// Midnight occurred twice.
	[ '2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z' ],
	// This day did not exist.
	[ '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z' ],
] as const )( '%s in %s began at %s', ( [ day, timeZone, at ] ) => {
	expect( beginningOfDay( day, timeZone ).toISOString() ).toBe( at );
} );

test( 'a day ends when the next one begins, even the last day of the year 9999', () => {
	expect(
		beginningOfNextDay( '2026-03-08', 'America/New_York' ).toISOString()
	).toBe( '2026-03-09T04:00:00.000Z' );
	expect(
		Number.isFinite( beginningOfNextDay( '9999-12-31', 'UTC' ).getTime() )
	).toBe( true );
} );

test( 'the last days are those of the time zone, oldest first', () => {
	expect(
		lastDays( 2, 'America/New_York', new Date( '2026-03-01T03:00:00Z' ) )
	).toEqual( [ '2026-02-27', '2026-02-28' ] );
} );
