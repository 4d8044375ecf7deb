import { describe, expect, test } from 'vitest';
import { sampleAddress, sampleOrderLine } from '@ivorey/shared/testing';
import { sampleVariables } from '../../testing/emails.ts';
import { texts } from '../../texts/texts.ts';

describe( 'money', () => {
	test( 'has the currency’s decimal places, with the plain decimal beside it', () => {
		expect( sampleVariables().order ).toMatchObject( {
			total: '€28.56',
			total_amount: '28.56',
			discount: '€2.00',
			discount_amount: '2.00',
		} );
		const yen = sampleVariables( { currency: 'JPY' } );
		expect( yen.lines[ 0 ]!.total ).toBe( '¥20' );
		const dinar = sampleVariables( { currency: 'KWD' } );
		expect( dinar.order.total ).toMatch( /^KWD\s28\.560$/ );
	} );

	test( 'rows add up without tax, and list the tax, if prices exclude it', () => {
		expect( sampleVariables().order.totals ).toEqual( [
			row( 'Subtotal', '€20.00' ),
			row( 'Discount', '-€2.00' ),
			row( 'Flat rate', '€5.00' ),
			row( 'Gift wrap', '€1.00' ),
			row( 'Tax', '€4.56' ),
			row( 'Total', '€28.56', true ),
		] );
	} );

	test( 'rows add up with tax if prices include it', () => {
		const { order, lines } = sampleVariables( {
			prices_include_tax: true,
		} );
		expect( lines[ 0 ]!.total ).toBe( '€23.80' );
		expect( order.totals ).toEqual( [
			row( 'Subtotal', '€23.80' ),
			row( 'Discount', '-€2.38' ),
			row( 'Flat rate', '€5.95' ),
			row( 'Gift wrap', '€1.19' ),
			row( 'Total', '€28.56', true ),
			row( 'Tax included', '€4.56' ),
		] );
	} );

	test( 'rows that would be zero are left out, and free shipping is named', () => {
		const { totals } = sampleVariables( {
			totals: {
				items: '20.00',
				discount: '0.00',
				shipping: '0.00',
				fees: '0.00',
				tax: '0.00',
				refunded: '5.00',
				total: '20.00',
			},
			fee_lines: [],
		} ).order;
		expect( totals ).toEqual( [
			row( 'Subtotal', '€20.00' ),
			row( 'Flat rate', 'Free' ),
			row( 'Total', '€20.00', true ),
			row( 'Refunded', '-€5.00' ),
		] );
	} );
} );

describe( 'lines', () => {
	test( 'have a readable quantity, and the options that the buyer chose', () => {
		const { lines, order } = sampleVariables( {
			line_items: [
				sampleOrderLine( { quantity: '2.00' } ),
				sampleOrderLine( {
					quantity: '0.50',
					attributes: [
						{ name: 'Colour', value: 'Blue' },
						{ name: 'Size', value: 'L' },
					],
				} ),
			],
		} );
		expect( lines.map( ( { quantity } ) => quantity ) ).toEqual( [
			'2',
			'0.5',
		] );
		expect( lines[ 1 ]!.options ).toBe( 'Colour: Blue, Size: L' );
		expect( order.item_count ).toBe( '2.5' );
	} );

	test( 'have the variation’s picture, or else the product’s; https only', () => {
		const images = new Map( [
			[ '1', 'https://store.example/1.jpg' ],
			[ '1:2', 'https://store.example/2.jpg' ],
			[ '3', 'http://store.example/3.jpg' ],
			[ '4', 'javascript:alert(1)' ],
		] );
		const image = ( product: string | null, variation: string | null ) =>
			sampleVariables(
				{
					line_items: [
						sampleOrderLine( {
							product_id: product,
							variation_id: variation,
						} ),
					],
				},
				{ images }
			).lines[ 0 ]!.image;
		expect( image( '1', '2' ) ).toBe( 'https://store.example/2.jpg' );
		expect( image( '1', '9' ) ).toBe( 'https://store.example/1.jpg' );
		expect( image( '1', null ) ).toBe( 'https://store.example/1.jpg' );
		expect( image( '3', null ) ).toBe( '' );
		expect( image( '4', null ) ).toBe( '' );
		expect( image( null, null ) ).toBe( '' );
	} );
} );

