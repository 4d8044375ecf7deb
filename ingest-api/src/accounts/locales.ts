import { setImmediate } from 'node:timers/promises';

/** IANA's names, "UTC" first. */
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

/** Whether Intl has this very locale, and would not fall back to a wider one. */
export function isLocale( tag: string ): boolean {
	try {
		return new Intl.NumberFormat( tag ).resolvedOptions().locale === tag;
	} catch {
		return false;
	}
}

export interface NamedLocale {
	tag: string;
	/** "German (Austria)". */
	name: string;
}

const LETTERS = [ ...'abcdefghijklmnopqrstuvwxyz' ];
const PAIRS = LETTERS.flatMap( ( first ) =>
	LETTERS.map( ( second ) => first + second )
);
/** A language that is a region's first one so often is looked for in all regions. */
const WIDELY_SPOKEN = 3;

let listed: Promise< readonly NamedLocale[] > | null = null;

/**
 * The locales to choose from: each language where it is spoken most, each region with its first language, and widely
 * spoken languages wherever Intl has them. All from Intl, which lists none; found once.
 */
export function listLocales(): Promise< readonly NamedLocale[] > {
	listed ??= findLocales();
	return listed;
}

/** Asked between other work: each costs Intl a while. */
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
