import { raw } from 'hono/html';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = Array.from(
	'ÀßĆĎÈƑĜĤÎĴĶĹṀŃÕṔǪŔŠŤŨṼŴẊÝŽáƀćďéƒğĥíĵķļḿñôṗɋŕšťüṽŵẋýž'
);

/** Enclose a value that is passed to a text, so that it stays unchanged. */
const [ OPEN, CLOSE ] = [ '\uE000', '\uE001' ];
/** The parts of a text that stay unchanged: a value, markup, a character reference, Liquid, a script's placeholder. */
const NO_TEXT =
	/\uE000[^\uE001]*\uE001|<[^>]*>|&[#\w]+;|\{\{.*?\}\}|\{%.*?%\}|\{\w+\}/gs;
/** Longer than English, as other languages are. */
const LONGER = 0.4;

/**
 * A catalogue whose texts can be distinguished from everything else: each letter has an accent, and each text is 40 %
 * longer. An ASCII letter on a page is then data, or a text that is in no catalogue.
 */
export function pseudoLocale< Texts >( texts: Texts ): Texts {
	return transformed( texts ) as Texts;
}

function transformed( text: unknown ): unknown {
	if ( typeof text === 'string' ) {
		return accented( text );
	}
	if ( typeof text === 'function' ) {
		return ( given: unknown ) => {
			const result: unknown = text( marked( given ) );
			const words = accented( String( result ) ).replace(
				/[\uE000\uE001]/g,
				''
			);
			return typeof result === 'string' ? words : raw( words );
		};
	}
	return Object.fromEntries(
		Object.entries( text as object ).map( ( [ key, inner ] ) => [
			key,
			transformed( inner ),
		] )
	);
}

function marked( given: unknown ): unknown {
	if ( typeof given === 'string' ) {
		return OPEN + given + CLOSE;
	}
	if ( given instanceof String ) {
		return raw( OPEN + String( given ) + CLOSE );
	}
	return typeof given === 'object' && given !== null
		? Object.fromEntries(
				Object.entries( given ).map( ( [ name, value ] ) => [
					name,
					marked( value ),
				] )
			)
		: given;
}

function accented( text: string ): string {
	let letters = 0;
	const accent = ( plain: string ) =>
		plain.replace( /[A-Za-z]/g, ( letter ) => {
			letters++;
			return ACCENTED[ PLAIN.indexOf( letter ) ]!;
		} );
	let end = 0;
	let result = '';
	for ( const found of text.matchAll( NO_TEXT ) ) {
		result += accent( text.slice( end, found.index ) ) + found[ 0 ];
		end = found.index + found[ 0 ].length;
	}
	result += accent( text.slice( end ) );
	return result + '·'.repeat( Math.ceil( letters * LONGER ) );
}
