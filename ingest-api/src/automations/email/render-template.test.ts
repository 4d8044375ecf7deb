import { describe, expect, test } from 'vitest';
import { sampleAddress, sampleOrderLine } from '@ivorey/shared/testing';
import type { Order } from '@ivorey/shared';
import {
	orderLines,
	sampleLayout,
	sampleVariables,
} from '../../testing/emails.ts';
import { checkTemplate } from './render.ts';
import { createTemplateRenderer } from './render-template.ts';
import { readyMadeEmails } from './ready-made.ts';
import type { EmailLayout, EmailTemplate } from './template.ts';

const render = createTemplateRenderer();
const READY_MADE = readyMadeEmails();

function rendered(
	template: Partial< EmailTemplate >,
	variables: object = sampleVariables(),
	layout: Partial< EmailLayout > = {}
) {
	return render(
		{ subject: 'Hello', preheader: '', body: '', ...template },
		variables,
		sampleLayout( layout )
	);
}

function succeeded( ...args: Parameters< typeof rendered > ) {
	const result = rendered( ...args );
	if ( ! result.ok ) {
		throw new Error( JSON.stringify( result ) );
	}
	return result;
}

describe( 'values', () => {
	const evil = sampleVariables( {
		billing: sampleAddress( {
			first_name: '<img src=x onerror=alert(1)>"\'&',
		} ),
	} );
	const ESCAPED = '&lt;img src=x onerror=alert(1)&gt;&#34;&#39;&amp;';

	test.for( [
		'{{ contact.first_name }}',
		'{{ contact.first_name | escape }}',
		'{{ contact.first_name | downcase }}',
		'{{ contact.first_name | newline_to_br }}',
		'{% echo contact.first_name %}',
		'{% liquid echo contact.first_name %}',
		'{% assign name = contact.first_name %}{{ name }}',
		'{{ order.billing_address | first | split: " Example" | first }}',
	] )( 'HTML in a buyer’s name is escaped in %s', ( body ) => {
		const { html } = succeeded( { body }, evil );
		expect( html ).toContain( ESCAPED );
		expect( html ).not.toContain( '<img src=x' );
	} );

	test( 'are plain text in the subject and the preheader', () => {
		const { subject, preheader, html } = succeeded(
			{
				subject: '{{ contact.first_name }}',
				preheader: '{{ contact.first_name }}',
			},
			evil
		);
		expect( subject ).toBe( '<img src=x onerror=alert(1)>"\'&' );
		expect( preheader ).toBe( subject );
		expect( html ).not.toContain( '<img src=x' );
	} );

	test.for( [
		'{{ contact.constructor }}',
		'{{ constructor }}',
		'{{ contact.__proto__ }}',
		'{{ contact["constructor"]["constructor"] }}',
		'{{ lines.constructor }}',
		'{{ lines.map }}',
		'{{ order.number.toString }}',
		'{{ __proto__ }}',
		'{{ globalThis }}',
		'{{ process.env }}',
	] )( 'JavaScript internals are unreachable: %s', ( body ) => {
		expect( rendered( { body } ) ).toMatchObject( {
			ok: false,
			fault: 'variable',
		} );
	} );

	test( 'right-to-left text, emoji and long words pass through unchanged', () => {
		const name = 'مريم 👩‍👩‍👧 שלום';
		const { html, text, subject } = succeeded(
			{
				subject: '{{ contact.first_name }} 🎁',
				body: '<p>{{ contact.first_name }}</p>',
			},
			sampleVariables( {
				billing: sampleAddress( { first_name: name } ),
			} )
		);
		expect( subject ).toBe( `${ name } 🎁` );
		expect( html ).toContain( `>${ name }</p>` );
		expect( html ).toContain( 'dir="auto"' );
		expect( text ).toContain( name );
	} );
} );

