import { setImmediate } from 'node:timers/promises';

/** IANA time zone names, "UTC" first. */
export const TIME_ZONES: readonly string[] = [
	'UTC',
	...Intl.supportedValuesOf( 'timeZone' ).filter(
		( name ) => name !== 'UTC'
	),
];

const KNOWN_ZONES = new Set( TIME_ZONES );

export function isTimeZone( name: string ): boolean {
	return KNOWN_ZONES.has( name );
}

/** Whether Intl has exactly this locale, without falling back to a wider one. */
export function isLocale( tag: string ): boolean {
	try {
		return new Intl.NumberFormat( tag ).resolvedOptions().locale === tag;
	} catch {
		return false;
	}
}

export interface NamedLocale {
	tag: string;
	/** For example "German (Austria)". */
	name: string;
}

const LETTERS = [ ...'abcdefghijklmnopqrstuvwxyz' ];
const PAIRS = LETTERS.flatMap( ( first ) =>
	LETTERS.map( ( second ) => first + second )
);
/** A language that is the first one of at least this many regions is looked for in all regions. */
const WIDELY_SPOKEN = 3;

let listed: Promise< readonly NamedLocale[] > | null = null;

/**
 * The locales to choose from: each language with its main region, each region with its first language, and widely
 * spoken languages in every region that Intl has them for. Intl offers no list, so locales are probed; found once.
 */
export function listLocales(): Promise< readonly NamedLocale[] > {
	listed ??= findLocales();
	return listed;
}

/** Locales probed before yielding to other work, since Intl takes a while for each. */
const ASKED_AT_ONCE = 50;

async function findLocales(): Promise< NamedLocale[] > {
	const names = new Intl.DisplayNames( 'en', {
		type: 'language',
		languageDisplay: 'standard',
	} );
	const found: NamedLocale[] = [];
	for ( const [ index, tag ] of likelyTags().entries() ) {
		if ( isLocale( tag ) ) {
			found.push( { tag, name: names.of( tag ) ?? tag } );
		}
		if ( index % ASKED_AT_ONCE === 0 ) {
			await setImmediate();
		}
	}
	return found.sort( ( one, other ) =>
		one.name.localeCompare( other.name, 'en' )
	);
}

function likelyTags(): string[] {
	const regionNames = new Intl.DisplayNames( 'en', {
		type: 'region',
		fallback: 'none',
	} );
	const regions = PAIRS.map( ( pair ) => pair.toUpperCase() ).filter(
		( region ) => regionNames.of( region ) !== undefined
	);
	const languages = Intl.NumberFormat.supportedLocalesOf( PAIRS );
	const firstOf = new Map(
		regions.map( ( region ) => [
			region,
			new Intl.Locale( `und-${ region }` ).maximize().language,
		] )
	);
	const wide = [ ...Map.groupBy( firstOf.values(), ( name ) => name ) ]
		.filter( ( [ , spoken ] ) => spoken.length >= WIDELY_SPOKEN )
		.map( ( [ language ] ) => language );
	return [
		...new Set( [
			...languages.map(
				( language ) =>
					`${ language }-${ new Intl.Locale( language ).maximize().region }`
			),
			...[ ...firstOf ].map(
				( [ region, first ] ) => `${ first }-${ region }`
			),
			...wide.flatMap( ( language ) =>
				regions.map( ( region ) => `${ language }-${ region }` )
			),
		] ),
	];
}
