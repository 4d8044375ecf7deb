// Times that the server writes in UTC, in the time zone of who looks, or as so long ago.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const full = new Intl.DateTimeFormat( 'en-GB', {
	dateStyle: 'medium',
	timeStyle: 'short',
} );
const exact = new Intl.DateTimeFormat( 'en-GB', {
	dateStyle: 'full',
	timeStyle: 'long',
} );
const clock = new Intl.DateTimeFormat( 'en-GB', { timeStyle: 'short' } );
const ago = new Intl.RelativeTimeFormat( 'en-GB', { numeric: 'always' } );

function sinceText( at, now ) {
	const passed = now - at;
	if ( passed < 0 || passed > 2 * DAY_MS ) {
		return full.format( at );
	}
	if ( passed < MINUTE_MS ) {
		return 'just now';
	}
	if ( passed < HOUR_MS ) {
		return ago.format( -Math.floor( passed / MINUTE_MS ), 'minute' );
	}
	const days =
		( new Date( now ).setHours( 0, 0, 0, 0 ) -
			new Date( at ).setHours( 0, 0, 0, 0 ) ) /
		DAY_MS;
	const day = days < 0.5 ? 'today' : 'yesterday';
	return days < 1.5
		? `${ day } at ${ clock.format( at ) }`
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