describe( 'the subject', () => {
	test.for( [
		'a\r\nBcc: eve@example.com',
		'a\nBcc: eve@example.com',
		'a\rBcc: eve@example.com',
		'a\u2028Bcc: eve@example.com',
		'a\u0000\u0085Bcc: eve@example.com',
	] )( 'stays on one line if the name is %j', ( name ) => {
		const { subject, preheader } = succeeded(
			{
				subject: '{{ contact.first_name }}',
				preheader: '\n{{ contact.first_name }}\n',
			},
			sampleVariables( {
				billing: sampleAddress( { first_name: name } ),
			} )
		);
		expect( subject ).toBe( 'a Bcc: eve@example.com' );
		expect( preheader ).toBe( subject );
	} );

	test( 'is cut between characters', () => {
		const { subject } = succeeded( { subject: '🎁'.repeat( 400 ) } );
		expect( Array.from( subject ) ).toHaveLength( 250 );
		expect( subject.isWellFormed() ).toBe( true );
	} );
} );

describe( 'template errors', () => {
	test.for( [
		[
			{ body: '<p>\n  Hi {{ contact.fisrt_name }}\n</p>' },
			{
				part: 'body',
				fault: 'variable',
				name: 'contact.fisrt_name',
				line: 2,
				column: 9,
			},
		],
		[
			{ body: '{% if order.paid %}x{% endif %}' },
			{ part: 'body', fault: 'variable', name: 'order.paid', line: 1 },
		],
		[
			{ subject: 'Order {{ order.nubmer }}' },
			{
				part: 'subject',
				fault: 'variable',
				name: 'order.nubmer',
				line: 1,
				column: 10,
			},
		],
		[
			{ body: '<p>\n{% for line in lines %}' },
			{
				part: 'body',
				fault: 'not_closed',
				name: '{% for line in lines %}',
				line: 2,
				column: 1,
			},
		],
		[
			{ preheader: '{{ order.number' },
			{
				part: 'preheader',
				fault: 'not_closed',
				name: '{{ order.number',
				line: 1,
			},
		],
		[
			{ body: '{{ order.number | raw }}' },
			{ fault: 'filter', name: 'raw' },
		],
		[
			{ body: '{{ lines | where_exp: "l", "l.name" }}' },
			{ fault: 'filter', name: 'where_exp' },
		],
		[
			{ body: '{% include "/etc/passwd" %}' },
			{ fault: 'tag', name: 'include' },
		],
		[
			{ body: '{% render "/etc/passwd" %}' },
			{ fault: 'tag', name: 'render' },
		],
		[
			{ body: '{% layout "/etc/passwd" %}' },
			{ fault: 'tag', name: 'layout' },
		],
		[
			{ body: '{% cycle contact.first_name %}' },
			{ fault: 'tag', name: 'cycle' },
		],
		[ { body: 'x'.repeat( 100_001 ) }, { fault: 'too_long', name: null } ],
		[
			{ body: '{% for i in (1..1000000000) %}x{% endfor %}' },
			{ fault: 'too_much', name: null },
		],
		[
			{
				body: `{% assign a = "aaaaaaaaaa" %}${ '{% assign a = a | append: a %}'.repeat( 40 ) }`,
			},
			{ fault: 'too_much' },
		],
		[
			{
				body: `{% for i in (1..9999) %}${ 'x'.repeat( 90_000 ) }{% endfor %}`,
			},
			{ fault: 'too_large' },
		],
		[
			{
				body: `{% capture a %}{% for i in (1..9999) %}${ 'x'.repeat( 90_000 ) }{% endfor %}{% endcapture %}`,
			},
			{ fault: 'too_large' },
		],
		[ { body: '{% if a %}'.repeat( 9_000 ) }, {} ],
		[
			{ body: 'a {% raw %} b' },
			{ fault: 'not_closed', name: '{% raw %} b' },
		],
		[
			{ body: '{{ "a\nb" | x' },
			{ fault: 'not_closed', name: '{{ "a', line: 1, column: 1 },
		],
		[
			{ body: 'a\n{% endif %}' },
			{ fault: 'tag', name: 'endif', line: 2, column: 1 },
		],
		[
			{ body: '{{ order.number | append }}' },
			{ fault: 'syntax', name: '{{ order.number | append }}' },
		],
		[
			{ body: '{% for in lines %}x{% endfor %}' },
			{ fault: 'syntax', line: 1 },
		],
		[ { body: '{{ ' }, { fault: 'not_closed' } ],
		[
			{ body: `{{ order.number | append ${ 'é'.repeat( 99 ) } }}` },
			{ fault: 'syntax', line: 1 },
		],
		[
			{ body: '{{ order.date_iso | date: "%Y", "Nowhere" }}' },
			{
				fault: 'syntax',
				name: '{{ order.date_iso | date: "%Y", "Nowhere" }}',
			},
		],
	] as const )( '%j gives its position', ( [ template, error ] ) => {
		expect( rendered( template ) ).toMatchObject( { ok: false, ...error } );
	} );

	test( 'every part is checked before it is saved, except for errors that only an order would reveal', () => {
		expect(
			checkTemplate( {
				subject: '{{ order.number',
				preheader: '{{ order.nubmer }}',
				body: 'a\n{% endif %}',
			} )
		).toMatchObject( [
			{ part: 'subject', fault: 'not_closed', line: 1 },
			{ part: 'body', fault: 'tag', line: 2, column: 1 },
		] );
		expect( checkTemplate( READY_MADE[ 'order-confirmation' ] ) ).toEqual(
			[]
		);
	} );
} );

