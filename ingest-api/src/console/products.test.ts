import { expect, test } from 'vitest';
import { sampleVariant } from '@ivorey/shared/testing';
import {
	ConsoleVisitor,
	dom,
	startOwnedStore,
	STORE_URL,
	textOf,
	type OwnedStore,
} from '../testing/console.ts';
import { addPerson } from '../testing/people.ts';
import { collectionRecord, productRecord } from '../testing/records.ts';

async function bed(): Promise<
	OwnedStore & { path: ( id: string ) => string }
> {
	const owned = await startOwnedStore();
	return {
		...owned,
		path: ( id ) => `/products/${ owned.store.connectionId }/${ id }`,
	};
}

async function titles(
	owner: ConsoleVisitor,
	query: Record< string, string >
): Promise< string[] > {
	const page = await owner.get(
		`/products?${ new URLSearchParams( query ).toString() }`
	);
	expect( page.status, JSON.stringify( query ) ).toBe( 200 );
	const $ = dom( page );
	return $( 'tbody th' )
		.toArray()
		.map( ( cell ) => $( cell ).text().replace( /\s+/g, ' ' ).trim() );
}

test( 'R34 products are found by name, word, SKU and filters, and are sorted as requested', async () => {
	const { owner, store } = await bed();
	await store.send( [
		collectionRecord( '15', 1, { name: 'Mugs' } ),
		productRecord( '1', 1, {
			name: 'Émile mug',
			sku: 'MUG-1',
			price: '9.50',
			collection_ids: [ '15' ],
		} ),
		productRecord( '2', 1, {
			name: 'blue Cup 100%',
			sku: 'cup',
			price: '10',
			stock_status: 'outofstock',
			collection_ids: [],
		} ),
		productRecord( '3', 1, {
			name: '<b>Bowl</b>',
			sku: '',
			price: '2',
			type: 'variable',
			variants: [ sampleVariant( { sku: 'BOWL-1' } ) ],
			collection_ids: [],
		} ),
		productRecord( '4', 1, {
			name: 'Plate',
			sku: 'P-4',
			price: '3',
			collection_ids: [],
		} ),
	] );
	await store.send( [
		productRecord( '4', 2, {
			name: 'Plate',
			sku: 'P-4',
			price: null,
			include_in_online_store: false,
			collection_ids: [],
		} ),
	] );
	const all = [ '<b>Bowl</b>', 'blue Cup 100%', 'Plate', 'Émile mug' ];
	for ( const [ query, expected ] of [
		[ {}, all ],
		[ { sort: 'name-desc' }, all.toReversed() ],
		[
			{ sort: 'price-desc' },
			[ 'blue Cup 100%', 'Émile mug', '<b>Bowl</b>', 'Plate' ],
		],
		[
			{ sort: 'price-asc' },
			[ 'Plate', '<b>Bowl</b>', 'Émile mug', 'blue Cup 100%' ],
		],
		[ { sort: 'x-asc' }, all ],
		[ { search: 'émile' }, [ 'Émile mug' ] ],
		[ { search: 'CUP' }, [ 'blue Cup 100%' ] ],
		[ { search: '100%' }, [ 'blue Cup 100%' ] ],
		[ { search: '%' }, [] ],
		[ { search: 'mug-' }, [ 'Émile mug' ] ],
		[ { search: 'bowl-1' }, [ '<b>Bowl</b>' ] ],
		[ { type: 'variable' }, [ '<b>Bowl</b>' ] ],
		[ { online: 'no' }, [ 'Plate' ] ],
		[ { stock: 'outofstock' }, [ 'blue Cup 100%' ] ],
		[ { collection: `${ store.connectionId }~15` }, [ 'Émile mug' ] ],
		[ { collection: 'con_x~15', store: '\0', before: '\0' }, all ],
	] as const ) {
		expect( await titles( owner, query ), JSON.stringify( query ) ).toEqual(
			expected
		);
	}
} );

