import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
	connectStore,
	ConsoleVisitor,
	dom,
	startOwnedStore,
	STORE_URL,
	textOf,
} from '../testing/console.ts';
import {
	collectionRecord,
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';

async function rows(
	owner: ConsoleVisitor,
	path: string
): Promise< string[] > {
	const page = await owner.get( path );
	expect( page.status, path ).toBe( 200 );
	const $ = dom( page );
	return $( 'tbody th' )
		.toArray()
		.map( ( cell ) => $( cell ).text().replace( /\s+/g, ' ' ).trim() );
}

test( 'R34 transactions are filtered by type, currency and date, and lead to a page with order and buyer', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '7', 1, { number: 'A-7' } ),
		paymentRecord( '7', 1, {
			amount: '24.00',
			date: '2026-01-31T23:30:00Z',
			transaction_id: 'pi_3',
		} ),
		refundRecord( '8', '7', 1, {
			amount: '4.00',
			date: '2026-02-01T10:00:00Z',
		} ),
		paymentRecord( '9', 1, {
			amount: '1200',
			currency: 'JPY',
			date: '2026-02-02T10:00:00Z',
		} ),
	] );
	await store.send( [
		paymentRecord( '9', 2, {
			amount: '1200',
			currency: 'JPY',
			date: '2026-02-02T10:00:00Z',
			voided: true,
		} ),
	] );
	const payment = 'Payment for order A-7';
	const refund = 'Refund for order A-7';
	const voided = 'Payment for order 9';
	for ( const [ query, expected ] of [
		[ '', [ voided, refund, payment ] ],
		[ '?sort=date-asc', [ payment, refund, voided ] ],
		[ '?type=refund', [ refund ] ],
		[ '?currency=JPY', [ voided ] ],
		[ '?date_from=2026-02-01', [ voided, refund ] ],
		[ '?date_to=2026-01-31', [ payment ] ],
		[ '?date_from=2026-02-01&date_to=2026-02-01', [ refund ] ],
		[ '?date_from=2026-02-31', [ voided, refund, payment ] ],
		[ '?search=pi_', [ payment ] ],
		[ '?search=9', [ voided ] ],
	] as const ) {
		expect( await rows( owner, `/transactions${ query }` ), query ).toEqual(
			expected
		);
	}
	const path = `/transactions/${ store.connectionId }/refund:8`;
	const page = await owner.get( path );
	const text = textOf( page );
	for ( const shown of [
		'-€4.00',
		'Order A-7',
		'Broken',
		'Ada Example',
		'Done',
	] ) {
		expect( text ).toContain( shown );
	}
	expect(
		textOf(
			await owner.get( `/transactions/${ store.connectionId }/payment:9` )
		)
	).toMatch( /Reversed.*¥1,200.*9 \(not in Ivorey\)/ );
	const stranger = await ConsoleVisitor.signIn( api );
	expect( ( await stranger.get( path ) ).status ).toBe( 404 );
	expect( await rows( stranger, '/transactions' ) ).toEqual( [] );
} );

test( 'R34 R37 a product’s page leads to its orders, and each list to its file', async () => {
	const { owner, store } = await startOwnedStore();
	await store.send( [
		productRecord( '501', 1, { name: 'Mug', collection_ids: [] } ),
		orderRecord( '7', 1, { number: 'A-7' } ),
		orderRecord( '8', 1, { number: 'A-8', line_items: [] } ),
	] );
	const product = await owner.get( `/products/${ store.connectionId }/501` );
	const orders = dom( product )( 'a:contains("1 order")' ).attr( 'href' )!;
	expect( await rows( owner, orders ) ).toEqual( [ 'A-7' ] );
	const filtered = await owner.get( orders );
	expect( textOf( filtered ) ).toContain( 'Product: Mug' );
	const file = dom( filtered )( 'a:contains("Export CSV")' ).attr( 'href' )!;
	const { text } = await owner.get( file );
	expect( text ).toContain( 'A-7' );
	expect( text ).not.toContain( 'A-8' );
	expect(
		dom( await owner.get( '/contacts' ) )(
			'a:contains("Export CSV")'
		).attr( 'href' )
	).toBe( '/contacts.csv' );
} );