describe( 'the layout', () => {
	test( 'adds a style to each element that has none', () => {
		const { html } = succeeded( {
			body: '<p>a</p><p style="color:red">b</p><h1 class="muted">c</h1>',
		} );
		expect( html ).toMatch( /<p style="margin:[^"]+">a</ );
		expect( html ).toContain( '<p style="color:red">b' );
		expect( html ).toMatch(
			/<h1 style="[^"]*font-size:24px[^"]*color:#63615c[^"]*" class="muted">/
		);
	} );

	test( 'runs no scripts and loads nothing but pictures', () => {
		const { html } = succeeded( {
			body: '<script>alert(1)</script><SCRIPT src=x></SCRIPT><iframe src="https://a.example"></iframe><style>p{}</style><link rel=stylesheet href=x><svg onload=x><form action=x><input>',
		} );
		const body = html.slice( html.indexOf( '<body' ) );
		expect( body ).not.toMatch(
			/<\/?(script|iframe|style|link|svg|form|input)/i
		);
		expect( html ).not.toMatch( /<script|<link|@import|url\(/i );
	} );

	test( 'reads a table that spans a million columns as a single cell', () => {
		const { text } = succeeded( {
			body: '<table class="lines"><tr><td colspan="99999999"ROWSPAN = +99999999>a</td></tr></table>',
		} );
		expect( text ).toMatch( /^a\n/ );
	} );

	test( 'has the unsubscribe line only if there is an unsubscribe URL', () => {
		const without = succeeded( {} );
		expect( without.html ).not.toContain( 'Unsubscribe' );
		expect( without.text ).not.toContain( 'Unsubscribe' );
		const unsubscribeUrl = 'https://app.example.com/u/1?a=1&b=2';
		const { html, text } = succeeded( {}, undefined, { unsubscribeUrl } );
		expect( html ).toContain(
			'href="https://app.example.com/u/1?a=1&amp;b=2"'
		);
		expect( text ).toContain( unsubscribeUrl );
	} );

	test( 'hides the preheader', () => {
		const { html } = succeeded( { preheader: 'Look & see' } );
		expect( html ).toMatch(
			/<div style="display:none;[^"]*">Look &amp; see/
		);
	} );

	test( 'accepts a colour as accent, and nothing else', () => {
		const body = '<a class="button" href="https://a.example">Go</a>';
		expect(
			succeeded( { body }, undefined, { accent: '#ffee00' } ).html
		).toMatch( /background-color:#ffee00[\s\S]*color:#1c1b1a/ );
		expect(
			succeeded( { body }, undefined, {
				accent: 'red;}</style><script>',
			} ).html
		).not.toContain( 'red;}' );
	} );

	test( 'escapes names', () => {
		const { html } = succeeded( {}, undefined, {
			senderName: '<b>Shop</b>',
			footer: [ '<i>a</i>' ],
		} );
		expect( html ).toContain( '&lt;b&gt;Shop&lt;/b&gt;' );
		expect( html ).toContain( '&lt;i&gt;a&lt;/i&gt;' );
	} );
} );

