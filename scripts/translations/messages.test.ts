import { describe, expect, it } from 'vitest';
import { merge, messagesOfPhp, messagesOfScript } from './messages.ts';

const one = ( text: string, comment: string | null = null ) => ( {
	text,
	plural: null,
	context: null,
	comment,
} );

describe( 'texts of the panel', () => {
	it( 'are found with plurals, contexts and translators’ comments', () => {
		expect(
			messagesOfScript(
				`const a = __( 'Plain', 'ivorey-for-woocommerce' );
				sprintf(
					/* translators: %s: a number. */
					_n( '%s thing', '%s things', n, 'ivorey-for-woocommerce' ), n );
				_x( 'Post', 'verb', 'ivorey-for-woocommerce' );
				const b = <p>{ __( "It’s \\"here\\"", 'ivorey-for-woocommerce' ) }</p>;`,
				'a.tsx'
			)
		).toEqual( [
			one( 'Plain' ),
			{
				text: '%s thing',
				plural: '%s things',
				context: null,
				comment: '%s: a number.',
			},
			{ text: 'Post', plural: null, context: 'verb', comment: null },
			one( 'It’s "here"' ),
		] );
	} );

	it.each( [
		"__( name, 'ivorey-for-woocommerce' )",
		"__( 'Text' )",
		"__( 'Text', 'other' )",
		"_n( 'One', many, 2, 'ivorey-for-woocommerce' )",
	] )( '%s is refused', ( code ) => {
		expect( () => messagesOfScript( code, 'a.ts' ) ).toThrow( /literals/ );
	} );
} );

describe( 'texts of PHP', () => {
	it( 'are found in every function, and with quotes in them', () => {
		expect(
			messagesOfPhp(
				`<?php
				/* translators: %s: name of the shop. */
				printf( esc_html__( 'It\\'s %s (now), really', 'ivorey-for-woocommerce' ), $a );
				echo sprintf( _n( '%d day', '%d days', count( $days ), 'ivorey-for-woocommerce' ), 1 );
				$x = [ 'a' => __( 'One', 'ivorey-for-woocommerce' ), 'b' => __( 'Two', 'ivorey-for-woocommerce' ) ];
				esc_attr_e( 'Three', 'ivorey-for-woocommerce' );`,
				'a.php'
			)
		).toEqual( [
			one( "It's %s (now), really", '%s: name of the shop.' ),
			{
				text: '%d day',
				plural: '%d days',
				context: null,
				comment: null,
			},
			one( 'One' ),
			one( 'Two' ),
			one( 'Three' ),
		] );
	} );

	it( 'that cannot be read are reported', () => {
		expect( () =>
			messagesOfPhp(
				"<?php __( $name, 'ivorey-for-woocommerce' );",
				'a.php'
			)
		).toThrow( 'a.php: 1 calls for translations, of which 0 can be read' );
	} );
} );

it( 'the same text in several places is one message', () => {
	const [ message, ...others ] = merge( [
		{ file: 'a.php', place: 'php', found: [ one( 'Text', 'first' ) ] },
		{ file: 'b.ts', place: 'script', found: [ one( 'Text', 'second' ) ] },
	] );
	expect( others ).toEqual( [] );
	expect( message ).toMatchObject( {
		text: 'Text',
		comments: [ 'first', 'second' ],
		files: [ 'a.php', 'b.ts' ],
		places: new Set( [ 'php', 'script' ] ),
	} );
} );
