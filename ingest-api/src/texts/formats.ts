import { AsyncLocalStorage } from 'node:async_hooks';

/** R40: how whoever looks at a page reads times and amounts. */
export interface Formats {
	/** IANA's name; null: UTC from the server, which the browser's script makes the browser's own. */
	timeZone: string | null;
	/** A BCP 47 tag; null: English. It chooses the language of texts, too, where there is a catalogue in it. */
	locale: string | null;
}

const STANDARD: Formats = { timeZone: null, locale: null };

/** Kept with the request, so that no page has to hand it down to each time and amount on it. */
const current = new AsyncLocalStorage< Formats >();

export function withFormats< Result >(
	formats: Formats,
	run: () => Result
): Result {
	return current.run( formats, run );
}

export function currentFormats(): Formats {
	return current.getStore() ?? STANDARD;
}

/** Times and numbers as English has them where nothing was chosen. */
export function timeLocale(): string {
	return currentFormats().locale ?? 'en-GB';
}

/** The dollar sign of an amount says of itself whose dollar it is. */
export function moneyLocale(): string {
	return currentFormats().locale ?? 'en-US';
}

const formatters = new Map< string, Intl.DateTimeFormat >();
const MOST_KEPT = 500;

/** A moment as whoever looks reads it; in UTC, it says so. */
export function momentText( at: Date ): string {
	const { timeZone } = currentFormats();
	const locale = timeLocale();
	const key = `${ locale } ${ timeZone }`;
	let formatter = formatters.get( key );
	if ( formatter === undefined ) {
		formatter = new Intl.DateTimeFormat( locale, {
			dateStyle: 'medium',
			timeStyle: 'short',
			timeZone: timeZone ?? 'UTC',
		} );
		if ( formatters.size >= MOST_KEPT ) {
			formatters.clear();
		}
		formatters.set( key, formatter );
	}
	const words = formatter.format( at );
	return ( timeZone ?? 'UTC' ) === 'UTC' ? `${ words } UTC` : words;
}

/** A moment in an e-mail, which is read anywhere: it says in which time zone. */
export function longMomentText( at: Date ): string {
	return new Intl.DateTimeFormat( timeLocale(), {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone: currentFormats().timeZone ?? 'UTC',
		timeZoneName: 'short',
	} ).format( at );
}

/** A time and an amount, so that somebody sees what a choice means. */
export function exampleOf( now: Date ): string {
	const amount = new Intl.NumberFormat( moneyLocale(), {
		style: 'currency',
		currency: 'EUR',
	} ).format( 1_234.5 );
	return `${ momentText( now ) } · ${ amount }`;
}
