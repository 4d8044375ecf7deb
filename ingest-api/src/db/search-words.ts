/** Longer ones are found by their beginning. */
const LENGTH = 40;
/** Of one thing; what a name has beyond them finds nothing. */
const MOST_WORDS = 50;
/** The same of a product's variants together, which may be two thousand. */
const MOST_VARIANT_WORDS = 2_500;
const MOST_SEARCHED = 8;

/** A mark on a letter; those of scripts in which a mark is a vowel are part of the word. */
const MARK =
	/[\p{M}&&[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Cyrillic}]]/gv;
/** What nobody sees: joiners, soft hyphens, directions, and the stroke that stretches an Arabic word. */
const UNSEEN = /[\p{Cf}\u0640]/gu;
/** Apostrophes that Unicode counts as letters. */
const LIKE_APOSTROPHE = /[\u02b0-\u02ff]/gu;
/** Letters that Unicode does not take apart, and people who lack the key write otherwise. */
const PLAIN: Readonly< Record< string, string > > = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ħ: 'h',
	ŧ: 't',
	ς: 'σ',
};
const NOT_PLAIN = new RegExp( `[${ Object.keys( PLAIN ).join( '' ) }]`, 'gu' );

/** Most names: for them the rest changes nothing. */
const ASCII = /^[\0-\x7f]*$/;

/** Words, and "@", which says more than other signs: "ada@" is no beginning of "adam@". */
const PARTS = /[\p{L}\p{N}\p{M}]+|@/gu;
const MAY_BEGIN = /^[\p{L}\p{N}]/u;
/** Written without spaces: a word may begin at any letter. */
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** A text without case, accents and other forms of the same letters; R34: what is stored and what is searched alike. */
export function fold( text: string ): string {
	if ( ASCII.test( text ) ) {
		return text.toLowerCase();
	}
	return (
		text
			.toWellFormed()
			.normalize( 'NFKD' )
			.replaceAll( MARK, '' )
			.replaceAll( UNSEEN, '' )
			.replaceAll( LIKE_APOSTROPHE, "'" )
			// Upper case first: so "ß" is "ss", and "ı" is "i".
			.toUpperCase()
			.toLowerCase()
			.replaceAll( NOT_PLAIN, ( letter ) => PLAIN[ letter ]! )
			.normalize( 'NFC' )
	);
}

/** What stands between two spaces, without signs, and where in it a word begins. */
interface Chunk {
	text: string;
	starts: number[];
}

/** "jean-luc" is "jeanluc", in which words begin with "j" and "l". */
function chunksOf( text: string ): Chunk[] {
	return fold( text )
		.split( /\s+/u )
		.map( ( chunk ) => {
			const found: Chunk = { text: '', starts: [] };
			for ( const part of chunk.match( PARTS ) ?? [] ) {
				if ( part !== '@' ) {
					found.starts.push( found.text.length );
					found.text += part;
				} else if ( found.text !== '' ) {
					found.text += '@';
				}
			}
			return found;
		} )
		.filter( ( { starts } ) => starts.length > 0 );
}

/** From each place at which a word begins to the end of its chunk: one of which begins with whatever begins a word. */
function beginningsOf( { text, starts }: Chunk ): string[] {
	const places = [ ...starts ];
	for ( const { index, 0: letter } of text.matchAll( UNSPACED ) ) {
		places.push( index, index + letter.length );
	}
	return places
		.sort( ( a, b ) => a - b )
		.map( ( at ) => cut( text.slice( at ) ) )
		.filter( ( word ) => MAY_BEGIN.test( word ) );
}

/** Not in the middle of a letter. */
function cut( word: string ): string {
	return word.length <= LENGTH
		? word
		: word.slice( 0, LENGTH ).replace( /[\ud800-\udbff]$/, '' );
}