describe.for( Object.entries( READY_MADE ) )( 'R32: %s', ( [ , template ] ) => {
	test( 'names the order, its total and the link to it', () => {
		const { subject, html, text } = succeeded( template );
		expect( subject ).toContain( '#1001' );
		for ( const part of [ html, text ] ) {
			expect( part ).toContain( 'Ada' );
			expect( part ).toContain( 'Sample Mug' );
			expect( part ).toContain( '€28.56' );
			expect( part ).toContain(
				'https://store.example/my-account/view-order/1001/'
			);
			expect( part ).toContain( 'Credit card' );
		}
	} );

	test.for< [ what: string, order: Partial< Order > ] >( [
		[
			'without anything of its buyer',
			{
				billing_email: null,
				billing: emptyAddress(),
				shipping: emptyAddress(),
				payment_method: '',
				payment_method_title: '',
			},
		],
		[ 'without lines', { line_items: [] } ],
		[
			'with products that are gone',
			{
				line_items: [
					sampleOrderLine( {
						product_id: null,
						variation_id: null,
						sku: '',
						attributes: [],
					} ),
				],
			},
		],
		[ 'in points', { currency: 'POINTS' } ],
	] )( 'can be sent for an order %s', ( [ , order ] ) => {
		const { html, text } = succeeded(
			template,
			sampleVariables( order, {
				store: { name: 'Sample Store', url: '', orderUrl: null },
			} )
		);
		for ( const part of [ html, text ] ) {
			expect( part ).not.toMatch( /undefined|null|NaN|\[object|Hi ,/ );
		}
	} );

	test( 'stays small with 10,000 lines, and says how many it leaves out', () => {
		const result = succeeded(
			template,
			sampleVariables( { line_items: orderLines( 10_000 ) } )
		);
		expect( result.html.length ).toBeLessThan( 100_000 );
		expect( result.text ).toContain( 'And 9950 more' );
	} );

	test( 'shows pictures with their size and an alternative text', () => {
		const { html } = succeeded(
			template,
			sampleVariables(
				{ line_items: [ sampleOrderLine( { name: 'A "mug"' } ) ] },
				{
					images: new Map( [
						[ '501', 'https://store.example/a.jpg?w=1&h=2' ],
					] ),
				}
			)
		);
		expect( html ).toMatch(
			/<img [^>]*src="https:\/\/store\.example\/a\.jpg\?w=1&amp;h=2" alt="A &#34;mug&#34;" width="64" height="64">/
		);
	} );
} );

describe( 'R32: the order confirmation', () => {
	test( 'has the note, line by line, and both addresses', () => {
		const { html, text } = succeeded(
			READY_MADE[ 'order-confirmation' ],
			sampleVariables( {
				customer_note: 'Ring twice\n<b>Thanks</b>',
				shipping: sampleAddress( { first_name: 'Grace' } ),
			} )
		);
		expect( html ).toContain( 'Ring twice<br>&lt;b&gt;Thanks&lt;/b&gt;' );
		expect( html ).toContain( 'Grace Example' );
		expect( text ).toContain( 'Ring twice\n<b>Thanks</b>' );
		expect( text ).toContain( '10115 Sampleton\nGermany' );
	} );
} );

function emptyAddress() {
	return sampleAddress( {
		first_name: '',
		last_name: '',
		address_1: '',
		city: '',
		postcode: '',
		country: '',
		phone: '',
	} );
}
