import { expect, test } from 'vitest';
import { sampleAddress } from '@ivorey/shared/testing';
import { waitFor } from '../../../test/wait.ts';
import {
	ConsoleVisitor,
	dom,
	startOwnedStore,
	STORE_URL,
	textOf,
} from '../testing/console.ts';
import {
	contactRecord,
	orderRecord,
	triggerRecord,
} from '../testing/records.ts';

const CONFIRMATION = '/automations/order-confirmation';

function buyer( first: string, last: string ) {
	return {
		billing_email: `${ first.toLowerCase() }@example.com`,
		billing: sampleAddress( { first_name: first, last_name: last } ),
	};
}

test( 'R34 contacts are sorted as requested, and so is their file', async () => {
	const { owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '1', 1, buyer( 'zoë', 'Bloggs' ) ),
		orderRecord( '2', 1, {
			billing_email: 'm@example.com',
			billing: sampleAddress( { first_name: '', last_name: '' } ),
		} ),
		orderRecord( '3', 1, buyer( 'Bo', 'Zed' ) ),
	] );
	const names = [ 'Bo Zed', 'm@example.com', 'zoë Bloggs' ];
	for ( const [ sort, expected ] of [
		[ 'name-asc', names ],
		[ 'name-desc', names.toReversed() ],
	] as const ) {
		const page = await owner.get( `/contacts?sort=${ sort }` );
		const $ = dom( page );
		expect(
			$( 'tbody th' )
				.toArray()
				.map( ( cell ) => $( cell ).text().trim() )
		).toEqual( expected );
		const { text } = await owner.get(
			$( 'a:contains("Export CSV")' ).attr( 'href' )!
		);
		expect( text.indexOf( 'Bo Zed' ) < text.indexOf( 'zoë' ) ).toBe(
			sort === 'name-asc'
		);
	}
} );

test( 'R34 contacts are sorted by their number of orders, and show it', async () => {
	const { owner, store } = await startOwnedStore();
	const orders = [ 'Bo', 'Ada', 'Ada', 'Ada', 'Cy', 'Cy' ].map( ( name, n ) =>
		orderRecord( String( n + 1 ), 1, buyer( name, 'X' ) )
	);
	await store.send( orders );
	await store.send( [
		contactRecord( '7', 1, {
			email: 'dee@example.com',
			first_name: 'Dee',
			last_name: 'X',
		} ),
	] );
	const most = [ 'Ada X 3', 'Cy X 2', 'Bo X 1', 'Dee X 0' ];
	for ( const [ sort, expected ] of [
		[ 'orders-desc', most ],
		[ 'orders-asc', most.toReversed() ],
	] as const ) {
		const $ = dom( await owner.get( `/contacts?sort=${ sort }` ) );
		const column = $( 'thead th' )
			.toArray()
			.findIndex( ( head ) => $( head ).text().includes( 'Orders' ) );
		expect(
			$( 'tbody tr' )
				.toArray()
				.map( ( row ) =>
					[ 0, column ]
						.map( ( at ) =>
							$( row ).children().eq( at ).text().trim()
						)
						.join( ' ' )
				)
		).toEqual( expected );
		const { text } = await owner.get( `/contacts.csv?sort=${ sort }` );
		expect( text.trim().split( /\r?\n/ )[ 0 ] ).toMatch( /,Orders$/ );
		expect( text ).toMatch( /Ada X.*,3\r?\n/ );
	}
} );

test( 'R34 contacts are found by the beginning of an e-mail address or a name, and by kind, and lead to their page', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '1', 1, buyer( 'Zoë', 'Bloggs' ) ),
		orderRecord( '2', 1, buyer( 'Bo', '50%' ) ),
		contactRecord( '9', 1, {
			email: 'carl@example.com',
			first_name: 'Carl',
			last_name: '<b>x</b>',
		} ),
	] );
	const stranger = await ConsoleVisitor.signIn( api );
	const found = async ( query: Record< string, string >, who = owner ) => {
		const page = await who.get(
			`/contacts?${ new URLSearchParams( query ) }`
		);
		expect( page.status, JSON.stringify( query ) ).toBe( 200 );
		return dom( page )( 'tbody th' )
			.toArray()
			.map( ( cell ) => dom( page )( cell ).text().trim() )
			.sort();
	};
	for ( const [ query, expected ] of [
		[ {}, [ 'Bo 50%', 'Carl <b>x</b>', 'Zoë Bloggs' ] ],
		[ { kind: 'customer' }, [ 'Carl <b>x</b>' ] ],
		[ { search: 'zoë b' }, [ 'Zoë Bloggs' ] ],
		[ { search: 'BLOG' }, [ 'Zoë Bloggs' ] ],
		[ { search: 'Bo@' }, [ 'Bo 50%' ] ],
		[ { search: '50%' }, [ 'Bo 50%' ] ],
		[ { search: '%' }, [] ],
		[ { search: 'carl@EX' }, [ 'Carl <b>x</b>' ] ],
		[
			{ search: '\0', kind: 'x', before: 'x', after: '\0' },
			[ 'Bo 50%', 'Carl <b>x</b>', 'Zoë Bloggs' ],
		],
	] as const ) {
		expect( await found( query ), JSON.stringify( query ) ).toEqual(
			expected
		);
	}
	expect( await found( {}, stranger ) ).toEqual( [] );
	const list = await owner.get( '/contacts?search=zo' );
	const path = dom( list )( 'tbody th a' ).attr( 'href' )!;
	expect( ( await owner.get( path ) ).status ).toBe( 200 );
	expect( ( await stranger.get( path ) ).status ).toBe( 404 );
	for ( const wrong of [ '/contacts/x', '/contacts/%00' ] ) {
		expect( ( await owner.get( wrong ) ).status, wrong ).toBe( 404 );
	}
} );

