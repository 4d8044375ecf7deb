import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout } from '../store/shopper.ts';
import { bulkEdit, importCsv, quickEdit } from './catalogue-admin.ts';
import {
	builtProducts,
	collectionOf,
	makeCategory,
	makeProduct,
	makeVariable,
	onProduct,
	productOf,
	rest,
	sent,
} from './catalogue.ts';
import { excludedAs } from './money.ts';
import { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import { verify } from './verify.ts';

describeStore( 'products', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );
	afterEach( async () => {
		expect( await pipe.store.debugLog() ).not.toMatch( /ivorey/i );
	} );

	const reasonOf = async ( id: number ) => {
		await pipe.drained();
		return excludedAs( pipe, 'products', String( id ) );
	};
	const php = ( code: string, args: object = {} ) =>
		pipe.store.php( code, { args: { ...args } } );
	const versions = ( id: number ) => sent( pipe, 'products', id ).length;
	const available = async ( id: number ) =>
		( await productOf( pipe, id ) )!.variants
			.filter( ( variant ) => variant.available )
			.map( ( variant ) => variant.attributes[ 0 ]!.option );

	test( 'R15 a simple product is in Ivorey as it is in WooCommerce, in every field', async () => {
		const category = await makeCategory( pipe.store, 'Cups & Mugs' );
		const other = await makeCategory( pipe.store, 'Offers' );
		const image = await pipe.store.phpJson< number >(
			`return wp_insert_attachment( array( 'post_title' => 'cup', 'post_mime_type' => 'image/jpeg', 'post_status' => 'inherit' ), '2026/01/cup ä.jpg' );`
		);
		const id = await makeProduct( pipe.store, {
			name: 'Tasse „Ünï“ & <b>Co</b> 🎁 قهوة %s {0}',
			slug: 'tasse',
			description: '<p>Über <em>alles</em> &amp; mehr</p>\n"x" \'y\'',
			short_description: '<ul><li>1</li></ul>',
			sku: 'TÄ-1/ß',
			regular_price: '12.50',
			sale_price: '9.999',
			date_on_sale_to: '2099-01-31T23:00:00Z',
			manage_stock: true,
			stock_quantity: 7,
			virtual: true,
			downloadable: true,
			category_ids: [ other, category ],
			image_id: image,
			gallery_image_ids: [ image, 999_999 ],
		} );
		const product = await productOf( pipe, id );
		const url = await pipe.store.phpJson< string >(
			`return wp_get_attachment_url( $args['image'] );`,
			{ args: { image } }
		);
		expect( product ).toMatchObject( {
			type: 'simple',
			name: 'Tasse „Ünï“ & Co 🎁 قهوة %s {0}',
			include_in_online_store: true,
			price: 9.999,
			stock_quantity: 7,
			variants: [],
			collection_ids: [ String( category ), String( other ) ],
		} );
		expect( product!.record ).toEqual( {
			type: 'simple',
			name: 'Tasse „Ünï“ & Co 🎁 قهوة %s {0}',
			slug: 'tasse',
			include_in_online_store: true,
			description: '<p>Über <em>alles</em> &amp; mehr</p>\n"x" \'y\'',
			short_description: '<ul><li>1</li></ul>',
			permalink: `${ pipe.store.url }/product/tasse/`,
			virtual: true,
			downloadable: true,
			images: [ url ],
			collection_ids: [ String( category ), String( other ) ],
			attributes: [],
			date_created: expect.stringMatching( /^20.*Z$/ ),
			date_modified: null,
			price: '9.999',
			regular_price: '12.50',
			sale_price: '9.999',
			date_on_sale_from: null,
			date_on_sale_to: expect.stringMatching( /^2099-01-31T2.:00:00Z$/ ),
			sku: 'TÄ-1/ß',
			manage_stock: true,
			stock_quantity: '7',
			stock_status: 'instock',
			variants: [],
		} );
	} );

	test( 'R15 a variable product has its attributes and variants, of options made for it and of those of the shop', async () => {
		await php(
			`wc_create_attribute( array( 'name' => 'Colour & more', 'slug' => 'colour' ) );`
		);
		const { id, variations } = await pipe.store.phpJson< {
			id: number;
			variations: number[];
		} >(
			`$terms = array_map( static fn ( $name ) => wp_insert_term( $name, 'pa_colour' )['term_id'], array( 'Red & black', 'Blue' ) );
			$colour = new WC_Product_Attribute();
			$colour->set_id( wc_attribute_taxonomy_id_by_name( 'colour' ) );
			$colour->set_name( 'pa_colour' );
			$colour->set_options( $terms );
			$colour->set_variation( true );
			$fit = new WC_Product_Attribute();
			$fit->set_name( 'Fit' );
			$fit->set_options( array( 'Slim', 'Wide' ) );
			$fit->set_variation( true );
			$product = new WC_Product_Variable();
			$product->set_name( 'Coat' );
			$product->set_sku( 'COAT' );
			$product->set_attributes( array( $colour, $fit ) );
			$product->save();
			$ids = array();
			foreach ( array( array( 'red-black', 'Slim', '80' ), array( 'blue', '', '9.5' ) ) as list( $slug, $fit, $price ) ) {
				$variation = new WC_Product_Variation();
				$variation->set_props( array( 'parent_id' => $product->get_id(), 'regular_price' => $price, 'sku' => 'COAT-' . $slug, 'attributes' => array( 'pa_colour' => $slug, 'fit' => $fit ), 'manage_stock' => 'blue' === $slug, 'stock_quantity' => 'blue' === $slug ? 3 : null ) );
				$ids[] = $variation->save();
			}
			return array( 'id' => $product->get_id(), 'variations' => $ids );`
		);
		const product = await productOf( pipe, id );
		expect( product!.price ).toBe( 9.5 );
		expect( product!.record ).toMatchObject( {
			type: 'variable',
			attributes: [
				{ name: 'Colour & more', options: [ 'Blue', 'Red & black' ] },
				{ name: 'Fit', options: [ 'Slim', 'Wide' ] },
			],
			regular_price: null,
			sale_price: null,
		} );
		expect( product!.variants ).toEqual( [
			{
				variant_id: String( variations[ 0 ] ),
				available: true,
				price: 80,
				attributes: [
					{ name: 'Colour & more', option: 'Red & black' },
					{ name: 'Fit', option: 'Slim' },
				],
				stock_quantity: null,
				stock_status: 'instock',
				sku: 'COAT-red-black',
			},
			{
				variant_id: String( variations[ 1 ] ),
				available: true,
				price: 9.5,
				attributes: [
					{ name: 'Colour & more', option: 'Blue' },
					// Goes with any.
					{ name: 'Fit', option: '' },
				],
				stock_quantity: 3,
				stock_status: 'instock',
				sku: 'COAT-blue',
			},
		] );

		await php(
			`wp_update_term( get_term_by( 'slug', 'blue', 'pa_colour' )->term_id, 'pa_colour', array( 'name' => 'Navy' ) );`
		);
		expect(
			( await productOf( pipe, id ) )!.variants[ 1 ]!.attributes[ 0 ]!
				.option
		).toBe( 'Navy' );
		await php(
			`wc_update_attribute( wc_attribute_taxonomy_id_by_name( 'colour' ), array( 'name' => 'Tone', 'slug' => 'colour' ) );`
		);
		expect( ( await productOf( pipe, id ) )!.record ).toMatchObject( {
			attributes: [ { name: 'Tone' }, { name: 'Fit' } ],
		} );
	} );

	test( 'R15 an attribute of the shop that is deleted is gone from its products, as every later process sees them', async () => {
		await php(
			`wc_create_attribute( array( 'name' => 'Finish', 'slug' => 'finish' ) );`
		);
		const id = await pipe.store.phpJson< number >(
			`$finish = new WC_Product_Attribute();
			$finish->set_id( wc_attribute_taxonomy_id_by_name( 'finish' ) );
			$finish->set_name( 'pa_finish' );
			$finish->set_options( array( wp_insert_term( 'Matt', 'pa_finish' )['term_id'] ) );
			$finish->set_variation( true );
			$product = new WC_Product_Variable();
			$product->set_name( 'Lamp' );
			$product->set_attributes( array( $finish ) );
			$product->save();
			$variation = new WC_Product_Variation();
			$variation->set_props( array( 'parent_id' => $product->get_id(), 'regular_price' => '20', 'attributes' => array( 'pa_finish' => 'matt' ) ) );
			$variation->save();
			return $product->get_id();`
		);
		expect( ( await productOf( pipe, id ) )!.record ).toMatchObject( {
			attributes: [ { name: 'Finish', options: [ 'Matt' ] } ],
		} );

		await php(
			`wc_delete_attribute( wc_attribute_taxonomy_id_by_name( 'finish' ) );`
		);
		const { record } = ( await productOf( pipe, id ) )!;
		expect( record ).toMatchObject( { attributes: [] } );
		expect( await builtProducts( pipe.store, [ id ] ) ).toEqual( {
			[ id ]: record,
		} );
		expect(
			( await verify( pipe.store, '--elements=products' ) ).differences
		).toEqual( [] );
	} );

	test.each( [ 'Grouped', 'External' ] )(
		'R12 R18 a product of type %s stays in the store, and is counted',
		async ( type ) => {
			const id = await makeProduct( pipe.store, {}, type );
			expect( await productOf( pipe, id ) ).toBeUndefined();
			expect( await reasonOf( id ) ).toBe( 'product_type' );
			expect( versions( id ) ).toBe( 0 );
		}
	);

	test( 'R12 so does one of a type whose plugin is gone, which WooCommerce takes for a simple one', async () => {
		const id = await makeProduct( pipe.store, { status: 'draft' } );
		await php(
			`wp_set_object_terms( $args['id'], 'subscription', 'product_type' );
			wp_publish_post( $args['id'] );`,
			{ id }
		);
		expect( await reasonOf( id ) ).toBe( 'product_type' );
		expect( await productOf( pipe, id ) ).toBeUndefined();
	} );

	test( 'R12 R15 R16 one that becomes external leaves the online store, and stays as it was in all else', async () => {
		const id = await makeProduct( pipe.store, { name: 'Was simple' } );
		await php(
			`$product = new WC_Product_External( $args['id'] ); $product->set_name( 'Is external' ); $product->save();`,
			{ id }
		);
		expect( await reasonOf( id ) ).toBe( 'product_type' );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			name: 'Was simple',
			include_in_online_store: false,
		} );
	} );

	test.each( [
		[ 'no price', { regular_price: '' } ],
		[ 'a price of 0', { regular_price: '0' } ],
		[ 'a price of 0.00', { regular_price: '0.00' } ],
		[ 'a sale at 0', { regular_price: '10', sale_price: '0' } ],
	] )( 'R13 R18 a product with %s stays in the store', async ( _, props ) => {
		const id = await makeProduct( pipe.store, props );
		expect( await reasonOf( id ) ).toBe( 'no_price' );
		expect( await productOf( pipe, id ) ).toBeUndefined();
		expect( versions( id ) ).toBe( 0 );

		await onProduct(
			pipe.store,
			id,
			`$product->set_sale_price( '' ); $product->set_regular_price( '0.01' );`
		);
		expect( await productOf( pipe, id ) ).toMatchObject( { price: 0.01 } );
		expect( await reasonOf( id ) ).toBeNull();

		await onProduct(
			pipe.store,
			id,
			`$product->set_regular_price( '0' );`
		);
		expect( await reasonOf( id ) ).toBe( 'no_price' );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			price: null,
			include_in_online_store: false,
		} );
	} );

	test( 'R13 R15 a scheduled sale begins and ends', async () => {
		const id = await makeProduct( pipe.store, {
			regular_price: '20',
			sale_price: '15',
			date_on_sale_from: '2098-01-01',
			date_on_sale_to: '2099-01-01',
		} );
		expect( await productOf( pipe, id ) ).toMatchObject( { price: 20 } );

		// Time goes by, and WooCommerce's daily action comes.
		await pipe.store.sql(
			`UPDATE ${ pipe.store.tablePrefix }postmeta SET meta_value = UNIX_TIMESTAMP() - 60 WHERE post_id = ? AND meta_key = '_sale_price_dates_from'`,
			[ id ]
		);
		await php( `do_action( 'woocommerce_scheduled_sales' );` );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			price: 15,
			record: { sale_price: '15.00', date_on_sale_from: null },
		} );

		await pipe.store.sql(
			`UPDATE ${ pipe.store.tablePrefix }postmeta SET meta_value = UNIX_TIMESTAMP() - 60 WHERE post_id = ? AND meta_key = '_sale_price_dates_to'`,
			[ id ]
		);
		await php( `do_action( 'woocommerce_scheduled_sales' );` );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			price: 20,
			record: { sale_price: null },
		} );
	} );

	test( 'R13 R15 the sale of a variation begins at its minute, although nothing is saved', async () => {
		const { id, variations } = await makeVariable( pipe.store, {
			S: '20',
		} );
		await onProduct(
			pipe.store,
			variations.S!,
			`$product->set_sale_price( '5' ); $product->set_date_on_sale_from( '2098-01-01' );`
		);
		expect( await productOf( pipe, id ) ).toMatchObject( {
			price: 20,
			variants: [ { price: 20 } ],
		} );
		await pipe.store.sql(
			`UPDATE ${ pipe.store.tablePrefix }postmeta SET meta_value = UNIX_TIMESTAMP() - 60 WHERE post_id = ? AND meta_key = '_sale_price_dates_from'`,
			[ variations.S ]
		);
		await php( `do_action( 'ivorey_sweep' );` );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			price: 5,
			variants: [ { price: 5 } ],
		} );
		const before = versions( id );
		await php( `do_action( 'ivorey_sweep' );` );
		await pipe.drained();
		expect( versions( id ) ).toBe( before );
	} );

	test( 'R13 R16 variants come, go and cost nothing', async () => {
		const { id, variations } = await makeVariable( pipe.store, {
			S: '20',
			M: '',
			L: '0',
		} );
		expect( await available( id ) ).toEqual( [ 'S' ] );

		await onProduct(
			pipe.store,
			variations.M!,
			`$product->set_regular_price( '18' );`
		);
		expect( await available( id ) ).toEqual( [ 'S', 'M' ] );
		expect( await productOf( pipe, id ) ).toMatchObject( { price: 18 } );

		// Switched off, as the owner does with the box *Enabled*.
		await onProduct(
			pipe.store,
			variations.M!,
			`$product->set_status( 'private' );`
		);
		expect( await available( id ) ).toEqual( [ 'S' ] );

		const xl = await rest(
			pipe.store,
			'POST',
			`/products/${ id }/variations`,
			{
				regular_price: '30',
				attributes: [ { name: 'Size', option: 'XL' } ],
			}
		);
		expect( await available( id ) ).toEqual( [ 'S', 'XL' ] );
		await rest(
			pipe.store,
			'DELETE',
			`/products/${ id }/variations/${ variations.S }?force=true`
		);
		expect( await available( id ) ).toEqual( [ 'XL' ] );
		expect( ( await productOf( pipe, id ) )!.variants ).toHaveLength( 3 );

		await rest(
			pipe.store,
			'PUT',
			`/products/${ id }/variations/${ xl.id }`,
			{
				regular_price: '',
			}
		);
		expect( await reasonOf( id ) ).toBe( 'no_variants' );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: false,
		} );
		expect( await available( id ) ).toEqual( [] );
	} );

	test.each( [
		[ 'no variation', {} ],
		[ 'variations without a price', { S: '', M: '0' } ],
	] as const )(
		'R13 R18 a variable product with %s stays in the store',
		async ( _, prices ) => {
			const { id } = await makeVariable( pipe.store, prices );
			expect( await reasonOf( id ) ).toBe( 'no_variants' );
			expect( await productOf( pipe, id ) ).toBeUndefined();
		}
	);

	test( 'R13 R18 variations that are left out for their price are counted on both sides, and listed with their product', async () => {
		const { id, variations } = await makeVariable( pipe.store, {
			S: '20',
			M: '',
			L: '0',
		} );
		// Of a product that is left out itself, its own reason says it all.
		await makeVariable( pipe.store, { S: '', M: '0' } );
		await pipe.drained();
		expect( ( await leftOut() )[ id ] ).toBe( 2 );
		const before = await leftOutInIvorey();

		await onProduct(
			pipe.store,
			variations.M!,
			`$product->set_regular_price( '18' );`
		);
		await pipe.drained();
		expect( ( await leftOut() )[ id ] ).toBe( 1 );
		// Now the record stays as it is.
		await onProduct(
			pipe.store,
			variations.L!,
			`$product->set_status( 'private' );`
		);
		await pipe.drained();
		expect( ( await leftOut() )[ id ] ).toBeUndefined();
		expect( await leftOutInIvorey() ).toBe( before - 2 );
		expect( await available( id ) ).toEqual( [ 'S', 'M' ] );
	} );

	/** How many of each product, as the panel shows it. */
	async function leftOut(): Promise< Record< string, number > > {
		const response = await pipe.store.fetch(
			'/wp-json/ivorey/v1/exclusions?element=products&reason=variant_no_price',
			{ headers: pipe.store.restHeaders() }
		);
		const { items, total } = ( await response.json() ) as {
			items: Array< { id: string; number: number; edit_url: string } >;
			total: number;
		};
		expect( items ).toHaveLength( total );
		for ( const { edit_url: url } of items ) {
			expect( url ).toContain( 'action=edit' );
		}
		return Object.fromEntries(
			items.map( ( item ) => [ item.id, item.number ] )
		);
	}

	async function leftOutInIvorey(): Promise< number > {
		await php( `do_action( 'ivorey_sweep' );` );
		const { rows } = await pipe.pool.query< { number: number } >(
			`select coalesce( sum( ( e ->> 'number' )::int ), 0 )::int as number
			from connection_status s, jsonb_array_elements( s.report -> 'exclusions' ) e
			where ( s.account_id, s.connection_id ) = ( $1, $2 ) and e ->> 'reason' = 'variant_no_price'`,
			[ ...Pipe.keyOf( pipe.credentials ) ]
		);
		return rows[ 0 ]!.number;
	}

	test( 'R15 a variation that is given to another product is a variant of that one', async () => {
		const one = await makeVariable( pipe.store, { S: '1', M: '2' } );
		const other = await makeVariable( pipe.store, { L: '3' } );
		await onProduct(
			pipe.store,
			one.variations.S!,
			`$product->set_parent_id( $args['to'] );`,
			{ to: other.id }
		);
		expect( await available( one.id ) ).toEqual( [ 'M' ] );
		expect( ( await available( other.id ) ).sort() ).toEqual( [
			'L',
			'S',
		] );
	} );

	const UNPUBLISHED = {
		draft: `$product->set_status( 'draft' );`,
		pending: `$product->set_status( 'pending' );`,
		private: `$product->set_status( 'private' );`,
		'behind a password': `$product->set_post_password( 'secret' );`,
		scheduled: `$product->set_status( 'future' ); $product->set_date_created( '2098-01-01' );`,
	};
	test.each( Object.entries( UNPUBLISHED ) )(
		'R14 R18 a product that is %s is not imported; one that becomes it later stays, and is not in the online store',
		async ( name, code ) => {
			const id = await pipe.store.phpJson< number >(
				`$product = new WC_Product_Simple();
				$product->set_name( 'Secret' );
				$product->set_regular_price( '5' );
				${ code }
				return $product->save();`
			);
			expect( await reasonOf( id ) ).toBe(
				name === 'behind a password'
					? 'password_protected'
					: 'unpublished'
			);
			expect( versions( id ) ).toBe( 0 );
			expect( await productOf( pipe, id ) ).toBeUndefined();

			const publish = `$product->set_status( 'publish' ); $product->set_post_password( '' ); $product->set_date_created( '2020-01-01' );`;
			await onProduct( pipe.store, id, publish );
			expect( await productOf( pipe, id ) ).toMatchObject( {
				include_in_online_store: true,
			} );

			await onProduct( pipe.store, id, code );
			expect( await productOf( pipe, id ) ).toMatchObject( {
				include_in_online_store: false,
				name: 'Secret',
			} );
			await onProduct( pipe.store, id, publish );
			expect( await productOf( pipe, id ) ).toMatchObject( {
				include_in_online_store: true,
			} );
		}
	);

	test( 'R14 a scheduled product comes when WordPress publishes it', async () => {
		const id = await makeProduct( pipe.store, {
			status: 'future',
			date_created: '2098-01-01',
		} );
		expect( await reasonOf( id ) ).toBe( 'unpublished' );
		await pipe.store.sql(
			`UPDATE ${ pipe.store.tablePrefix }posts SET post_date = '2020-01-01 00:00:00', post_date_gmt = '2020-01-01 00:00:00' WHERE ID = ?`,
			[ id ]
		);
		await php( `do_action( 'publish_future_post', $args['id'] );`, { id } );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: true,
		} );
	} );

	test( "R14 R15 a CSV import: WooCommerce's placeholders never leave, its products do", async () => {
		const lines = [
			'Type,SKU,Name,Published,Regular price,Parent,Categories,Attribute 1 name,Attribute 1 value(s)',
			'variation,CSV-S,,1,7,CSV,,Size,S',
			'variable,CSV,From a file,1,,,"Files > Imported",Size,"S, M"',
			'simple,CSV-1,Simple from a file,1,3.5,,,,',
			'simple,CSV-2,Draft from a file,-1,3.5,,,,',
		];
		const position = await importCsv( pipe.store, lines, { count: 1 } );
		await pipe.drained();
		const idOf = ( sku: string ) =>
			pipe.store.phpJson< number >(
				`return (int) wc_get_product_id_by_sku( $args['sku'] );`,
				{ args: { sku } }
			);
		const parent = await idOf( 'CSV' );
		expect(
			await pipe.store.phpJson(
				`return get_post_status( $args['id'] );`,
				{
					args: { id: parent },
				}
			)
		).toBe( 'importing' );
		expect( await reasonOf( parent ) ).toBe( 'unpublished' );
		expect( versions( parent ) ).toBe( 0 );

		await importCsv( pipe.store, lines, { from: position } );
		expect( await productOf( pipe, parent ) ).toMatchObject( {
			name: 'From a file',
			variants: [ { price: 7 } ],
		} );
		expect( await productOf( pipe, await idOf( 'CSV-1' ) ) ).toMatchObject(
			{ price: 3.5 }
		);
		expect( await reasonOf( await idOf( 'CSV-2' ) ) ).toBe( 'unpublished' );
	} );

	test( 'R16 R18 what is trashed or deleted stays in Ivorey as it is; what is restored goes on', async () => {
		const id = await makeProduct( pipe.store, { name: 'Keep me' } );
		const before = await productOf( pipe, id );
		await php( `wp_trash_post( $args['id'] );`, { id } );
		expect( await reasonOf( id ) ).toBe( 'deleted' );
		expect( await productOf( pipe, id ) ).toEqual( before );

		await php( `wp_untrash_post( $args['id'] );`, { id } );
		await onProduct( pipe.store, id, `$product->set_name( 'Back' );` );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			name: 'Back',
			include_in_online_store: true,
		} );

		await rest( pipe.store, 'DELETE', `/products/${ id }?force=true` );
		expect( await reasonOf( id ) ).toBe( 'deleted' );
		expect( await productOf( pipe, id ) ).toMatchObject( { name: 'Back' } );

		const { id: shirt } = await makeVariable( pipe.store, {
			S: '4',
			M: '5',
		} );
		await php( `wc_get_product( $args['id'] )->delete( true );`, {
			id: shirt,
		} );
		expect( await available( shirt ) ).toEqual( [ 'S', 'M' ] );
	} );

	test( 'R15 quick edit and bulk edit in wp-admin', async () => {
		const ids = [
			await makeProduct( pipe.store, { name: 'One', sku: 'QE-1' } ),
			await makeProduct( pipe.store, { name: 'Two' } ),
			await makeProduct( pipe.store, { name: 'Three' } ),
		];
		await quickEdit( pipe.store, ids[ 0 ]!, {
			post_title: 'One, quickly',
			post_name: 'one-quickly',
			_sku: 'QE-1',
			_regular_price: '11.5',
			_sale_price: '',
			_visibility: 'visible',
			_stock_status: 'outofstock',
		} );
		expect( await productOf( pipe, ids[ 0 ]! ) ).toMatchObject( {
			name: 'One, quickly',
			price: 11.5,
			stock_status: 'outofstock',
			record: { slug: 'one-quickly' },
		} );

		await bulkEdit( pipe.store, ids, {
			change_regular_price: '1',
			_regular_price: '42',
		} );
		for ( const id of ids ) {
			expect( await productOf( pipe, id ) ).toMatchObject( {
				price: 42,
			} );
		}
		await bulkEdit( pipe.store, ids.slice( 1 ), { _status: 'draft' } );
		expect(
			await Promise.all(
				ids.map(
					async ( id ) =>
						( await productOf( pipe, id ) )!.include_in_online_store
				)
			)
		).toEqual( [ true, false, false ] );
	} );

	test( 'R15 a REST batch that creates, changes and deletes', async () => {
		const [ changed, deleted ] = [
			await makeProduct( pipe.store ),
			await makeProduct( pipe.store, { name: 'Gone' } ),
		];
		const { create } = await rest< { create: Array< { id: number } > } >(
			pipe.store,
			'POST',
			'/products/batch',
			{
				create: [
					{ name: 'New 1', regular_price: '1' },
					{ name: 'New 2', regular_price: '2' },
				],
				update: [
					{ id: changed, name: 'Changed', regular_price: '3' },
				],
				delete: [ deleted ],
			}
		);
		expect( await productOf( pipe, create[ 0 ]!.id ) ).toMatchObject( {
			name: 'New 1',
		} );
		expect( await productOf( pipe, create[ 1 ]!.id ) ).toMatchObject( {
			price: 2,
		} );
		expect( await productOf( pipe, changed ) ).toMatchObject( {
			name: 'Changed',
			price: 3,
		} );
		expect( await reasonOf( deleted ) ).toBe( 'deleted' );
		expect( await productOf( pipe, deleted ) ).toMatchObject( {
			name: 'Gone',
		} );
	} );

	test( 'R15 what another plugin writes past WooCommerce is seen as well', async () => {
		const id = await makeProduct( pipe.store );
		await php(
			`update_post_meta( $args['id'], '_regular_price', '77' ); update_post_meta( $args['id'], '_price', '77' );`,
			{ id }
		);
		expect( await productOf( pipe, id ) ).toMatchObject( { price: 77 } );
		await php(
			`wp_update_post( array( 'ID' => $args['id'], 'post_title' => 'By wp_update_post' ) );`,
			{ id }
		);
		expect( await productOf( pipe, id ) ).toMatchObject( {
			name: 'By wp_update_post',
		} );
		const category = await makeCategory( pipe.store, 'By terms' );
		await php(
			`wp_set_object_terms( $args['id'], array( $args['category'] ), 'product_cat' );`,
			{ id, category }
		);
		expect( await productOf( pipe, id ) ).toMatchObject( {
			collection_ids: [ String( category ) ],
		} );
	} );

	test( "R15 WooCommerce's is right: its next change overwrites one made in Ivorey", async () => {
		const id = await makeProduct( pipe.store, { name: 'Ours' } );
		await pipe.drained();
		await pipe.pool.query(
			`update products set name = 'Theirs', price = 1 where account_id = $1 and connection_id = $2 and product_id = $3`,
			[ ...Pipe.keyOf( pipe.credentials ), String( id ) ]
		);
		await onProduct( pipe.store, id, `$product->set_sku( 'OURS' );` );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			name: 'Ours',
			price: 10,
		} );
	} );

	test( 'R15 a save that changes nothing sends nothing', async () => {
		const id = await makeProduct( pipe.store );
		const { id: shirt, variations } = await makeVariable( pipe.store, {
			S: '4',
		} );
		await pipe.drained();
		const before = [ versions( id ), versions( shirt ) ];
		expect( before ).not.toContain( 0 );
		await pipe.store.sql(
			`UPDATE ${ pipe.store.tablePrefix }posts SET post_modified = '2020-01-01', post_modified_gmt = '2020-01-01' WHERE ID IN ( ?, ? )`,
			[ id, shirt ]
		);
		for ( const each of [ id, shirt, variations.S! ] ) {
			await onProduct(
				pipe.store,
				each,
				`$product->update_meta_data( '_seen_by_a_plugin', (string) time() );`
			);
		}
		await pipe.drained();
		expect( [ versions( id ), versions( shirt ) ] ).toEqual( before );
	} );

	test( 'R15 what is bought is less in Ivorey, too: of a product, a variation, and stock that variations share', async () => {
		const product = await makeProduct( pipe.store, {
			manage_stock: true,
			stock_quantity: 9,
		} );
		const own = await makeVariable( pipe.store, { S: '4' } );
		await onProduct(
			pipe.store,
			own.variations.S!,
			`$product->set_manage_stock( true ); $product->set_stock_quantity( 2 );`
		);
		const shared = await makeVariable(
			pipe.store,
			{ S: '4' },
			{ manage_stock: true, stock_quantity: 5 }
		);
		const { requestId } = await blockCheckout( pipe.store, {
			items: [
				{ id: product, quantity: 2 },
				{ id: own.variations.S!, quantity: 2 },
				{ id: shared.variations.S! },
			],
		} );
		await pipe.store.requestReport( requestId! );
		expect( await productOf( pipe, product ) ).toMatchObject( {
			stock_quantity: 7,
		} );
		expect( await productOf( pipe, own.id ) ).toMatchObject( {
			stock_quantity: null,
			stock_status: 'outofstock',
			variants: [ { stock_quantity: 0, stock_status: 'outofstock' } ],
		} );
		expect( await productOf( pipe, shared.id ) ).toMatchObject( {
			stock_quantity: 4,
			variants: [ { stock_quantity: null } ],
		} );
	} );

	test( 'an image that is deleted is gone from the product', async () => {
		const image = await pipe.store.phpJson< number >(
			`return wp_insert_attachment( array( 'post_title' => 'x', 'post_mime_type' => 'image/jpeg', 'post_status' => 'inherit' ), 'x.jpg' );`
		);
		const id = await makeProduct( pipe.store, {
			gallery_image_ids: [ image ],
		} );
		expect( ( await productOf( pipe, id ) )!.record.images ).toHaveLength(
			1
		);
		await php( `wp_delete_attachment( $args['image'], true );`, { image } );
		expect( ( await productOf( pipe, id ) )!.record.images ).toEqual( [] );
	} );

	test( 'R15 R17 an image that gets another file has another address, of a product and of a category', async () => {
		const image = await pipe.store.phpJson< number >(
			`return wp_insert_attachment( array( 'post_title' => 'x', 'post_mime_type' => 'image/jpeg', 'post_status' => 'inherit' ), 'old.jpg' );`
		);
		const category = await makeCategory( pipe.store, 'Pictured' );
		const id = await makeProduct( pipe.store, {
			gallery_image_ids: [ image ],
			category_ids: [ category ],
		} );
		await php(
			`update_term_meta( $args['category'], 'thumbnail_id', $args['image'] );`,
			{ category, image }
		);
		expect( ( await productOf( pipe, id ) )!.record.images ).toEqual( [
			expect.stringMatching( /old\.jpg$/ ),
		] );
		expect( ( await collectionOf( pipe, category ) )!.image ).toMatch(
			/old\.jpg$/
		);
		await php( `update_attached_file( $args['image'], 'cropped.jpg' );`, {
			image,
		} );
		expect( ( await productOf( pipe, id ) )!.record.images ).toEqual( [
			expect.stringMatching( /cropped\.jpg$/ ),
		] );
		expect( ( await collectionOf( pipe, category ) )!.image ).toMatch(
			/cropped\.jpg$/
		);
	} );

	test( 'R15 a sale price that a plugin deletes of all products at once is gone of each', async () => {
		const ids = [
			await makeProduct( pipe.store, { sale_price: '4' } ),
			await makeProduct( pipe.store, { sale_price: '5' } ),
		];
		for ( const id of ids ) {
			expect(
				( await productOf( pipe, id ) )!.record.sale_price
			).not.toBeNull();
		}
		await php( `delete_post_meta_by_key( '_sale_price' );` );
		for ( const id of ids ) {
			expect(
				( await productOf( pipe, id ) )!.record.sale_price
			).toBeNull();
		}
	} );

	test( 'R15 other permalinks of the shop are those of each product in Ivorey', async () => {
		const id = await makeProduct( pipe.store, { name: 'Findable' } );
		const link = async () =>
			( await productOf( pipe, id ) )!.record.permalink;
		const sweep = () => php( `do_action( 'ivorey_sweep' );` );
		const setBase = ( base: string ) =>
			php(
				`update_option( 'woocommerce_permalinks', array_merge( wc_get_permalink_structure(), array( 'product_base' => $args['base'] ) ) );`,
				{ base }
			);
		await sweep();
		expect( await link() ).toBe( `${ pipe.store.url }/product/findable/` );
		const before = versions( id );
		await sweep();
		await pipe.drained();
		expect( versions( id ) ).toBe( before );

		await setBase( '/offers' );
		await sweep();
		expect( await link() ).toBe( `${ pipe.store.url }/offers/findable/` );

		const category = await makeCategory( pipe.store, 'Sorted' );
		await setBase( '/offers/%product_cat%' );
		await onProduct(
			pipe.store,
			id,
			`$product->set_category_ids( array( $args['category'] ) );`,
			{ category }
		);
		await sweep();
		expect( await link() ).toMatch( '/offers/sorted/findable/' );
		await php(
			`wp_update_term( $args['category'], 'product_cat', array( 'slug' => 'ordered' ) );`,
			{ category }
		);
		await sweep();
		expect( await link() ).toMatch( '/offers/ordered/findable/' );
		await setBase( '/product' );
		await sweep();
		expect( await link() ).toMatch( '/product/findable/' );
	} );

	test( 'many products are read in as many queries as few', async () => {
		const simple = await pipe.store.phpJson< number[] >(
			`$ids = array();
			for ( $i = 0; $i < 30; $i++ ) {
				$product = new WC_Product_Simple();
				$product->set_name( "Bulk $i" );
				$product->set_regular_price( '5' );
				$ids[] = $product->save();
			}
			return $ids;`
		);
		const variable: number[] = [];
		for ( let i = 0; i < 4; i++ ) {
			variable.push(
				( await makeVariable( pipe.store, { S: '1', M: '2', L: '3' } ) )
					.id
			);
		}
		const queries = ( ids: number[] ) =>
			pipe.store.phpJson< number >(
				`$before = $wpdb->num_queries;
				( new Ivorey\\WooCommerce\\Records\\ProductBuilder() )->build( array_fill_keys( $args['ids'], array() ) );
				return $wpdb->num_queries - $before;`,
				{ args: { ids } }
			);
		const few = await queries( [ simple[ 0 ]!, variable[ 0 ]! ] );
		const many = await queries( [ ...simple, ...variable ] );
		expect( many ).toBe( few );
		expect( few ).toBeLessThanOrEqual( 16 );
		expect(
			Object.keys(
				await builtProducts( pipe.store, [ ...simple, ...variable ] )
			)
		).toHaveLength( 34 );
	} );
} );
