// Shows times relative to now, and in the browser's time zone if nobody chose one.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const { timeZone, locale = 'en-GB' } = document.documentElement.dataset;
const full = new Intl.DateTimeFormat( locale, {
	dateStyle: 'medium',
	timeStyle: 'short',
	timeZone,
} );
const exact = new Intl.DateTimeFormat( locale, {
	dateStyle: 'full',
	timeStyle: 'long',
	timeZone,
} );
const clock = new Intl.DateTimeFormat( locale, {
	timeStyle: 'short',
	timeZone,
} );
// The language of the page.
const { lang } = document.documentElement;
const ago = new Intl.RelativeTimeFormat( lang, { numeric: 'always' } );
const near = new Intl.RelativeTimeFormat( lang, { numeric: 'auto' } );
const calendar = new Intl.DateTimeFormat( 'en-GB', {
	calendar: 'iso8601',
	year: 'numeric',
	month: 'numeric',
	day: 'numeric',
	timeZone,
} );

// The day of a moment, as a number of days.
function dayOf( at ) {
	const parts = calendar.formatToParts( at );
	const of = ( type ) =>
		Number( parts.find( ( part ) => part.type === type ).value );
	return Date.UTC( of( 'year' ), of( 'month' ) - 1, of( 'day' ) ) / DAY_MS;
}

function sinceText( at, now ) {
	const passed = now - at;
	if ( passed < 0 || passed > 2 * DAY_MS ) {
		return full.format( at );
	}
	if ( passed < MINUTE_MS ) {
		return document.documentElement.dataset.now;
	}
	if ( passed < HOUR_MS ) {
		return ago.format( -Math.floor( passed / MINUTE_MS ), 'minute' );
	}
	const days = dayOf( now ) - dayOf( at );
	return days < 2
		? document.documentElement.dataset.dayAt
				.replace( '{day}', near.format( -days, 'day' ) )
				.replace( '{time}', clock.format( at ) )
		: full.format( at );
}

function localize( root ) {
	for ( const element of root.querySelectorAll( 'time[datetime]' ) ) {
		const at = new Date( element.dateTime );
		const words =
			'relative' in element.dataset
				? sinceText( at.getTime(), Date.now() )
				: full.format( at );
		if ( element.textContent !== words ) {
			element.textContent = words;
			element.title = exact.format( at );
		}
	}
}

localize( document );
setInterval( () => localize( document ), MINUTE_MS / 2 );