test( 'R34 contacts that were created in the same moment are paged both ways', async () => {
	const { owner, store } = await startOwnedStore();
	await store.send(
		Array.from( { length: 110 }, ( _, i ) =>
			orderRecord( String( i + 1 ), 1, buyer( `Buyer${ i }`, 'X' ) )
		)
	);
	const pages = [ await owner.get( '/contacts?kind=guest' ) ];
	for ( const label of [ 'Older', 'Older', 'Newer', 'Newer' ] ) {
		const link = dom( pages.at( -1 )! )( `a:contains("${ label }")` );
		pages.push( await owner.get( link.attr( 'href' )! ) );
	}
	const shown = pages.map( ( page ) =>
		dom( page )( 'tbody th' )
			.toArray()
			.map( ( cell ) => dom( page )( cell ).text().trim() )
	);
	expect( new Set( shown.slice( 0, 3 ).flat() ).size ).toBe( 110 );
	expect( shown.map( ( { length } ) => length ) ).toEqual( [
		50, 50, 10, 50, 50,
	] );
	expect( shown[ 3 ] ).toEqual( shown[ 1 ] );
	expect( shown[ 4 ] ).toEqual( shown[ 0 ] );
} );

test( 'R36 a contact’s page shows kind, orders, spending by currency, its origin, and the e-mails to it', async () => {
	const { api, owner, store } = await startOwnedStore();
	await owner.submit( await owner.get( `${ CONFIRMATION }/review` ) );
	const totals = orderRecord( '1', 1 ).data.totals;
	await store.send( [
		orderRecord( '1', 1, { totals: { ...totals, refunded: '8.56' } } ),
		orderRecord( '2', 1, {
			currency: 'JPY',
			totals: { ...totals, total: '1250' },
		} ),
		orderRecord( '3', 1, { date_paid: null, status: 'on-hold' } ),
		triggerRecord( 'order_submitted', '3', 2, {
			occurred_at: new Date().toISOString(),
		} ),
	] );
	await store.send( [ contactRecord( '9', 3 ) ] );
	const message = await waitFor( async () => {
		const row = await api.db
			.selectFrom( 'messages' )
			.selectAll()
			.where( 'account_id', '=', owner.person.accountId )
			.executeTakeFirst();
		return row?.state === 'sent' && row;
	} );
	const order = dom( await owner.get( `/orders/${ store.connectionId }/1` ) );
	const page = await owner.get(
		order( 'a[href^="/contacts/"]' ).attr( 'href' )!
	);
	const $ = dom( page );
	const text = textOf( page );
	for ( const shown of [
		'Ada Example Customer',
		'€20.00',
		'in 1 paid order',
		'¥1,250',
		'3 orders',
		'The guest became a customer',
		`The mail server answered: ${ message.reply }`,
	] ) {
		expect( text ).toContain( shown );
	}
	expect( $( 'tbody th a' ) ).toHaveLength( 3 );
	expect(
		$( `a[href="${ CONFIRMATION }/messages/${ message.message_id }"]` )
			.text()
			.trim()
	).toBe( message.subject );
	expect(
		$( `a[href="${ STORE_URL }/wp-admin/user-edit.php?user_id=9"]` )
	).toHaveLength( 1 );
} );

test( 'R36 a contact’s page shows whether they agreed to marketing e-mails, when, and how the store knows', async () => {
	const { owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '1', 1, {
			...buyer( 'Ada', 'Example' ),
			marketing_consent: { given: true, source: 'mailpoet' },
		} ),
		orderRecord( '2', 1, {
			...buyer( 'Bob', 'Example' ),
			marketing_consent: { given: false, source: '<b>new</b>' },
		} ),
		orderRecord( '3', 1, buyer( 'Carl', 'Example' ) ),
	] );
	const page = async ( name: string ) => {
		const list = await owner.get( `/contacts?search=${ name }` );
		const path = dom( list )( 'tbody th a' ).attr( 'href' )!;
		return textOf( await owner.get( path ) );
	};
	expect( await page( 'ada' ) ).toMatch(
		/Marketing e-mails Agreed .*2026.*, by MailPoet’s box at the checkout/
	);
	expect( await page( 'bob' ) ).toMatch(
		/Marketing e-mails Declined .*, by <b>new<\/b>/
	);
	expect( await page( 'carl' ) ).toContain(
		'Marketing e-mails Not asked No store has reported an answer'
	);
	const { text } = await owner.get( '/contacts.csv' );
	expect( text ).toMatch( /ada@example.com,guest,given/ );
} );

test( 'R36 an order in the trash is listed, but does not count as spending', async () => {
	const { owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '1', 1, buyer( 'Ada', 'Example' ) ),
		orderRecord( '2', 1, buyer( 'Ada', 'Example' ) ),
	] );
	const contact = dom( await owner.get( '/contacts' ) )( 'tbody th a' ).attr(
		'href'
	)!;
	const before = textOf( await owner.get( contact ) );
	expect( before ).toContain( '€57.12' );
	expect( before ).toContain( 'in 2 paid orders' );
	await store.send( [
		orderRecord( '2', 2, {
			...buyer( 'Ada', 'Example' ),
			status: 'trash',
		} ),
	] );
	const page = await owner.get( contact );
	expect( textOf( page ) ).toContain( '€28.56 in 1 paid order' );
	expect( dom( page )( 'tbody th a' ) ).toHaveLength( 2 );
	await store.send( [
		orderRecord( '1', 3, {
			...buyer( 'Ada', 'Example' ),
			status: 'trash',
		} ),
	] );
	expect( textOf( await owner.get( contact ) ) ).toContain(
		'Nothing paid yet.'
	);
} );
