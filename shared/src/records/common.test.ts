import { describe, expect, it } from 'vitest';
import {
	decimalSchema,
	MAX_HTML,
	MAX_NAME,
	MAX_TEXT,
	positiveDecimalSchema,
	textSchema,
	timestampSchema,
} from './common.ts';

describe( 'a text', () => {
	it( 'is measured in code points, as in PHP and Postgres', () => {
		const schema = textSchema( 3 );
		expect( schema.safeParse( '🎁🎁🎁' ).success ).toBe( true );
		expect( schema.safeParse( '🎁🎁🎁a' ).success ).toBe( false );
		expect( schema.safeParse( 'abcd' ).error?.issues[ 0 ]?.message ).toBe(
			'must have at most 3 characters'
		);
	} );

	it( 'has a higher limit the more free-form it is', () => {
		expect( [ MAX_NAME, MAX_TEXT, MAX_HTML ] ).toEqual( [
			500, 20_000, 200_000,
		] );
	} );

	it( 'is kept as it is: neither trimmed nor normalised', () => {
		for ( const text of [ ' a ', 'e\u0301', '\u00e9', '\u202eabc' ] ) {
			expect( textSchema( 10 ).parse( text ) ).toBe( text );
		}
	} );
} );

describe( 'money', () => {
	it( 'is kept digit by digit', () => {
		for ( const text of [
			'12.50',
			'0.10',
			'-0.00',
			'999999999999999999.99999999',
		] ) {
			expect( decimalSchema.parse( text ) ).toBe( text );
		}
	} );

	it( 'above zero includes the smallest possible amount', () => {
		expect( positiveDecimalSchema.safeParse( '0.00000001' ).success ).toBe(
			true
		);
		expect( positiveDecimalSchema.safeParse( '0.00000000' ).success ).toBe(
			false
		);
		expect(
			positiveDecimalSchema.safeParse( '-5' ).error?.issues[ 0 ]?.message
		).toBe( 'must be above zero' );
	} );
} );

describe( 'a time', () => {
	it( 'is readable by both Date and Postgres', () => {
		for ( const text of [
			'2026-01-31T08:15:00Z',
			'0001-01-01T00:00:00Z',
			'9999-12-31T23:59:59.999Z',
		] ) {
			expect( timestampSchema.parse( text ) ).toBe( text );
			expect( Number.isNaN( Date.parse( text ) ) ).toBe( false );
		}
	} );

	it( 'from the API itself is valid', () => {
		expect(
			timestampSchema.safeParse( new Date( 0 ).toISOString() ).success
		).toBe( true );
	} );
} );
