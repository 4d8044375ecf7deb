/** Longer words are found by their beginning. */
const LENGTH = 40;
/** The most words of one row; words of a name beyond that find nothing. */
const MOST_WORDS = 50;
/** The most words of all of a product's variants together, which may be two thousand. */
const MOST_VARIANT_WORDS = 2_500;
const MOST_SEARCHED = 8;

/** Marks on letters. In other scripts a mark may be a vowel, which is part of the word. */
const MARK =
	/[\p{M}&&[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Cyrillic}]]/gv;
/** Invisible characters: joiners, soft hyphens, directions, and the stroke that stretches an Arabic word. */
const UNSEEN = /[\p{Cf}\u0640]/gu;
/** Apostrophes that Unicode counts as letters. */
const LIKE_APOSTROPHE = /[\u02b0-\u02ff]/gu;
/** Letters that Unicode does not decompose, and that people without the key type differently. */
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

/** Most names are ASCII, which the other steps do not change. */
const ASCII = /^[\0-\x7f]*$/;

/** Words, and "@", which is more specific than other signs: "ada@" does not begin "adam@". */
const PARTS = /[\p{L}\p{N}\p{M}]+|@/gu;
const MAY_BEGIN = /^[\p{L}\p{N}]/u;
/** Scripts without spaces, in which a word may begin at any letter. */
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/**
 * Removes case, accents and other forms of the same letters from a text; R34: the same for stored and searched text.
 */
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
			// Upper case first, so that "ß" becomes "ss", and "ı" becomes "i".
			.toUpperCase()
			.toLowerCase()
			.replaceAll( NOT_PLAIN, ( letter ) => PLAIN[ letter ]! )
			.normalize( 'NFC' )
	);
}

/** The text between two spaces, without punctuation, and the positions at which words begin. */
interface Chunk {
	text: string;
	starts: number[];
}

/** "jean-luc" becomes "jeanluc", in which words begin with "j" and "l". */
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

/** The chunk from each beginning of a word to its end. Any beginning of a word then begins one of these. */
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

/** Never cuts within a surrogate pair. */
function cut( word: string ): string {
	return word.length <= LENGTH
		? word
		: word.slice( 0, LENGTH ).replace( /[\ud800-\udbff]$/, '' );
}

/**
 * The words to store so that texts are found by the beginning of any word: sorted, without those that begin another.
 */
function wordsOf( beginnings: readonly string[], most = MOST_WORDS ): string[] {
	const words = [ ...new Set( beginnings.slice( 0, most ) ) ].sort();
	return words.filter(
		( word, at ) => ! words[ at + 1 ]?.startsWith( word )
	);
}

/** The domain's last part is not a word: a search for "co" does not mean everybody at ".com". */
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

/** The name that lists show. */
export function nameOf( {
	first_name: first,
	last_name: last,
	display_name: display,
}: ContactName ): string {
	const name = `${ first } ${ last }`;
	return name.trim() === '' ? display : name;
}

/** The words of the name and the e-mail address. */
export function wordsOfContact(
	contact: ContactName & { email: string }
): string[] {
	return wordsOf( [
		...beginningsOfEmail( contact.email ),
		...beginningsIn( nameOf( contact ) ),
	] );
}

/** The words of the names in an order's addresses. */
export function wordsOfNames( names: readonly string[] ): string[] {
	return wordsOf( names.flatMap( beginningsIn ) );
}

/** The product's words first, then those of its variants' options and SKUs. */
export function wordsOfProduct( {
	name,
	sku,
	variant_skus: skus,
	variant_options: options,
}: {
	name: string;
	sku: string;
	/** Without duplicates. */
	variant_skus: readonly string[];
	variant_options: readonly string[];
} ): string[] {
	const own = [ ...beginningsIn( sku ), ...beginningsIn( name ) ];
	const ofSkus = skus.map( beginningsIn );
	return wordsOf(
		[
			...own.slice( 0, MOST_WORDS ),
			...options.flatMap( beginningsIn ),
			// Each SKU as a whole, before parts of any.
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
 * The possible meanings of a search: each is a list of beginnings, all of which a row must have. "o'brien" is "o" and
 * "brien", or "obrien"; "acme.com" is "acme" and "com", or "acmecom". A search without letters and digits has none.
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

/** The longest first, which the fewest rows have. A word that begins another one is redundant. */
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