test( 'R34 collections are sorted by name and by number of products, and lead to a page with their products', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [
		collectionRecord( '15', 1, { name: 'Mugs', count: 3 } ),
		collectionRecord( '16', 1, {
			name: 'Blue mugs',
			parent_id: '15',
			count: 12,
			description: 'All <b>blue</b>',
		} ),
		productRecord( '1', 1, { name: 'Cup', collection_ids: [ '16' ] } ),
	] );
	expect( await rows( owner, '/collections' ) ).toEqual( [
		'Blue mugs',
		'Mugs',
	] );
	expect( await rows( owner, '/collections?sort=products-asc' ) ).toEqual( [
		'Mugs',
		'Blue mugs',
	] );
	expect( await rows( owner, '/collections?search=mug' ) ).toEqual( [
		'Blue mugs',
		'Mugs',
	] );
	expect( await rows( owner, '/collections?search=blue' ) ).toEqual( [
		'Blue mugs',
	] );
	const path = `/collections/${ store.connectionId }/16`;
	const page = await owner.get( path );
	expect( textOf( page ) ).toMatch( /All blue.*Parent Mugs/ );
	expect( await rows( owner, path ) ).toEqual( [ 'Cup' ] );
	expect(
		dom( page )( 'a:contains("Open in WooCommerce")' ).attr( 'href' )
	).toBe(
		`${ STORE_URL }/wp-admin/term.php?taxonomy=product_cat&tag_ID=16&post_type=product`
	);
	expect(
		textOf( await owner.get( `/collections/${ store.connectionId }/15` ) )
	).toContain( 'Subcategories Blue mugs' );
	const stranger = await ConsoleVisitor.signIn( api );
	expect( ( await stranger.get( path ) ).status ).toBe( 404 );
	for ( const none of [ '0', '99', 'x', '%00' ] ) {
		expect(
			(
				await owner.get(
					`/collections/${ store.connectionId }/${ none }`
				)
			).status
		).toBe( 404 );
	}
} );

test( 'R34 the days in the filters of transactions are days in the account’s time zone', async () => {
	const { api, owner, store } = await startOwnedStore();
	await api.db
		.updateTable( 'accounts' )
		.set( { time_zone: 'America/New_York' } )
		.where( 'account_id', '=', owner.person.accountId )
		.execute();
	await store.send( [
		paymentRecord( '1', 1, { date: '2026-02-01T04:59:00Z' } ),
		paymentRecord( '2', 1, { date: '2026-02-01T05:00:00Z' } ),
		paymentRecord( '3', 1, { date: '2026-02-02T04:59:00Z' } ),
		paymentRecord( '4', 1, { date: '2026-02-02T05:00:00Z' } ),
	] );
	const query = 'date_from=2026-02-01&date_to=2026-02-01';
	expect( await rows( owner, `/transactions?${ query }` ) ).toEqual( [
		'Payment for order 3',
		'Payment for order 2',
	] );
	const { text } = await owner.get( `/transactions.csv?${ query }` );
	expect( text.trimEnd().split( '\r\n' ) ).toHaveLength( 3 );
} );

