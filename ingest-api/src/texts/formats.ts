import { AsyncLocalStorage } from 'node:async_hooks';

/** R40: the formats of times and amounts for the reader of a page. */
export interface Formats {
	/** IANA name; null: UTC from the server, which the browser's script converts to the browser's time zone. */
	timeZone: string | null;
	/** BCP 47 tag; null: English. It also chooses the language of texts, if there is a catalogue for it. */
	locale: string | null;
}

const STANDARD: Formats = { timeZone: null, locale: null };

/** Kept per request, so that no page has to pass it to each of its times and amounts. */
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

/** Times and numbers are in British English by default. */
export function timeLocale(): string {
	return currentFormats().locale ?? 'en-GB';
}

/** The default, en-US, writes `$` for US dollars only, and `CA$`, `A$` and so on for others. */
export function moneyLocale(): string {
	return currentFormats().locale ?? 'en-US';
}

const formatters = new Map< string, Intl.DateTimeFormat >();
const MOST_KEPT = 500;

/** A time in the reader's format; marked as UTC if it is in UTC. */
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

/** A time in an e-mail, which may be read anywhere: it names its time zone. */
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

/** A time and an amount that show the effect of a choice. */
export function exampleOf( now: Date ): string {
	const amount = new Intl.NumberFormat( moneyLocale(), {
		style: 'currency',
		currency: 'EUR',
	} ).format( 1_234.5 );
	return `${ momentText( now ) } · ${ amount }`;
}
