import { describe, expect, test } from 'vitest';
import {
	fold,
	readingsOf,
	wordsOfCollection,
	wordsOfContact,
	wordsOfProduct,
} from './search-words.ts';

/** Compares as the database does: each word of one reading begins a stored word. */
const finds = ( search: string, stored: readonly string[] ) =>
	readingsOf( search ).some( ( reading ) =>
		reading.every( ( word ) =>
			stored.some( ( one ) => one.startsWith( word ) )
		)
	);

const named = ( name: string ) => wordsOfCollection( { name } );

const contact = ( name: string, email = 'x@y.example' ) =>
	wordsOfContact( {
		email,
		first_name: name,
		last_name: '',
		display_name: '',
	} );

test.for( [
	[ 'Zoë', 'zoe' ],
	[ 'ÅNGSTRÖM', 'angstrom' ],
	// Composed or not.
	[ 'Zoe\u0308', 'zoe' ],
	[ 'Straße', 'strasse' ],
	[ 'GROẞ', 'gross' ],
	[ 'İstanbul', 'istanbul' ],
	[ 'ışık', 'isik' ],
	[ 'Søren Łódź Æsir Þór Đorđe', 'soren lodz aesir thor dorde' ],
	[ 'ΟΔΥΣΣΕΥΣ', 'οδυσσευσ' ],
	[ 'Ὀδυσσεύς', 'οδυσσευσ' ],
	[ 'Семён Йодль', 'семен иодль' ],
	[ 'مُحَمَّد', 'محمد' ],
	[ 'أحمد', 'احمد' ],
	[ 'محـــمد', 'محمد' ],
	[ 'שָׁלוֹם', 'שלום' ],
	[ 'ﬁＦＵＬＬ', 'fifull' ],
	[ 'ｶﾞﾗｽ', 'カラス' ],
	[ 'co\u00adop', 'coop' ],
	// Signs that are vowels stay.
	[ 'हिन्दी', 'हिन्दी' ],
] as const )( 'R34 %s is treated like %s', ( [ text, folded ] ) => {
	expect( fold( text ) ).toBe( folded );
	expect( finds( text, named( folded ) ) ).toBe( true );
	expect( finds( folded, named( text ) ) ).toBe( true );
} );

