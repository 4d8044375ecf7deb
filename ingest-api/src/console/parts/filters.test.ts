import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { addressOf, filters, type FiltersOptions } from './filters.ts';

const STATUSES = [
	{ value: 'Pending', label: 'Pending' },
	{ value: 'Done', label: 'Done & dusted' },
];

const GIVEN: FiltersOptions = {
	path: '/orders',
	search: { name: 'q', label: 'Search', value: 'ada & co' },
	keep: { sort: 'total' },
	filters: [
		{
			kind: 'choices',
			name: 'status',
			label: 'Status',
			choices: STATUSES,
			values: [ 'Pending', 'Done' ],
		},
		{
			kind: 'dates',
			name: 'date',
			label: 'Date',
			from: '2026-01-31',
			to: null,
		},
		{
			kind: 'choice',
			name: 'store',
			label: 'Store',
			choices: [],
			value: null,
		},
	],
};

test( 'the address contains the search, the filters and the sorting', () => {
	expect( addressOf( GIVEN ) ).toBe(
		'/orders?sort=total&q=ada+%26+co&status=Pending&status=Done&date_from=2026-01-31'
	);
	expect( addressOf( { path: '/orders' } ) ).toBe( '/orders' );
} );

test( 'the form sends the values in the address', () => {
	const form = load( String( filters( GIVEN ) ) )( 'form' );
	expect(
		form
			.serializeArray()
			.filter( ( { value } ) => value !== '' )
			.map( ( { name, value } ) => `${ name }=${ value }` )
	).toEqual( [
		'sort=total',
		'q=ada & co',
		'status=Pending',
		'status=Done',
		'date_from=2026-01-31',
	] );
} );

test( 'an active filter names its values, and can be removed alone or with the others', () => {
	const $ = load( String( filters( GIVEN ) ) );
	expect(
		$( '.chip.on summary' )
			.toArray()
			.map( ( chip ) => $( chip ).text().trim() )
	).toEqual( [ 'Status: Pending, Done & dusted', 'Date: from 2026-01-31' ] );
	expect(
		$( '.chip .remove' )
			.toArray()
			.map( ( link ) => $( link ).attr( 'href' ) )
	).toEqual( [
		'/orders?sort=total&q=ada+%26+co&date_from=2026-01-31',
		'/orders?sort=total&q=ada+%26+co&status=Pending&status=Done',
	] );
	expect( $( 'a:contains("Clear all")' ).attr( 'href' ) ).toBe(
		'/orders?sort=total'
	);
} );
