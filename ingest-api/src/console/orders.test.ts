import { describe, expect, test } from 'vitest';
import {
	sampleAddress,
	sampleOrderLine,
	sampleVariant,
} from '@ivorey/shared/testing';
import { waitFor } from '../../../test/wait.ts';
import {
	connectStore,
	ConsoleVisitor,
	dom,
	startOwnedStore,
	STORE_URL,
	textOf,
	type OwnedStore,
} from '../testing/console.ts';
import {
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';

const CONFIRMATION = '/automations/order-confirmation';
const NOTHING = {
	items: '0',
	discount: '0',
	shipping: '0',
	fees: '0',
	tax: '0',
	refunded: '0',
	total: '0',
};

async function bed(): Promise<
	OwnedStore & {
		connect: ( storeUrl: string ) => Promise< TestStore >;
		path: ( id: string ) => string;
	}
> {
	const owned = await startOwnedStore();
	const { api, owner, store } = owned;
	return {
		...owned,
		connect: ( storeUrl ) => connectStore( api, owner, storeUrl ),
		path: ( id ) => `/orders/${ store.connectionId }/${ id }`,
	};
}

describe( 'R35 the page of an order', () => {
	test( 'shows lines with pictures, totals, addresses, coupons, the note, payments, refunds, buyer and triggers', async () => {
		const { owner, store, path } = await bed();
		await store.send( [
			productRecord( '501', 1, {
				images: [ 'https://cdn.example.com/mug.jpg' ],
			} ),
			productRecord( '502', 1, {
				images: [ 'https://cdn.example.com/cup.jpg' ],
				type: 'variable',
				variants: [
					sampleVariant( {
						id: '503',
						image: 'https://cdn.example.com/cup-blue.jpg',
					} ),
				],
			} ),
			orderRecord( '7', 2, {
				number: 'A-7',
				line_items: [
					sampleOrderLine(),
					sampleOrderLine( {
						id: '12',
						product_id: '502',
						variation_id: '503',
						name: 'Cup',
						quantity: '1.50',
					} ),
					sampleOrderLine( {
						id: '13',
						product_id: null,
						name: 'Gone',
					} ),
				],
				shipping: sampleAddress( {
					address_1: '2 Other Street',
					country: 'AT',
				} ),
				customer_note: 'Please ring\ntwice',
			} ),
			paymentRecord( '7', 3 ),
			refundRecord( '8', '7', 4, {
				amount: '5.00',
				date: '2026-02-01T10:00:00Z',
			} ),
			triggerRecord( 'payment_received', '7', 5 ),
		] );
		const page = await owner.get( path( '7' ) );
		expect( page.status ).toBe( 200 );
		const $ = dom( page );
		expect( $( 'h1' ).text() ).toBe( 'Order A-7' );
		expect(
			$( 'img.picture' )
				.toArray()
				.map( ( image ) => $( image ).attr( 'src' ) )
		).toEqual( [
			'https://cdn.example.com/mug.jpg',
			'https://cdn.example.com/cup-blue.jpg',
		] );
		expect( page.headers.get( 'content-security-policy' ) ).toMatch(
			/img-src 'self' data: https: http:/
		);
		const text = textOf( page );
		for ( const shown of [
			'Sample Mug',
			'Colour: Blue',
			'SKU MUG-1',
			'1.5',
			'Discount (coupons: welcome) -€2.00',
			'Shipping (Flat rate) €5.00',
			'Fees (Gift wrap) €1.00',
			'Total €28.56',
			'1 Sample Street',
			'10115 Sampleton',
			'Germany',
			'2 Other Street',
			'Austria',
			'Please ring twice',
			'Credit card',
			'pay_1001',
			'-€5.00',
			'Broken',
			'Ada Example',
			'ada@example.com',
			'Guest, 1 order',
			'Payment Received',
			'shop.example.com',
		] ) {
			expect( text ).toContain( shown );
		}
		expect( $( 'a:contains("Open in WooCommerce")' ).attr( 'href' ) ).toBe(
			`${ STORE_URL }/wp-admin/post.php?post=7&action=edit`
		);
		expect(
			$( '.timeline-title' )
				.toArray()
				.map( ( title ) => $( title ).text() )
		).toEqual( [
			'Placed in the store',
			'Paid €28.56',
			'Refunded €5.00',
			'Received by Ivorey in a signed batch',
			'Trigger: Payment Received',
		] );
	} );

	test( 'R33 shows the automation runs, from the checkout to the mail server’s answer', async () => {
		const { api, owner, store, path } = await bed();
		await owner.submit( await owner.get( `${ CONFIRMATION }/review` ) );
		const placedAt = new Date( Date.now() - 3_000 ).toISOString();
		await store.send( [
			orderRecord( '5', 1, {
				date_created: placedAt,
				status: 'on-hold',
				date_paid: null,
				billing_email: 'bo@example.com',
			} ),
			triggerRecord( 'order_submitted', '5', 2, {
				occurred_at: placedAt,
			} ),
		] );
		const message = await waitFor( async () => {
			const found = await api.db
				.selectFrom( 'messages' )
				.selectAll()
				.where( 'account_id', '=', owner.person.accountId )
				.executeTakeFirst();
			return found?.state === 'sent' && found;
		} );
		const page = await owner.get( path( '5' ) );
		const $ = dom( page );
		expect( $( `section a[href="${ CONFIRMATION }"]` ).text().trim() ).toBe(
			'Order confirmation'
		);
		expect( $( 'a:contains("bo@example.com")' ).attr( 'href' ) ).toBe(
			`${ CONFIRMATION }/messages/${ message.message_id }`
		);
		const titles = $( '.timeline-title' )
			.toArray()
			.map( ( title ) => $( title ).text() );
		expect( titles ).toEqual( [
			'Placed in the store',
			'Received by Ivorey in a signed batch',
			'Trigger: Order Submitted',
			`E-mail “${ message.subject }” to bo@example.com was sent`,
		] );
		expect( textOf( page ) ).toContain(
			`The mail server answered: ${ message.reply }`
		);
		expect( textOf( page ) ).toMatch( /\d seconds? later/ );
		const history = dom( await owner.get( CONFIRMATION ) );
		expect( history( `a[href="${ path( '5' ) }"]` ).text() ).toContain(
			'#5'
		);
		const review = dom( await owner.get( `${ CONFIRMATION }/review` ) );
		expect( review( `a[href="${ path( '5' ) }"]` ).text() ).toContain(
			'#5'
		);
	} );

	test( 'is shown only to its own account, and only for orders that exist', async () => {
		const { api, owner, store, path } = await bed();
		await store.send( [ orderRecord( '1', 1 ) ] );
		const stranger = await ConsoleVisitor.signIn( api );
		expect( ( await owner.get( path( '1' ) ) ).status ).toBe( 200 );
		const refused = await stranger.get( path( '1' ) );
		expect( refused.status ).toBe( 404 );
		expect( refused.text ).not.toContain( 'ada@example.com' );
		for ( const wrong of [
			path( '2' ),
			path( '0' ),
			path( '1%00' ),
			path( `1'` ),
			path( '9'.repeat( 30 ) ),
			'/orders/con_x/1',
			`/orders/%00/1`,
		] ) {
			expect( ( await owner.get( wrong ) ).status, wrong ).toBe( 404 );
		}
	} );

	test( 'escapes text that people typed, in any script', async () => {
		const { owner, store, path } = await bed();
		await store.send( [
			orderRecord( '1', 1, {
				number: '<b>№ 1</b>',
				billing: sampleAddress( {
					first_name: '<script>alert(1)</script>',
					last_name: 'O’Neil "张伟"',
					company: 'שלום & Söhne',
				} ),
				customer_note: '</p><img src=x onerror=alert(1)>',
				line_items: [
					sampleOrderLine( {
						name: '"><svg onload=alert(1)>',
						attributes: [ { name: '<i>', value: '<u>' } ],
					} ),
				],
			} ),
			refundRecord( '2', '1', 2, { reason: '<h1>why</h1>' } ),
		] );
		const page = await owner.get( path( '1' ) );
		expect( page.text ).not.toMatch(
			/<script>alert|<img src=x|<svg onload|<h1>why|<b>№/
		);
		for ( const shown of [
			'<script>alert(1)</script> O’Neil "张伟"',
			'שלום & Söhne',
			'<h1>why</h1>',
			'<i>: <u>',
		] ) {
			expect( textOf( page ) ).toContain( shown );
		}
	} );

	test( 'R43 says that an order is in the trash, and still shows it', async () => {
		const { owner, store, path } = await bed();
		await store.send( [ orderRecord( '1', 1 ) ] );
		expect( textOf( await owner.get( path( '1' ) ) ) ).not.toContain(
			'in the trash'
		);
		await store.send( [ orderRecord( '1', 2, { status: 'trash' } ) ] );
		const text = textOf( await owner.get( path( '1' ) ) );
		expect( text ).toContain( 'in the store’s trash' );
		expect( text ).toContain( 'Sample Mug' );
		expect( textOf( await owner.get( '/orders' ) ) ).toContain( 'Trash' );
	} );

	test( 'says that the buyer was erased, and shows nothing of them', async () => {
		const { owner, store, path } = await bed();
		await store.send( [
			orderRecord( '1', 1, { customer_note: 'For Ada' } ),
		] );
		const preview = await owner.submit(
			await owner.get( '/settings/privacy' ),
			{ email: 'ada@example.com' }
		);
		await owner.submit( preview, {}, 'form[action$="/erase"]' );
		const text = textOf( await owner.get( path( '1' ) ) );
		expect( text ).toContain( 'The buyer’s personal data was erased' );
		expect( text ).toContain( 'Sample Mug' );
		expect( text ).not.toMatch( /Ada|ada@/ );
	} );

	test.for( [
		[ 'JPY', '1250', '¥1,250' ],
		[ 'KWD', '1.234', 'KWD 1.234' ],
	] as const )(
		'shows %s with its own decimal places, and works without an e-mail address and items',
		async ( [ currency, total, shown ] ) => {
			const { owner, store, path } = await bed();
			const none = sampleAddress( {
				first_name: '',
				last_name: '',
				address_1: '',
				city: '',
				postcode: '',
				country: '',
				phone: '',
			} );
			await store.send( [
				orderRecord( '1', 1, {
					currency,
					totals: { ...NOTHING, items: total, total },
					billing_email: null,
					billing: none,
					shipping: none,
					line_items: [],
					shipping_lines: [],
					fee_lines: [],
					coupon_lines: [],
				} ),
			] );
			for ( const page of [ path( '1' ), '/orders' ] ) {
				const text = textOf( await owner.get( page ) );
				expect( text.replaceAll( '\u00a0', ' ' ) ).toContain( shown );
			}
			expect( textOf( await owner.get( path( '1' ) ) ) ).toContain(
				'no name and no e-mail address'
			);
		}
	);
} );

describe( 'R34 the list of orders', () => {
	test( 'leads to the page of an order, and shows the name above the e-mail address', async () => {
		const { owner, store, path } = await bed();
		await store.send( [ orderRecord( '1', 1, { number: 'A 1' } ) ] );
		for ( const list of [ '/orders', '/' ] ) {
			const $ = dom( await owner.get( list ) );
			const row = $( `tr:has(a[href="${ path( '1' ) }"])` );
			expect( row.find( 'th' ).text().trim() ).toBe( 'A 1' );
			expect( row.find( 'td.clip small' ).text() ).toBe(
				'ada@example.com'
			);
			expect( row.find( 'td.clip' ).first().text() ).toContain(
				'Ada Example'
			);
			expect( row.find( 'td.number' ).text() ).toContain( '€28.56' );
		}
	} );

	test( 'is paged both ways, with equal dates too, and keeps its filters', async () => {
		const { owner, store } = await bed();
		await store.send(
			Array.from( { length: 120 }, ( _, i ) =>
				orderRecord( String( i + 1 ), 1, {
					date_created: `2026-01-31T08:0${ Math.floor( i / 60 ) }:00Z`,
				} )
			)
		);
		const pages = [ await owner.get( '/orders?status=Pending' ) ];
		const follow = async ( label: string ) => {
			const href = dom( pages.at( -1 )! )( `a:contains("${ label }")` );
			pages.push( await owner.get( href.attr( 'href' )! ) );
		};
		const numbersOf = ( page: ( typeof pages )[ number ] ) =>
			dom( page )( 'tbody th' )
				.toArray()
				.map( ( cell ) => dom( page )( cell ).text().trim() );
		await follow( 'Older' );
		await follow( 'Older' );
		const down = pages.map( numbersOf );
		expect( down.map( ( { length } ) => length ) ).toEqual( [
			50, 50, 20,
		] );
		expect( new Set( down.flat() ).size ).toBe( 120 );
		expect( dom( pages[ 0 ]! )( 'a:contains("Newer")' ) ).toHaveLength( 0 );
		expect( dom( pages[ 2 ]! )( 'a:contains("Older")' ) ).toHaveLength( 0 );
		await follow( 'Newer' );
		await follow( 'Newer' );
		expect( numbersOf( pages[ 3 ]! ) ).toEqual( down[ 1 ] );
		expect( numbersOf( pages[ 4 ]! ) ).toEqual( down[ 0 ] );
		expect( dom( pages[ 4 ]! )( 'a:contains("Newer")' ) ).toHaveLength( 0 );
		expect( pages[ 3 ]!.url ).toContain( 'status=Pending' );
	} );

	test( 'is filtered by store, status, payment, currency and day, and searched by the beginning of a number, a name or an e-mail address', async () => {
		const { api, owner, store, connect } = await bed();
		const other = await connect( 'https://other.example.com' );
		await store.send( [
			orderRecord( '1', 1, { number: 'A-1', status: 'completed' } ),
			orderRecord( '2', 1, {
				number: 'A-12',
				date_paid: null,
				status: 'on-hold',
				billing_email: 'Bo_1@Example.com',
				currency: 'JPY',
				date_created: '2024-02-29T23:30:00Z',
				billing: sampleAddress( {
					first_name: 'Zoë',
					last_name: 'O’Neil',
				} ),
			} ),
			orderRecord( '3', 1, { number: '50%', billing_email: null } ),
		] );
		await other.send( [
			orderRecord( '1', 1, {
				number: 'B-1',
				billing_email: 'boa@x.com',
			} ),
		] );
		const stranger = await ConsoleVisitor.signIn( api );
		const found = async (
			query: Record< string, string >,
			visitor = owner
		) => {
			const page = await visitor.get(
				`/orders?${ new URLSearchParams( query ) }`
			);
			expect( page.status, JSON.stringify( query ) ).toBe( 200 );
			return dom( page )( 'tbody th' )
				.toArray()
				.map( ( cell ) => dom( page )( cell ).text().trim() )
				.sort();
		};
		for ( const [ query, expected ] of [
			[ { store: other.connectionId }, [ 'B-1' ] ],
			[ { store: store.connectionId, paid: 'no' }, [ 'A-12' ] ],
			[ { paid: 'yes' }, [ '50%', 'A-1', 'B-1' ] ],
			[ { status: 'Completed' }, [ 'A-1' ] ],
			[ { woo: 'on-hold' }, [ 'A-12' ] ],
			[ { woo: 'completed', status: 'Pending' }, [] ],
			[ { currency: 'JPY' }, [ 'A-12' ] ],
			[ { date_from: '2024-02-29', date_to: '2024-02-29' }, [ 'A-12' ] ],
			[ { date_to: '2024-02-28' }, [] ],
			[ { date_from: '2024-03-01' }, [ '50%', 'A-1', 'B-1' ] ],
			[ { search: 'zoë' }, [ 'A-12' ] ],
			[ { search: 'o’NEIL' }, [ 'A-12' ] ],
			[ { search: 'A-1' }, [ 'A-1', 'A-12' ] ],
			[ { search: ' #A-12 ' }, [ 'A-12' ] ],
			[ { search: 'BO' }, [ 'A-12', 'B-1' ] ],
			// The search ignores special characters.
			[ { search: 'bo_' }, [ 'A-12', 'B-1' ] ],
			[ { search: '_' }, [] ],
			[ { search: 'zoe nei' }, [ 'A-12' ] ],
			[ { search: '50%' }, [ '50%' ] ],
			[ { search: '%' }, [] ],
			[ { search: '\\' }, [] ],
			[ { search: 'example.com' }, [ 'A-1', 'A-12' ] ],
			[ { search: '\0A-12' }, [ 'A-12' ] ],
			[
				{
					store: 'con_x',
					status: 'x',
					woo: 'x',
					currency: '€',
					date_from: '0000-01-01',
					paid: '1',
					subtype: '\0',
				},
				[ '50%', 'A-1', 'A-12', 'B-1' ],
			],
		] as const ) {
			expect( await found( query ), JSON.stringify( query ) ).toEqual(
				expected
			);
		}
		expect( await found( { search: 'A-1' }, stranger ) ).toEqual( [] );
		expect(
			await found( { store: store.connectionId }, stranger )
		).toEqual( [] );
	} );
} );
