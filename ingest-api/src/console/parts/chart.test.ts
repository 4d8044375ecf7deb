import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { chart } from './chart.ts';

/** From the top, of 60. */
async function barsOf( ...values: number[] ) {
	const text = await chart( {
		label: 'Payments per day',
		points: values.map( ( value ) => ( {
			label: String( value ),
			value,
		} ) ),
	} );
	const $ = load( String( text ), { xml: true } );
	return $( 'rect' )
		.toArray()
		.map( ( bar ) => ( {
			from: Number( $( bar ).attr( 'y' ) ),
			height: Number( $( bar ).attr( 'height' ) ),
			isBelow: $( bar ).hasClass( 'below' ),
		} ) );
}

test( 'R38 bars stand on one line, the highest fills the chart, and a day without any has a mark', async () => {
	expect( await barsOf( 0.25, 0, 0.5 ) ).toEqual( [
		{ from: 30, height: 30, isBelow: false },
		{ from: 59, height: 1, isBelow: false },
		{ from: 0, height: 60, isBelow: false },
	] );
	expect( await barsOf( 0, 0 ) ).toEqual( [
		{ from: 59, height: 1, isBelow: false },
		{ from: 59, height: 1, isBelow: false },
	] );
} );

test( 'R38 a day with more refunds than payments has a bar below the line', async () => {
	expect( await barsOf( 40, -20, 0 ) ).toEqual( [
		{ from: 0, height: 40, isBelow: false },
		{ from: 40, height: 20, isBelow: true },
		{ from: 39, height: 1, isBelow: false },
	] );
	expect( await barsOf( -20, 0 ) ).toEqual( [
		{ from: 0, height: 60, isBelow: true },
		{ from: 0, height: 1, isBelow: false },
	] );
} );