test( 'R34 pages of a sorted list lead forward and back without leaving out a product, even if prices are equal', async () => {
	const { owner, store } = await bed();
	await store.send(
		Array.from( { length: 120 }, ( _, index ) =>
			productRecord( String( index + 1 ), 1, {
				name: `P ${ String( index ).padStart( 3, '0' ) }`,
				price: String( 1 + ( index % 3 ) ),
				collection_ids: [],
			} )
		)
	);
	const seen: string[] = [];
	let page = await owner.get( '/products?sort=price-desc' );
	const pages = [ page ];
	for (;;) {
		const $ = dom( page );
		seen.push(
			...$( 'tbody th' )
				.toArray()
				.map( ( cell ) => $( cell ).text().trim() )
		);
		expect( textOf( page ) ).toContain( '120 products' );
		const next = $( '.pagination a:contains("Next")' ).attr( 'href' );
		if ( next === undefined ) {
			break;
		}
		page = await owner.get( next );
		pages.push( page );
	}
	expect( pages ).toHaveLength( 3 );
	expect( new Set( seen ).size ).toBe( 120 );
	const back = dom( page )( '.pagination a:contains("Previous")' ).attr(
		'href'
	)!;
	expect( dom( await owner.get( back ) )( 'tbody' ).text() ).toBe(
		dom( pages[ 1 ]! )( 'tbody' ).text()
	);
} );

test( 'R37 the page of a product shows variants, pictures, price, stock and collections, and leads to WooCommerce', async () => {
	const { api, owner, store, path } = await bed();
	await store.send( [
		collectionRecord( '15', 1, { name: 'Mugs & more' } ),
		productRecord( '501', 1, {
			name: 'Cup',
			type: 'variable',
			description: '<p>Big &amp; <b>blue</b></p><script>x</script>',
			images: [ 'https://cdn.example.com/cup.jpg' ],
			collection_ids: [ '15', '16' ],
			variants: [
				sampleVariant( { id: '502', sku: 'CUP-B' } ),
				sampleVariant( {
					id: '503',
					attributes: [ { name: 'Colour', option: 'Red' } ],
				} ),
			],
		} ),
	] );
	await store.send( [
		productRecord( '501', 2, {
			name: 'Cup',
			type: 'variable',
			description: '<p>Big &amp; <b>blue</b></p><script>x</script>',
			images: [ 'https://cdn.example.com/cup.jpg' ],
			collection_ids: [ '15', '16' ],
			variants: [ sampleVariant( { id: '502', sku: 'CUP-B' } ) ],
		} ),
	] );
	const page = await owner.get( path( '501' ) );
	expect( page.status ).toBe( 200 );
	const $ = dom( page );
	expect( $( 'h1' ).text() ).toBe( 'Cup' );
	const text = textOf( page );
	for ( const shown of [
		'In online store',
		'Big & blue',
		'Blue',
		'Red Not available',
		'CUP-B',
		'Mugs & more',
		'Category 16 (not in Ivorey)',
	] ) {
		expect( text ).toContain( shown );
	}
	expect( page.text ).not.toContain( '<script>x' );
	expect( $( 'a:contains("Open in WooCommerce")' ).attr( 'href' ) ).toBe(
		`${ STORE_URL }/wp-admin/post.php?post=501&action=edit`
	);
	expect( page.headers.get( 'content-security-policy' ) ).toMatch(
		/img-src 'self' data: https: http:/
	);
	const stranger = await ConsoleVisitor.signIn( api );
	for ( const own of [ '', '/edit', '/remove' ] ) {
		expect( ( await stranger.get( path( '501' ) + own ) ).status ).toBe(
			404
		);
	}
	for ( const none of [ '0', '9', 'x', '%00' ] ) {
		expect( ( await owner.get( path( none ) ) ).status ).toBe( 404 );
	}
} );