test( 'R39 each list is a CSV file, as filtered, whole and safe to open in a spreadsheet', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [
		orderRecord( '7', 1, { number: '=1+1', billing_email: 'a@b.example' } ),
		orderRecord( '8', 1, { number: '8', status: 'cancelled' } ),
		contactRecord( '9', 1, {
			email: 'carl@example.com',
			first_name: '@SUM(A1)',
			last_name: 'He said "no",\nand went',
		} ),
		paymentRecord( '7', 1, { amount: '24.50' } ),
		refundRecord( '70', '7', 1, {
			amount: '4.50',
			date: '2026-01-01T00:00:00Z',
		} ),
		productRecord( '1', 1, {
			name: '+Mug',
			price: '9.5',
			collection_ids: [ '15' ],
		} ),
		collectionRecord( '15', 1, { name: '-Mugs' } ),
	] );
	const file = async ( path: string, who = owner ) => {
		const page = await who.get( path );
		expect( page.status, path ).toBe( 200 );
		expect( page.headers.get( 'content-type' ) ).toBe(
			'text/csv; charset=utf-8'
		);
		expect( page.headers.get( 'content-disposition' ) ).toMatch(
			/^attachment; filename="[a-z]+-\d{4}-\d\d-\d\d\.csv"$/
		);
		return page.text
			.replace( /^\uFEFF/, '' )
			.trimEnd()
			.split( '\r\n' );
	};
	const orders = await file( '/orders.csv' );
	expect( orders ).toHaveLength( 3 );
	expect( orders[ 0 ] ).toMatch( /^Number,Date,Status/ );
	expect( orders.join( '\n' ) ).toContain( "'=1+1," );
	expect( await file( '/orders.csv?status=Cancelled' ) ).toHaveLength( 2 );
	const contacts = ( await file( '/contacts.csv?kind=customer' ) ).join(
		'\r\n'
	);
	expect( contacts ).toContain( `"'@SUM(A1) He said ""no"",\nand went"` );
	expect( ( await file( '/transactions.csv' ) )[ 1 ] ).toContain(
		',24.50,EUR,'
	);
	expect( ( await file( '/transactions.csv?type=refund' ) )[ 1 ] ).toContain(
		',-4.50,EUR,'
	);
	expect( ( await file( '/products.csv' ) )[ 1 ] ).toMatch(
		/^'\+Mug,.*,9\.50?,/
	);
	expect( ( await file( '/collections.csv' ) )[ 1 ] ).toMatch( /^'-Mugs,/ );
	const stranger = await ConsoleVisitor.signIn( api );
	for ( const list of [
		'orders',
		'contacts',
		'transactions',
		'products',
		'collections',
	] ) {
		expect( await file( `/${ list }.csv`, stranger ) ).toHaveLength( 1 );
	}
	const nobody = await fetch( `${ api.url }/orders.csv`, {
		redirect: 'manual',
	} );
	expect( nobody.status ).toBe( 303 );
} );

test( 'R39 a list that takes several queries is exported to its end, each row once, however long its names', async () => {
	const { owner, store } = await startOwnedStore();
	const number = 4_100;
	for ( let sent = 0; sent < number; sent += 500 ) {
		await store.send(
			Array.from(
				{ length: Math.min( 500, number - sent ) },
				( _, index ) =>
					collectionRecord( String( 1 + sent + index ), 1, {
						name: `${ '漢'.repeat( 490 ) } ${ ( sent + index ) % 7 }`,
						count: 1,
					} )
			)
		);
	}
	for ( const sort of [ 'name-asc', 'products-desc' ] ) {
		const { text } = await owner.get( `/collections.csv?sort=${ sort }` );
		const ids = text
			.trimEnd()
			.split( '\r\n' )
			.slice( 1 )
			.map( ( line ) => line.split( ',' ).at( -1 ) );
		expect( ids ).toHaveLength( number );
		expect( new Set( ids ).size ).toBe( number );
	}
} );

test( 'R39 an export that cannot be read gives an error page; one that fails in the middle is cut off and logged', async () => {
	const { api, owner } = await startOwnedStore( {}, { isSeeded: true } );
	// The last row has a date that JavaScript cannot represent.
	const insertUntil = ( last: string, number: number ) =>
		sql`
			insert into contacts (
				account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
				billing, shipping, created_at, updated_at
			)
			select ${ owner.person.accountId }, gen_random_uuid(), n || '@example.com', n || '@example.com', md5( n::text ),
				'guest', '', '', '', '', '', '{}', '{}',
				case n when 1 then ${ last }::timestamptz else now() - interval '1 day' end, now()
			from generate_series( 1, ${ sql.lit( number ) } ) as n
		`.execute( api.db );
	const errors = () =>
		api.log.filter( ( line ) => line.includes( '"level":50' ) ).length;
	await insertUntil( '-infinity', 1 );
	const refused = await owner.get( '/contacts.csv' );
	expect( refused.status ).toBe( 500 );
	expect( refused.headers.get( 'content-type' ) ).toContain( 'text/html' );
	expect( textOf( refused ) ).toContain( 'Something went wrong' );
	expect( errors() ).toBe( 1 );

	await api.db
		.deleteFrom( 'contacts' )
		.where( 'account_id', '=', owner.person.accountId )
		.execute();
	await insertUntil( '-infinity', 2_500 );
	await expect( owner.get( '/contacts.csv' ) ).rejects.toThrow();
	expect( errors() ).toBe( 2 );
	expect( api.log.join( '' ) ).toMatch(
		/"level":50,[^\n]*"route":"\/contacts\.csv"/
	);
} );