/** What is to be stored so that texts are found by the beginning of any word: sorted, and none that another begins with. */
function wordsOf( beginnings: readonly string[], most = MOST_WORDS ): string[] {
	const words = [ ...new Set( beginnings.slice( 0, most ) ) ].sort();
	return words.filter(
		( word, at ) => ! words[ at + 1 ]?.startsWith( word )
	);
}

/** The domain's last part is no word: who types "co" does not look for all at ".com". */
function beginningsOfEmail( email: string ): string[] {
	return chunksOf( email ).flatMap( ( { text, starts } ) =>
		beginningsOf( {
			text,
			starts: starts.length > 1 ? starts.slice( 0, -1 ) : starts,
		} )
	);
}

const beginningsIn = ( text: string ) =>
	chunksOf( text ).flatMap( beginningsOf );

export interface ContactName {
	first_name: string;
	last_name: string;
	display_name: string;
}

/** As lists show it. */
export function nameOf( {
	first_name: first,
	last_name: last,
	display_name: display,
}: ContactName ): string {
	const name = `${ first } ${ last }`;
	return name.trim() === '' ? display : name;
}

/** Of the name and of the e-mail address. */
export function wordsOfContact(
	contact: ContactName & { email: string }
): string[] {
	return wordsOf( [
		...beginningsOfEmail( contact.email ),
		...beginningsIn( nameOf( contact ) ),
	] );
}

/** Of the names in an order's addresses. */
export function wordsOfNames( names: readonly string[] ): string[] {
	return wordsOf( names.flatMap( beginningsIn ) );
}

/** Of the product first, then of what its variants differ in. */
export function wordsOfProduct( {
	name,
	sku,
	variant_skus: skus,
	variant_options: options,
}: {
	name: string;
	sku: string;
	/** Each once. */
	variant_skus: readonly string[];
	variant_options: readonly string[];
} ): string[] {
	const own = [ ...beginningsIn( sku ), ...beginningsIn( name ) ];
	const ofSkus = skus.map( beginningsIn );
	return wordsOf(
		[
			...own.slice( 0, MOST_WORDS ),
			...options.flatMap( beginningsIn ),
			// Of each the whole, before parts of any.
			...ofSkus.flatMap( ( beginnings ) => beginnings.slice( 0, 1 ) ),
			...ofSkus.flatMap( ( beginnings ) => beginnings.slice( 1 ) ),
		],
		MOST_WORDS + MOST_VARIANT_WORDS
	);
}

export function wordsOfCollection( { name }: { name: string } ): string[] {
	return wordsOf( beginningsIn( name ) );
}

/**
 * What a search may mean: each a list of beginnings, all of which a thing has to have. "o'brien" is "o" and "brien", and
 * "obrien"; "acme.com" is "acme" and "com", and "acmecom". Of no letter and no digit nothing is left.
 */
export function readingsOf( search: string ): string[][] {
	const chunks = chunksOf( search );
	const joined = chunks.map( ( { text } ) => text );
	const apart = chunks.flatMap( ( { text, starts } ) =>
		text.includes( '@' )
			? [ text ]
			: starts.map( ( start, at ) =>
					text.slice( start, starts[ at + 1 ] )
				)
	);
	const readings = [ apart, joined ].map( neededOf );
	const isOne = readings[ 0 ]!.join( ' ' ) === readings[ 1 ]!.join( ' ' );
	return ( isOne ? readings.slice( 1 ) : readings ).filter(
		( words ) => words.length > 0
	);
}

/** The longest first, which fewest have; what begins with one begins with the other as well. */
function neededOf( words: readonly string[] ): string[] {
	return [ ...new Set( words.map( cut ) ) ]
		.filter(
			( word, _at, all ) =>
				! all.some(
					( other ) => other !== word && other.startsWith( word )
				)
		)
		.sort( ( a, b ) => b.length - a.length || ( a < b ? -1 : 1 ) )
		.slice( 0, MOST_SEARCHED );
}