test( 'R15 R37 an owner’s edit is marked; the same record again keeps it, and a changed record overwrites it', async () => {
	const { api, owner, store, path } = await bed();
	const data = {
		name: 'Mug',
		price: '10.00',
		description: 'Old',
		collection_ids: [],
	};
	await store.send( [ productRecord( '7', 1, data ) ] );
	const edit = await owner.get( `${ path( '7' ) }/edit` );
	const saved = await owner.submit( edit, {
		name: 'Mug & co',
		price: '12.5',
		description: '<p>New</p>',
		online: null,
	} );
	expect( saved.url ).toContain( 'done=saved' );
	expect( textOf( saved ) ).toMatch(
		/Changed in Ivorey\. In WooCommerce: Name: Mug Description: Old Price: 10\.00 Include in Online Store: On/
	);
	expect( await titles( owner, { online: 'no' } ) ).toEqual( [
		'Mug & co Edited',
	] );

	// An import or a repair sends the record again, with a newer version.
	await store.send( [ productRecord( '7', 5, data ) ] );
	expect( textOf( await owner.get( path( '7' ) ) ) ).toContain( 'Mug & co' );

	await store.send( [
		productRecord( '7', 6, { ...data, price: '11.00' } ),
	] );
	const overwritten = textOf( await owner.get( path( '7' ) ) );
	expect( overwritten ).not.toContain( 'Changed in Ivorey.' );
	expect( overwritten ).toContain( '11.00' );
	expect( overwritten ).toMatch(
		/overwritten: Name: Mug & co; Description: New; Price: 12\.50; Include in Online Store: Off/
	);
	expect( overwritten ).toContain( owner.person.email );
	// The old values again: this is another change.
	await store.send( [ productRecord( '7', 7, data ) ] );
	expect( await titles( owner, {} ) ).toEqual( [ 'Mug' ] );
	const row = await api.db
		.selectFrom( 'products' )
		.select( [ 'price', 'include_in_online_store', 'edits' ] )
		.where( 'account_id', '=', owner.person.accountId )
		.executeTakeFirstOrThrow();
	expect( row ).toEqual( {
		price: '10.00000000',
		include_in_online_store: true,
		edits: null,
	} );
} );

test( 'R15 a product that changes to an unsupported type in WooCommerce loses its edits', async () => {
	const { owner, store, path } = await bed();
	await store.send( [
		productRecord( '7', 1, {
			name: 'Mug',
			price: '10',
			collection_ids: [],
		} ),
	] );
	await owner.submit( await owner.get( `${ path( '7' ) }/edit` ), {
		name: 'Cup',
		price: '11',
	} );
	await store.send( [
		{
			element: 'products',
			id: '7',
			version: 2,
			data: { type: 'offline', include_in_online_store: false },
		},
	] );
	expect( await titles( owner, { online: 'no' } ) ).toEqual( [ 'Mug' ] );
	expect( textOf( await owner.get( path( '7' ) ) ) ).toContain(
		'overwritten: Name: Cup'
	);
} );

test( 'R37 wrong values are reported beside their fields without losing the others, and a product that changed meanwhile is not overwritten', async () => {
	const { owner, store, path } = await bed();
	await store.send( [
		productRecord( '7', 1, {
			name: 'Mug',
			price: '10',
			collection_ids: [],
		} ),
	] );
	const edit = await owner.get( `${ path( '7' ) }/edit` );
	for ( const [ fields, message ] of [
		[ { name: '  ' }, 'Enter a name.' ],
		[ { price: '1,000' }, 'can be read in two ways' ],
		[ { price: '1e3' }, 'Enter an amount like 49.90.' ],
		[ { price: '0.00' }, 'The price must be above zero.' ],
		[ { price: '-1' }, 'Enter an amount like 49.90.' ],
		[ { price: '1234567890123456789' }, 'This price has too many digits.' ],
		[ { price: '' }, 'needs a price above zero' ],
	] as const ) {
		const page = await owner.submit( edit, fields );
		expect( page.status, message ).toBe( 422 );
		expect( textOf( page ) ).toContain( message );
		for ( const [ name, value ] of Object.entries( fields ) ) {
			expect( dom( page )( `[name=${ name }]` ).val() ).toBe(
				value.trim()
			);
		}
	}
	await store.send( [
		productRecord( '7', 2, {
			name: 'Mug!',
			price: '10',
			collection_ids: [],
		} ),
	] );
	const late = await owner.submit( edit, { name: 'Cup' } );
	expect( late.status ).toBe( 422 );
	expect( textOf( late ) ).toContain(
		'changed in WooCommerce in the meantime'
	);
	expect( await titles( owner, {} ) ).toEqual( [ 'Mug!' ] );
	// The owner has now seen the current values, and may save.
	await owner.submit( late );
	expect( await titles( owner, {} ) ).toEqual( [ 'Cup Edited' ] );
} );