describe( 'R34 a search', () => {
	test.for( [
		[ 'Ada Lovelace', 'ada', 'LOVE', 'love ad', '  lovelace   ada ' ],
		[ "Conan O'Brien", "o'brien", 'O’Bri', 'obrien', 'brien', 'o brien' ],
		[ 'OBrien', "o'brien" ],
		[ 'Jean-Luc Picard', 'jean-luc', 'jean luc', 'jeanluc', 'luc p' ],
		[ 'Jean Luc', 'jean-luc' ],
		[ 'J.R.R. Tolkien', 'j.r.r', 'jrr tol', 'tolkien' ],
		[ 'Dr. Who', 'dr.who', 'dr who' ],
		[ '山田太郎', '山田', '太郎', '山田 太郎' ],
		[ 'Tシャツ 青', 'シャツ', 'tシャ', '青' ],
		[ '김철수', '철수', '김' ],
		[ 'สมชาย', 'ชาย' ],
		[ 'محمد علي', 'علي', 'مُحَمَّد' ],
		[ 'a b c d e f g Mug', 'mug' ],
		[ 'Café 😀 Noir', 'cafe noir' ],
		[ 'Mug (blue) 2½ l', 'blue', '2' ],
	] )( 'finds "%s"', ( [ name, ...searches ] ) => {
		for ( const search of searches ) {
			expect( finds( search, named( name! ) ), search ).toBe( true );
		}
	} );

	test.for( [
		[ 'Ada Lovelace', 'adb', 'lace', 'ada x', 'adalove' ],
		[ 'Mari Andersson', 'maria' ],
		[ 'Ada', '😀', '—', '%', '*', '' ],
	] )( 'does not find "%s"', ( [ name, ...searches ] ) => {
		for ( const search of searches ) {
			expect( finds( search, named( name! ) ), search ).toBe( false );
		}
	} );

	test( 'finds an e-mail address by its beginning, its words, its domain and as a whole', () => {
		const stored = contact( '', 'John.Smith+shop77@Mail.Acme.com' );
		for ( const search of [
			'john',
			'smith',
			'shop77',
			'john.smi',
			'mail.acme.com',
			'acme.com',
			'@mail.acme',
			'@acme',
			'smith john',
			'john.smith+shop77@mail.acme.com',
			'smith+shop77@mail',
			'JOHN.SMITH+SHOP77@',
		] ) {
			expect( finds( search, stored ), search ).toBe( true );
		}
		// The end of a domain does not find everybody, and an "@" finds nobody else.
		for ( const search of [ 'com', 'co', 'john@', 'shop7@', 'acme.de' ] ) {
			expect( finds( search, stored ), search ).toBe( false );
		}
	} );

	test( 'uses the name that lists show', () => {
		const names = { first_name: '', last_name: '', display_name: 'ada77' };
		const email = 'x@y.example';
		expect( wordsOfContact( { ...names, email } ) ).toContain( 'ada77' );
		expect(
			wordsOfContact( { ...names, first_name: 'Bob', email } )
		).not.toContain( 'ada77' );
	} );

	test( 'finds a product by its SKU, with or without punctuation', () => {
		const stored = wordsOfProduct( product( 'Mug', 'AB-12/C.3' ) );
		for ( const search of [ 'ab-12', 'AB12C', '12', 'c.3', 'mug ab' ] ) {
			expect( finds( search, stored ), search ).toBe( true );
		}
	} );

	test( 'finds a product by its variants’ SKUs and options', () => {
		const stored = wordsOfProduct( {
			...product( 'Mug', 'MUG' ),
			variant_skus: [ '', 'MUG', 'MUG-BLÅ.2', 'カップ-赤' ],
			variant_options: [ '', 'Blå', 'Vert foncé' ],
		} );
		for ( const search of [
			'mug-bla',
			'MUGBLA2',
			'bla 2',
			'赤',
			'fonce mug',
		] ) {
			expect( finds( search, stored ), search ).toBe( true );
		}
		expect( finds( 'rot', stored ) ).toBe( false );
	} );

	test( 'finds a product by its own words and the whole SKUs of two thousand variants', () => {
		const stored = wordsOfProduct( {
			...product( 'Mug', 'MUG' ),
			variant_skus: Array.from(
				{ length: 2_000 },
				( _, n ) => `K${ n }-${ n }-x`
			),
			variant_options: [ 'Blue' ],
		} );
		for ( const search of [ 'mug', 'blue', 'k0-0', 'k1999-1999-x' ] ) {
			expect( finds( search, stored ), search ).toBe( true );
		}
		expect( stored.length ).toBeLessThanOrEqual( 2_550 );
	} );
} );

function product( name: string, sku: string ) {
	return { name, sku, variant_skus: [], variant_options: [] };
}

test( 'R34 no stored word begins another one, and none is too long or too many', () => {
	expect( contact( 'John Smith', 'john.smith77@gmail.com' ) ).toEqual( [
		'gmailcom',
		'johnsmith77@gmailcom',
		'smith77@gmailcom',
	] );
	const long = named( `${ '𠮷'.repeat( 500 ) } ${ 'x'.repeat( 9_999 ) }` );
	expect( long.length ).toBeLessThanOrEqual( 50 );
	for ( const word of long ) {
		expect( word.length ).toBeLessThanOrEqual( 40 );
		expect( word.isWellFormed() ).toBe( true );
	}
	expect( finds( 'x'.repeat( 300 ), named( 'x'.repeat( 200 ) ) ) ).toBe(
		true
	);
	expect( named( 'a\0b \ud800c' ).join( ' ' ) ).toBe( 'ab b c' );
} );
