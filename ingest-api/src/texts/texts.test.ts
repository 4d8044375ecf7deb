import { expect, test, vi } from 'vitest';
import { withFormats } from './formats.ts';
import { currentLanguage, texts } from './texts.ts';

vi.mock( './languages.ts', async ( original ) => {
	const { LANGUAGES } = await original< typeof import( './languages.ts' ) >();
	const { en } = LANGUAGES;
	const named = ( title: string ) => ( {
		...en,
		orders: { ...en!.orders, title },
	} );
	return {
		LANGUAGES: {
			en,
			de: named( 'Bestellungen' ),
			'pt-BR': named( 'Pedidos' ),
		},
	};
} );

test.for( [
	[ null, 'en', 'Orders' ],
	[ 'de-AT', 'de', 'Bestellungen' ],
	[ 'pt-BR', 'pt-BR', 'Pedidos' ],
	// European Portuguese does not fall back to another Portuguese.
	[ 'pt-PT', 'en', 'Orders' ],
	[ 'constructor', 'en', 'Orders' ],
] as const )(
	'R40: for the locale %s, texts are in %s: %s',
	( [ locale, language, title ] ) => {
		withFormats( { timeZone: null, locale }, () => {
			expect( currentLanguage() ).toBe( language );
			expect( texts().orders.title ).toBe( title );
		} );
	}
);

test( 'R40: a number in a text is formatted for its reader', () => {
	const written = ( locale: string ) =>
		withFormats( { timeZone: null, locale }, () => [
			texts().orders.count( 1 ),
			texts().orders.count( 12_408 ),
			texts().orders.cappedCount( 10_001 ),
		] );
	expect( written( 'en-GB' ) ).toEqual( [
		'1 order',
		'12,408 orders',
		'10,000+ orders',
	] );
	expect( written( 'fi-FI' ) ).toEqual( [
		'1 order',
		'12\u00a0408 orders',
		'10\u00a0000+ orders',
	] );
} );