test( 'R37 a price can be typed in common formats, and a price with three decimal places stays as it is', async () => {
	const { api, owner, store, path } = await bed();
	await store.send( [
		productRecord( '7', 1, { price: '1.234', collection_ids: [] } ),
	] );
	const priceNow = async () =>
		( await api.db
			.selectFrom( 'products' )
			.select( 'price' )
			.where( 'account_id', '=', owner.person.accountId )
			.executeTakeFirstOrThrow() )!.price;
	const edit = () => owner.get( `${ path( '7' ) }/edit` );
	expect( ( await owner.submit( await edit() ) ).url ).toContain( 'saved' );
	expect( await priceNow() ).toBe( '1.23400000' );
	await owner.submit( await edit(), { price: '1.249,50' } );
	expect( await priceNow() ).toBe( '1249.50000000' );
} );

test( 'R37 if two people edit a product at once, the second one sees the first one’s changes, and loses nothing', async () => {
	const { api, owner, store, path } = await bed();
	await store.send( [
		productRecord( '7', 1, {
			name: 'Mug',
			price: '10',
			description: 'Old',
			collection_ids: [],
		} ),
	] );
	const { accountId } = owner.person;
	const other = await ConsoleVisitor.signIn(
		api,
		await addPerson( api.db, accountId, 'carl@example.com' )
	);
	const edit = `${ path( '7' ) }/edit`;
	for ( const round of [ 1, 2 ] ) {
		const [ first, second ] = [
			await owner.get( edit ),
			await other.get( edit ),
		];
		await other.submit( second, { price: `1${ round }.50` } );
		const late = await owner.submit( first, {
			name: `Cup ${ round }`,
			price: '12',
		} );
		expect( late.status ).toBe( 422 );
		expect( textOf( late ) ).toContain(
			'carl@example.com changed the product in Ivorey in the meantime.'
		);
		expect( textOf( late ) ).toContain( `Price: 1${ round }.50` );
		const $ = dom( late );
		expect( $( '.notice li' ) ).toHaveLength( 2 );
		expect( $( '[name=name]' ).val() ).toBe( `Cup ${ round }` );
		expect( $( '[name=price]' ).val() ).toBe( '12' );
		expect( ( await owner.submit( late ) ).url ).toContain( 'saved' );
		expect( await titles( owner, {} ) ).toEqual( [
			`Cup ${ round } Edited`,
		] );
	}
} );

test( 'R37 a description may be as long as one from WooCommerce, whatever its characters, and a longer one is refused with a message', async () => {
	const { owner, store, path } = await bed();
	await store.send( [ productRecord( '7', 1, { collection_ids: [] } ) ] );
	const edit = await owner.get( `${ path( '7' ) }/edit` );
	const longest = '🫖'.repeat( 200_000 );
	const late = await owner.submit( edit, {
		name: 'Pot',
		description: `${ longest }!`,
	} );
	expect( late.status ).toBe( 422 );
	expect( textOf( late ) ).toContain( 'at most 200,000 characters' );
	expect( dom( late )( '[name=name]' ).val() ).toBe( 'Pot' );
	const saved = await owner.submit( edit, { description: longest } );
	expect( saved.url ).toContain( 'saved' );
	expect(
		( await owner.submit( edit, { description: longest.repeat( 2 ) } ) )
			.status
	).toBe( 413 );
} );

test( 'R16 a product can be removed by hand, and comes back if WooCommerce still has it', async () => {
	const { owner, store, path } = await bed();
	const record = productRecord( '7', 1, { name: 'Mug', collection_ids: [] } );
	await store.send( [ record ] );
	const asked = await owner.get( `${ path( '7' ) }/remove` );
	expect( textOf( asked ) ).toContain( 'Nothing changes in WooCommerce' );
	for ( const text of [
		textOf( asked ),
		textOf( await owner.get( `${ path( '7' ) }/edit` ) ),
	] ) {
		expect( text ).toContain( 'comes back within a day' );
	}
	await owner.submit( asked );
	expect( await titles( owner, {} ) ).toEqual( [] );
	expect( ( await owner.get( path( '7' ) ) ).status ).toBe( 404 );
	await store.send( [ { ...record, version: 2 } ] );
	expect( await titles( owner, {} ) ).toEqual( [ 'Mug' ] );
} );
