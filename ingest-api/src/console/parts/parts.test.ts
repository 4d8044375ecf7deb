import { load } from 'cheerio';
import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import { linkButton } from './button.ts';
import { chart } from './chart.ts';
import { definitions } from './definitions.ts';
import { checkboxField, selectField, textArea, textField } from './field.ts';
import type { Html } from './html.ts';
import { pagination } from './pagination.ts';
import { table } from './table.ts';
import { tabs } from './tabs.ts';
import { time } from './time.ts';

const dom = ( part: Html ) => load( String( part ) );

describe( 'a field', () => {
	test( 'is described by its error and its hint, and escapes its value', () => {
		const $ = dom(
			textField( {
				name: 'url',
				label: 'URL',
				hint: 'Like https://yourstore.com',
				error: 'That is <no> URL.',
				value: '"><script>',
				attributes: { required: true, maxlength: 10, autofocus: false },
			} )
		);
		const input = $( 'input' );
		expect( input.attr() ).toMatchObject( {
			id: 'url',
			value: '"><script>',
			'aria-describedby': 'url-error url-hint',
			'aria-invalid': 'true',
			required: '',
			maxlength: '10',
		} );
		expect( input.attr( 'autofocus' ) ).toBe( undefined );
		expect( $( 'label' ).attr( 'for' ) ).toBe( 'url' );
		expect( $( '#url-error' ).text() ).toBe( 'That is <no> URL.' );
		expect( $( 'script' ) ).toHaveLength( 0 );
	} );

	test( 'without error and hint has no description', () => {
		const $ = dom( textField( { name: 'a', label: 'A' } ) );
		expect( $( 'input' ).attr( 'aria-describedby' ) ).toBe( undefined );
		expect( $( 'input' ).attr( 'aria-invalid' ) ).toBe( undefined );
	} );

	test( 'keeps every line of a text with several lines, including empty ones at the start', () => {
		const value = '\n\nDear Ada,\n  </textarea>\n';
		const $ = dom( textArea( { name: 'body', label: 'Body', value } ) );
		expect( $( 'textarea' ).val() ).toBe( value );
	} );

	test( 'shows the choice that was made', () => {
		const choices = [ 'a', 'b' ].map( ( value ) => ( {
			value,
			label: value,
		} ) );
		const $ = dom(
			selectField( { name: 's', label: 'S', choices, value: 'b' } )
		);
		expect( $( 'select' ).val() ).toBe( 'b' );
		const box = dom(
			checkboxField( {
				name: 'c',
				label: 'C',
				checked: true,
				isSwitch: true,
			} )
		)( 'input' );
		expect( box.attr() ).toMatchObject( { checked: '', role: 'switch' } );
	} );
} );

test( 'a table keeps its roles and shows its sorting, and a title links to its row', () => {
	const $ = dom(
		table( {
			label: 'Orders',
			rows: [ { id: '1', total: '€5.00' } ],
			href: ( { id } ) => `/orders/${ id }`,
			columns: [
				{
					label: 'Order',
					kind: 'title',
					cell: ( { id } ) => `<${ id }>`,
				},
				{
					label: 'Total',
					kind: 'number',
					narrow: 'first',
					cell: ( { total } ) => total,
					sort: {
						path: '/orders?sort=total',
						direction: 'descending',
					},
				},
				{ label: 'Note', narrow: 'hidden', cell: () => html`<b>x</b>` },
			],
		} )
	);
	expect( $( '[role=rowheader] a' ).attr( 'href' ) ).toBe( '/orders/1' );
	expect( $( '[role=rowheader]' ).text().trim() ).toBe( '<1>' );
	expect( $( '[aria-sort]' ).attr( 'aria-sort' ) ).toBe( 'descending' );
	expect( $( 'td.number' ).hasClass( 'first' ) ).toBe( true );
	expect( $( 'td.wide-only b' ) ).toHaveLength( 1 );
	expect( $( '[role=row]' ) ).toHaveLength( 2 );
} );

test( 'a missing page gets no link', () => {
	const $ = dom(
		pagination( {
			summary: '1–50',
			newer: null,
			older: '/orders?before=x',
		} )
	);
	expect( $( 'a' ).text().trim() ).toBe( 'Older' );
	expect( $( '[aria-disabled]' ).text().trim() ).toBe( 'Newer' );
	expect(
		dom( pagination( { summary: '2', newer: null, older: null } ) )(
			'.button'
		)
	).toHaveLength( 0 );
} );

test( 'the tab of this page is marked', () => {
	const $ = dom(
		tabs( 'Views', [
			{ label: 'All', path: '/a', isCurrent: true, number: 1_200 },
			{ label: 'Failed', path: '/b', isCurrent: false },
		] )
	);
	expect( $( '[aria-current=page]' ).text() ).toBe( 'All 1,200' );
	expect( $( 'a' ) ).toHaveLength( 2 );
} );

test( 'a time is in UTC, with a machine-readable value', () => {
	const $ = dom( time( '2026-01-31T08:15:07.000Z', { relative: true } ) );
	expect( $( 'time' ).text() ).toBe( '31 Jan 2026, 08:15 UTC' );
	expect( $( 'time' ).attr( 'datetime' ) ).toBe( '2026-01-31T08:15:07.000Z' );
	expect( $( 'time' ).attr( 'data-relative' ) ).toBe( '' );
} );

test( 'a link that opens a new tab gives that tab no access to this page', () => {
	const $ = dom(
		linkButton( 'Open', 'https://shop.example.com', { external: true } )
	);
	expect( $( 'a' ).attr() ).toMatchObject( {
		target: '_blank',
		rel: 'noopener noreferrer',
	} );
} );

test( 'a definition and a chart give their content as text', () => {
	const $ = dom( definitions( [ [ 'Gateway', '<card>' ] ] ) );
	expect( $( 'dt' ).text() ).toBe( 'Gateway' );
	expect( $( 'dd' ).text() ).toBe( '<card>' );
	const drawn = dom(
		chart( {
			label: 'Orders of a week',
			points: [
				{ label: 'Mon: 2', value: 2 },
				{ label: 'Tue: 0', value: 0 },
			],
		} )
	);
	expect( drawn( 'svg' ).attr( 'aria-label' ) ).toBe( 'Orders of a week' );
	expect(
		drawn( 'rect' )
			.toArray()
			.map( ( bar ) => drawn( bar ).attr( 'height' ) )
	).toEqual( [ '60', '1' ] );
} );