test( 'R38 the Overview counts orders and payments by the account’s days and by currency, and shows how long orders took', async () => {
	const { api, owner, store } = await startOwnedStore();
	await api.db
		.updateTable( 'accounts' )
		.set( { time_zone: 'America/New_York' } )
		.where( 'account_id', '=', owner.person.accountId )
		.execute();
	// Late in the evening of the previous day in New York.
	const midnight = new Date();
	midnight.setUTCHours( 3, 0, 0, 0 );
	const night = midnight.toISOString();
	await store.send( [
		orderRecord( '1', 1, { date_created: night } ),
		orderRecord( '2', 1, { date_created: night } ),
		orderRecord( '3', 1, { status: 'trash', date_created: night } ),
		paymentRecord( '1', 1, { amount: '24.00', date: night } ),
		refundRecord( '9', '1', 1, { amount: '4.50', date: night } ),
		paymentRecord( '2', 1, {
			amount: '1000',
			currency: 'JPY',
			date: night,
		} ),
		paymentRecord( '4', 1, { amount: '99', date: night, voided: true } ),
		triggerRecord( 'order_submitted', '1', 1, {
			occurred_at: new Date( Date.now() - 2_000 ).toISOString(),
		} ),
	] );
	const page = await owner.get( '/' );
	const $ = dom( page );
	const eve = new Date( midnight.getTime() - 86_400_000 );
	const row = ( label: string, day: Date ) => {
		const name = day.toLocaleDateString( 'en-GB', {
			dateStyle: 'medium',
			timeZone: 'UTC',
		} );
		return $( `[aria-label="${ label }"] tr` )
			.toArray()
			.map( ( one ) => $( one ).text().replace( /\s+/g, ' ' ).trim() )
			.find( ( text ) => text.startsWith( name ) )
			?.slice( name.length )
			.trim();
	};
	const text = textOf( page );
	expect( row( 'Payments per day, EUR', eve ) ).toBe( '€19.50' );
	expect( row( 'Payments per day, JPY', eve ) ).toBe( '¥1,000' );
	expect( text ).not.toContain( '99' );
	expect( row( 'Orders per day', eve ) ).toBe( '2 orders' );
	expect( text ).toMatch( /From checkout to Ivorey.*p50 \d+(\.\d)? m?s/ );
	expect( text ).toContain( 'Not compared yet' );
	const week = dom( await owner.get( '/?days=7' ) );
	expect( week( '[aria-label="Orders per day"] tbody tr' ) ).toHaveLength(
		7
	);
	expect( week( '.chip.on .remove' ).attr( 'href' ) ).toBe( '/' );
	expect( $( '.chip.on' ) ).toHaveLength( 0 );
	expect( $( 'select[name=days] option:selected' ).text() ).toBe(
		'Last 30 days'
	);
	expect( textOf( await owner.get( '/?days=x&store=con_x' ) ) ).toContain(
		'€19.50'
	);
} );

