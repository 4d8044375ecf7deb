import { describe, expect, it } from 'vitest';
import type { Message } from './messages.ts';
import { formatJson, formatPhp, formatPo, mistakesOf, parsePo } from './po.ts';

const message = ( changes: Partial< Message > ): Message => ( {
	text: 'Text',
	plural: null,
	context: null,
	comments: [],
	files: [ 'a.php' ],
	places: new Set( [ 'php', 'script' ] ),
	...changes,
} );
const MESSAGES = [
	message( {} ),
	message( { text: 'Post', context: 'verb', comments: [ 'a verb' ] } ),
	message( { text: '%s thing', plural: '%s things' } ),
	message( {
		text: 'A "quote",\na line and a \\',
		places: new Set( [ 'php' ] ),
	} ),
];
const GERMAN = new Map( [
	[ 'Text', [ 'Text' ] ],
	[ 'verb\u0004Post', [ 'Senden' ] ],
	[ '%s thing', [ '%s Ding', '%s Dinge' ] ],
	[
		'A "quote",\na line and a \\',
		[ "Ein 'Zitat',\neine Zeile und ein \\" ],
	],
] );

describe( 'a PO file', () => {
	it( 'is read back as it was written', () => {
		expect( parsePo( formatPo( MESSAGES, 'de_DE', GERMAN ) ) ).toEqual(
			GERMAN
		);
	} );

	it( 'may have long texts on several lines, as editors write them', () => {
		expect(
			parsePo(
				'msgid ""\n"A long "\n"text"\nmsgstr ""\n"Ein langer "\n"Text"\n'
			)
		).toEqual( new Map( [ [ 'A long text', [ 'Ein langer Text' ] ] ] ) );
	} );

	it( 'that is broken is refused, with the line number', () => {
		expect( () => parsePo( 'msgid "a"\nmsgstr nothing' ) ).toThrow(
			'Line 2'
		);
	} );
} );

describe( 'the mistakes of a translation', () => {
	it( 'are none if it is complete', () => {
		expect( mistakesOf( MESSAGES, GERMAN ) ).toEqual( [] );
	} );

	it.each< [ string, string, string[], RegExp ] >( [
		[ 'not translated', 'Text', [], /^Not translated: “Text”/ ],
		[ 'one form of two', '%s thing', [ '%s Ding' ], /^Not translated/ ],
		[
			'a lost placeholder',
			'%s thing',
			[ '%s Ding', 'Dinge' ],
			/^Not with the placeholders of “%s thing”/,
		],
	] )( '%s', ( _name, key, forms, told ) => {
		expect(
			mistakesOf( MESSAGES, new Map( GERMAN ).set( key, forms ) )
		).toEqual( [ expect.stringMatching( told ) ] );
	} );

	it( 'include a new text, whose translation is empty', () => {
		const po = formatPo( MESSAGES, 'de_DE', new Map() );
		expect( po ).toContain( 'msgid "Text"\nmsgstr ""' );
		expect( mistakesOf( MESSAGES, parsePo( po ) ) ).toHaveLength( 4 );
	} );
} );

describe( 'WordPress gets', () => {
	it( 'PHP with escaped texts', () => {
		const php = formatPhp( MESSAGES, 'de_DE', GERMAN );
		expect( php ).toContain( `'verb' . "\\4" . 'Post' => 'Senden',` );
		expect( php ).toContain(
			`'%s thing' => '%s Ding' . "\\0" . '%s Dinge',`
		);
		expect( php ).toContain(
			`'Ein \\'Zitat\\',\neine Zeile und ein \\\\'`
		);
	} );

	it( 'only the texts that the script shows, for the script', () => {
		const {
			locale_data: { messages },
		} = JSON.parse( formatJson( MESSAGES, 'de_DE', GERMAN ) ) as {
			locale_data: { messages: Record< string, unknown > };
		};
		expect( Object.keys( messages ) ).toEqual( [
			'',
			'Text',
			'verb\u0004Post',
			'%s thing',
		] );
		expect( messages[ '%s thing' ] ).toEqual( [ '%s Ding', '%s Dinge' ] );
	} );
} );