describe( 'the buyer and the address', () => {
	test( 'the contact’s name, or else the one on the order', () => {
		expect( sampleVariables().contact ).toEqual( {
			first_name: 'Ada',
			last_name: 'Example',
			display_name: 'Ada Example',
			email: 'ada@example.com',
		} );
		const contact = {
			first_name: 'Grace',
			last_name: '',
			display_name: 'grace',
			email: 'grace@example.com',
		};
		expect( sampleVariables( {}, { contact } ).contact ).toEqual( {
			...contact,
			last_name: 'Example',
		} );
	} );

	test.for( [
		[
			sampleAddress( { company: 'Sample GmbH', address_2: 'Back yard' } ),
			[
				'Ada Example',
				'Sample GmbH',
				'1 Sample Street',
				'Back yard',
				'10115 Sampleton',
				'Germany',
			],
		],
		[
			sampleAddress( {
				city: 'Springfield',
				state: 'IL',
				postcode: '62704',
				country: 'US',
			} ),
			[
				'Ada Example',
				'1 Sample Street',
				'Springfield, IL 62704',
				'United States',
			],
		],
		// WooCommerce presets the country even if the buyer gave no address.
		[
			sampleAddress( {
				first_name: '',
				last_name: '',
				address_1: '',
				city: '',
				postcode: '',
			} ),
			[],
		],
	] as const )( 'an address is split into lines', ( [ billing, lines ] ) => {
		expect( sampleVariables( { billing } ).order.billing_address ).toEqual(
			lines
		);
	} );

	test( 'a link is a web address or empty', () => {
		const url = ( orderUrl: string | null ) =>
			sampleVariables(
				{},
				{
					store: { name: 'S', url: 'javascript:alert(1)', orderUrl },
				}
			);
		expect( url( null ).order.url ).toBe( '' );
		expect( url( 'javascript:alert(1)' ).order.url ).toBe( '' );
		expect( url( 'javascript:alert(1)' ).store.url ).toBe( '' );
		expect( url( 'https://store.example/o' ).order.url ).toBe(
			'https://store.example/o'
		);
	} );

	test( 'a date is shown in the time zone and the locale', () => {
		const late = { date_created: '2026-01-31T23:30:00Z', date_paid: null };
		expect( sampleVariables( late ).order ).toMatchObject( {
			date: 'January 31, 2026',
			date_paid: '',
			is_paid: false,
		} );
		expect(
			sampleVariables( late, { locale: 'de', timeZone: 'Europe/Berlin' } )
				.order.date
		).toBe( '1. Februar 2026' );
	} );
} );

test( 'the list beside the editor has every variable once, and no others', () => {
	const variables = sampleVariables(
		{},
		{ unsubscribeUrl: 'https://a.example' }
	);
	expect( Object.keys( texts().automations.variableHelp ).sort() ).toEqual(
		[ ...new Set( namesOf( variables ) ) ].sort()
	);
} );

function row( label: string, value: string, isTotal = false ) {
	return { label, value, is_total: isTotal };
}

/** "order.number", "order.totals", "order.totals[].label", … */
function namesOf( value: unknown, name = '' ): string[] {
	if ( Array.isArray( value ) ) {
		return [
			name,
			...value.flatMap( ( entry ) => namesOf( entry, `${ name }[]` ) ),
		].filter(
			// The entries of a list of records, but not the record itself.
			( found ) =>
				! ( found === `${ name }[]` && typeof value[ 0 ] === 'object' )
		);
	}
	if ( typeof value === 'object' && value !== null ) {
		return Object.entries( value ).flatMap( ( [ key, entry ] ) =>
			namesOf( entry, name === '' ? key : `${ name }.${ key }` )
		);
	}
	return [ name ];
}