test( 'R38 the Overview of one store has only its figures, comparison and orders; without a filter it covers every store', async () => {
	const { api, owner, store } = await startOwnedStore();
	const { accountId } = owner.person;
	const others = await Promise.all(
		Array.from( { length: 11 }, ( _, index ) =>
			connectStore( api, owner, `https://shop-${ index }.example.com` )
		)
	);
	const now = new Date();
	const runOf = (
		{ connectionId }: { connectionId: string },
		id: string
	) => ( {
		account_id: accountId,
		automation_id: 'order-confirmation',
		connection_id: connectionId,
		trigger_id: id,
		order_id: id,
		trigger_cursor: 1,
		occurred_at: now,
		version: 1,
		state: 'sent' as const,
		reason: null,
		due_at: now,
		released_at: null,
		acted_at: now,
		settled_at: now,
		created_at: now,
	} );
	await api.db
		.insertInto( 'automation_runs' )
		.values( [
			runOf( store, '1' ),
			runOf( others[ 0 ]!, '2' ),
			runOf( others[ 0 ]!, '3' ),
		] )
		.execute();
	await store.send( [ orderRecord( '1', 1, { number: 'A-1' } ) ] );
	await others[ 0 ]!.send( [ orderRecord( '1', 1, { number: 'B-1' } ) ] );
	const look = async ( path: string ) => {
		const $ = dom( await owner.get( path ) );
		const titles = ( label: string ) =>
			$( `[aria-label="${ label }"] tbody th` )
				.toArray()
				.map( ( cell ) => $( cell ).text().trim() );
		return {
			sent: $( '.figures dd' ).first().text(),
			stores: titles( 'Comparison with your stores' ),
			orders: titles( 'Latest orders' ).toSorted(),
		};
	};
	const all = await look( '/' );
	expect( all ).toMatchObject( { sent: '3', orders: [ 'A-1', 'B-1' ] } );
	expect( all.stores ).toHaveLength( 12 );
	expect( await look( `/?store=${ store.connectionId }` ) ).toEqual( {
		sent: '1',
		stores: [ 'shop.example.com' ],
		orders: [ 'A-1' ],
	} );
} );

test( 'a count that stops at 10,000 says so, in the list and beside it', async () => {
	const { api, owner, store } = await startOwnedStore();
	await store.send( [
		productRecord( '501', 1, { name: 'Mug', collection_ids: [] } ),
	] );
	await sql`
		insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
		select ${ owner.person.accountId }, ${ store.connectionId }, '501', now(), n::text
		from generate_series( 1, 10001 ) as n
	`.execute( api.db );
	expect(
		textOf( await owner.get( `/products/${ store.connectionId }/501` ) )
	).toContain( 'Orders 10,000+ orders' );
	await sql`delete from order_products where account_id = ${ owner.person.accountId } and order_id::integer > 1234`.execute(
		api.db
	);
	expect(
		textOf( await owner.get( `/products/${ store.connectionId }/501` ) )
	).toContain( 'Orders 1,234 orders' );
} );

test( 'R34 hidden columns stay hidden on the other pages of a list and in its other orders', async () => {
	const { owner, store } = await startOwnedStore();
	await store.send(
		Array.from( { length: 51 }, ( _, n ) =>
			orderRecord( String( n + 1 ), 1 )
		)
	);
	const look = async ( path: string ) => {
		const page = await owner.get( path );
		expect( page.status, path ).toBe( 200 );
		const $ = dom( page );
		return {
			$,
			headings: $( 'thead th' )
				.toArray()
				.map( ( cell ) => $( cell ).text().trim() ),
		};
	};
	const all = await look( '/orders' );
	expect( all.headings ).toContain( 'Store' );
	const without = [ 'Order', 'Date', 'Status', 'Buyer', 'Total' ];
	// The title stays, and unknown columns are ignored.
	const first = await look(
		'/orders?hide=store&hide=subtype&hide=order&hide=x'
	);
	expect( first.headings ).toEqual( without );
	const { $ } = first;
	expect( $( '.chip.on summary' ).text().trim() ).toBe(
		'Hidden columns: Subtype, Store'
	);
	for ( const link of [
		$( 'thead a:contains("Total")' ).attr( 'href' ),
		$( 'nav a[href*="before="]' ).attr( 'href' ),
	] ) {
		expect( ( await look( link! ) ).headings ).toEqual( without );
	}
	for ( const list of [
		'contacts',
		'transactions',
		'products',
		'collections',
	] ) {
		const { $: page } = await look( `/${ list }` );
		expect(
			page( 'input[type=checkbox][name=hide]' ).length
		).toBeGreaterThan( 0 );
	}
} );
