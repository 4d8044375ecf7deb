import { load } from 'cheerio';

/** IDs, addresses, names, and texts by stores and people. */
const DATA: readonly ( string | RegExp )[] = [
	/https?:\/\/\S+/,
	/\S+@\S+\.\w+/,
	/[\w.-]+\.example\.com/,
	/localhost:\d+/,
	/acc_[\w-]+|pay_1001|MUG-1|sample-mug|webhook-id/,
	// The parameters of a link, whose names are fixed.
	/(?:response_type|client_id|redirect_uri|state|code_challenge(?:_method)?)\b/,
	// Liquid, and the sample values of its variables.
	/\{\{.*?\}\}|\{%.*?%\}/,
	/January 31, 2026|2026-01-31T08:15:00Z/,
	/\b(?:EUR|UTC|true|false|processing|checkout)\b/,
	'Ivorey',
	'WooCommerce',
	'Ada & Co',
	'Ada Example 1 Sample Street 10115 Sampleton Germany',
	'Ada Example',
	/^(?:Ada|Example|Mine|Blue|Colour|Kitchen|kitchen)$/,
	/Mine(?=”| – )|Ada(?=,)|Kitchen(?= – )/,
	'Colour: Blue',
	'Blue, Green',
	'The warehouse',
	'Sample Mug',
	'Holds tea.',
	/Credit card|Flat rate|Gift wrap|welcome/,
	'Your order',
];
const NO_TEXT = new RegExp(
	DATA.map( ( data ) =>
		data instanceof RegExp
			? data.source
			: data.replace( /[.*+?^${}()|[\]\\]/g, '\\$&' )
	).join( '|' ),
	'g'
);

/** Attributes that a reader or a screen reader gets besides the text itself. */
const ATTRIBUTES = [ 'title', 'aria-label', 'placeholder', 'alt' ];
/** Elements shown as they are: payloads, code, and typed text. */
const NOT_READ = 'script, style, code, pre, textarea';
/** Names from international lists: time zones, languages, currencies. */
const OF_THE_WORLD =
	'select[name=time_zone] option, select[name=locale] option';

/**
 * Finds a page's texts that come from no catalogue, since every text of the catalogue has accents (pseudo-locale.ts).
 */
export function strayTexts( html: string ): string[] {
	const $ = load( html );
	$( `${ NOT_READ }, ${ OF_THE_WORLD }` ).remove();
	const shown = $( '*' )
		.toArray()
		.flatMap( ( element ) => [
			...ATTRIBUTES.map( ( name ) => $( element ).attr( name ) ?? '' ),
			...$( element )
				.contents()
				.toArray()
				.map( ( node ) => ( node.type === 'text' ? node.data : '' ) ),
		] )
		.map( ( text ) => text.replace( /\s+/g, ' ' ).trim() );
	return [ ...new Set( shown ) ].filter( ( text ) =>
		/[A-Za-z]/.test( text.replace( NO_TEXT, '' ) )
	);
}
