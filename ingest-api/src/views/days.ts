/*
 * Days of a time zone (IANA name), like "2026-01-31". On some of them the clocks change at midnight, so that midnight
 * occurs twice or not at all.
 */

const DAY_MS = 24 * 60 * 60_000;

/** Including today, oldest first. */
export function lastDays(
	number: number,
	timeZone: string,
	now: Date
): string[] {
	const today = wallClock( now.getTime(), timeZone );
	return Array.from( { length: number }, ( _, index ) =>
		new Date( today - ( number - 1 - index ) * DAY_MS )
			.toISOString()
			.slice( 0, 10 )
	);
}

export function beginningOfDay( day: string, timeZone: string ): Date {
	return midnight( Date.parse( `${ day }T00:00:00Z` ), timeZone );
}

export function beginningOfNextDay( day: string, timeZone: string ): Date {
	return midnight( Date.parse( `${ day }T00:00:00Z` ) + DAY_MS, timeZone );
}

/**
 * @param wall     A midnight, as if it were UTC.
 * @param timeZone
 * @return The first moment at which clocks show it; if none does, the moment at which they jump over it.
 */
function midnight( wall: number, timeZone: string ): Date {
	const [ early, late ] = [ wall - DAY_MS, wall + DAY_MS ].map(
		( near ) => wall - ( wallClock( near, timeZone ) - near )
	) as [ number, number ];
	const shown = [ early, late ].filter(
		( at ) => wallClock( at, timeZone ) === wall
	);
	return new Date( shown.length === 0 ? early : Math.min( ...shown ) );
}

const formatters = new Map< string, Intl.DateTimeFormat >();

/** The time that clocks show at a moment, to the second, as if it were UTC. */
function wallClock( at: number, timeZone: string ): number {
	let formatter = formatters.get( timeZone );
	if ( formatter === undefined ) {
		formatter = new Intl.DateTimeFormat( 'en-GB', {
			timeZone,
			calendar: 'iso8601',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
			hourCycle: 'h23',
		} );
		formatters.set( timeZone, formatter );
	}
	const parts = new Map(
		formatter
			.formatToParts( at )
			.map( ( { type, value } ) => [ type, Number( value ) ] )
	);
	const of = ( type: Intl.DateTimeFormatPartTypes ) => parts.get( type ) ?? 0;
	const date = new Date( 0 );
	date.setUTCFullYear( of( 'year' ), of( 'month' ) - 1, of( 'day' ) );
	date.setUTCHours( of( 'hour' ), of( 'minute' ), of( 'second' ) );
	return date.getTime();
}
