import type { Definition } from './definition.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** A day on which clocks change has 23 or 25 hours. */
const LONGEST_DAY_MINUTES = DAY_MINUTES + 60;

/**
 * The end of the quiet hours around `now`; null outside of quiet hours. Asks the time zone minute by minute, so that
 * days on which clocks change are right.
 */
export function endOfQuietHours(
	quietHours: Definition[ 'quiet_hours' ],
	timeZone: string,
	now: Date
): Date | null {
	if ( quietHours === null ) {
		return null;
	}
	const from = minutesOf( quietHours.from );
	const to = minutesOf( quietHours.to );
	const isQuiet = ( at: Date ): boolean => {
		const minutes = localMinutes( at, timeZone );
		return from < to
			? minutes >= from && minutes < to
			: minutes >= from || minutes < to;
	};
	if ( ! isQuiet( now ) ) {
		return null;
	}
	const startOfMinute = Math.floor( now.getTime() / MINUTE_MS ) * MINUTE_MS;
	for ( let minute = 1; minute <= LONGEST_DAY_MINUTES; minute++ ) {
		const at = new Date( startOfMinute + minute * MINUTE_MS );
		if ( ! isQuiet( at ) ) {
			return at;
		}
	}
	return null;
}

const formatters = new Map< string, Intl.DateTimeFormat >();

function localMinutes( at: Date, timeZone: string ): number {
	let formatter = formatters.get( timeZone );
	if ( formatter === undefined ) {
		formatter = new Intl.DateTimeFormat( 'en-GB', {
			timeZone,
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		} );
		formatters.set( timeZone, formatter );
	}
	return minutesOf( formatter.format( at ) );
}

function minutesOf( time: string ): number {
	return Number( time.slice( 0, 2 ) ) * 60 + Number( time.slice( 3, 5 ) );
}
