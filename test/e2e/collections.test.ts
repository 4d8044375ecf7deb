import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import {
	collectionOf,
	makeCategory,
	makeProduct,
	onProduct,
	productOf,
	rest,
	sent,
} from './catalogue.ts';
import { excludedAs } from './money.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

describeStore( 'collections', () => {
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
		return excludedAs( pipe, 'collections', String( id ) );
	};
	const php = ( code: string, args: object = {} ) =>
		pipe.store.php( code, { args: { ...args } } );
	const productIn = ( ...categories: number[] ) =>
		makeProduct( pipe.store, { category_ids: categories } );

	test( 'R17 R18 a category comes with its first product, as it is in WooCommerce', async () => {
		const image = await pipe.store.phpJson< number >(
			`return wp_insert_attachment( array( 'post_title' => 'c', 'post_mime_type' => 'image/jpeg', 'post_status' => 'inherit' ), 'category.jpg' );`
		);
		const id = await makeCategory(
			pipe.store,
			'Bücher & „Hefte“ 📚 <b>x</b>',
			{ slug: 'buecher', description: 'Alles <em>zum Lesen</em> & mehr' }
		);
		await php(
			`update_term_meta( $args['id'], 'thumbnail_id', $args['image'] );`,
			{ id, image }
		);
		expect( await reasonOf( id ) ).toBe( 'unused' );
		expect( await collectionOf( pipe, id ) ).toBeUndefined();
		expect( sent( pipe, 'collections', id ) ).toEqual( [] );

		const product = await productIn( id );
		expect( await collectionOf( pipe, id ) ).toEqual( {
			collection_id: String( id ),
			name: 'Bücher & „Hefte“ 📚 x',
			slug: 'buecher',
			description: await pipe.store.phpJson(
				`return get_term( $args['id'] )->description;`,
				{ args: { id } }
			),
			parent_id: null,
			image: await pipe.store.phpJson(
				`return wp_get_attachment_url( $args['image'] );`,
				{ args: { image } }
			),
			count: 1,
		} );
		expect( await productOf( pipe, product ) ).toMatchObject( {
			collection_ids: [ String( id ) ],
		} );
		expect( await reasonOf( id ) ).toBeNull();

		await php( `wp_delete_attachment( $args['image'], true );`, { image } );
		expect( await collectionOf( pipe, id ) ).toMatchObject( {
			image: null,
		} );
	} );

	test( 'R17 what is above a linked category is linked, what is beside it is not', async () => {
		const top = await makeCategory( pipe.store, 'Top' );
		const middle = await makeCategory( pipe.store, 'Middle', {
			parent: top,
		} );
		const bottom = await makeCategory( pipe.store, 'Bottom', {
			parent: middle,
		} );
		const beside = await makeCategory( pipe.store, 'Beside', {
			parent: top,
		} );
		await productIn( bottom );
		expect( await collectionOf( pipe, bottom ) ).toMatchObject( {
			count: 1,
			parent_id: String( middle ),
		} );
		expect( await collectionOf( pipe, middle ) ).toMatchObject( {
			count: 1,
			parent_id: String( top ),
		} );
		expect( await collectionOf( pipe, top ) ).toMatchObject( {
			count: 1,
			parent_id: null,
		} );
		expect( await reasonOf( beside ) ).toBe( 'unused' );

		await productIn( middle );
		expect( await collectionOf( pipe, top ) ).toMatchObject( { count: 2 } );
		expect( await collectionOf( pipe, bottom ) ).toMatchObject( {
			count: 1,
		} );
	} );

	test( 'R17 a category that gets a linked one below it becomes linked', async () => {
		const above = await makeCategory( pipe.store, 'Above' );
		const linked = await makeCategory( pipe.store, 'Linked' );
		await productIn( linked );
		expect( await reasonOf( above ) ).toBe( 'unused' );
		await php(
			`wp_update_term( $args['id'], 'product_cat', array( 'parent' => $args['above'] ) );`,
			{ id: linked, above }
		);
		expect( await collectionOf( pipe, linked ) ).toMatchObject( {
			parent_id: String( above ),
		} );
		expect( await collectionOf( pipe, above ) ).toMatchObject( {
			count: 1,
		} );
		expect( await reasonOf( above ) ).toBeNull();
	} );

	test( 'R17 a category is renamed and moved, through WordPress and through REST', async () => {
		const parent = await makeCategory( pipe.store, 'Parent' );
		const id = await makeCategory( pipe.store, 'Before' );
		await productIn( id, parent );
		await php(
			`wp_update_term( $args['id'], 'product_cat', array( 'name' => 'After', 'slug' => 'after' ) );`,
			{ id }
		);
		expect( await collectionOf( pipe, id ) ).toMatchObject( {
			name: 'After',
			slug: 'after',
		} );
		await rest( pipe.store, 'PUT', `/products/categories/${ id }`, {
			name: 'After all',
			description: 'Said by REST',
			parent,
		} );
		expect( await collectionOf( pipe, id ) ).toMatchObject( {
			name: 'After all',
			description: 'Said by REST',
			parent_id: String( parent ),
		} );
	} );

	test( 'R16 R17 R18 a category that is emptied stays in Ivorey, and is counted as unused', async () => {
		const id = await makeCategory( pipe.store, 'Emptied' );
		const other = await makeCategory( pipe.store, 'Other' );
		const product = await productIn( id );
		const before = await collectionOf( pipe, id );
		expect( before ).toMatchObject( { count: 1 } );
		await onProduct(
			pipe.store,
			product,
			`$product->set_category_ids( array( $args['other'] ) );`,
			{ other }
		);
		expect( await reasonOf( id ) ).toBe( 'unused' );
		expect( await collectionOf( pipe, id ) ).toEqual( {
			...before,
			count: 0,
		} );
		expect( await collectionOf( pipe, other ) ).toMatchObject( {
			count: 1,
		} );
		expect( await productOf( pipe, product ) ).toMatchObject( {
			collection_ids: [ String( other ) ],
		} );
	} );

	test.each( [
		[ 'unpublished', `$product->set_status( 'draft' );` ],
		// WooCommerce counts before it hides: the next save sees it.
		[
			'hidden',
			`$product->set_catalog_visibility( 'hidden' ); $product->save();`,
		],
	] )(
		'R17 a category whose only product is %s has none, as WooCommerce counts',
		async ( name, code ) => {
			const id = await makeCategory( pipe.store, `Only ${ name }` );
			const product = await productIn( id );
			expect( await collectionOf( pipe, id ) ).toMatchObject( {
				count: 1,
			} );
			await onProduct( pipe.store, product, code );
			expect( await reasonOf( id ) ).toBe( 'unused' );
		}
	);

	test( 'R17 a product that goes to the trash and comes back is counted so', async () => {
		const id = await makeCategory( pipe.store, 'Trash' );
		const [ product ] = [ await productIn( id ), await productIn( id ) ];
		expect( await collectionOf( pipe, id ) ).toMatchObject( { count: 2 } );
		await php( `wp_trash_post( $args['product'] );`, { product } );
		expect( await collectionOf( pipe, id ) ).toMatchObject( { count: 1 } );
		await php( `wp_untrash_post( $args['product'] );`, { product } );
		expect( await collectionOf( pipe, id ) ).toMatchObject( { count: 2 } );
	} );

	test( 'R16 R17 a category that is deleted stays in Ivorey; what was below it moves up, its products are in it no more', async () => {
		const top = await makeCategory( pipe.store, 'Remains' );
		const id = await makeCategory( pipe.store, 'Deleted', { parent: top } );
		const below = await makeCategory( pipe.store, 'Below', { parent: id } );
		const product = await productIn( id );
		await productIn( below );
		expect( await collectionOf( pipe, id ) ).toMatchObject( { count: 2 } );

		await php( `wp_delete_term( $args['id'], 'product_cat' );`, { id } );
		expect( await reasonOf( id ) ).toBe( 'deleted' );
		expect( await collectionOf( pipe, id ) ).toMatchObject( {
			name: 'Deleted',
		} );
		expect( await collectionOf( pipe, below ) ).toMatchObject( {
			parent_id: String( top ),
		} );
		const left = await pipe.store.phpJson< number[] >(
			`return wc_get_product( $args['product'] )->get_category_ids();`,
			{ args: { product } }
		);
		expect( left ).not.toContain( id );
		expect( await productOf( pipe, product ) ).toMatchObject( {
			collection_ids: left.map( String ),
		} );
	} );

	test( 'R17 many categories are read in as many queries as few', async () => {
		const ids: number[] = [];
		for ( let i = 0; i < 12; i++ ) {
			ids.push(
				await makeCategory( pipe.store, `Many ${ i }`, {
					parent: ids[ i - 1 ] ?? 0,
				} )
			);
		}
		const queries = ( some: number[] ) =>
			pipe.store.phpJson< number >(
				`$before = $wpdb->num_queries;
				( new Ivorey\\WooCommerce\\Records\\CollectionBuilder() )->build( array_fill_keys( $args['ids'], array() ) );
				return $wpdb->num_queries - $before;`,
				{ args: { ids: some } }
			);
		const few = await queries( ids.slice( 0, 1 ) );
		expect( await queries( ids ) ).toBe( few );
		expect( few ).toBeLessThanOrEqual( 6 );
	} );

	test( 'R17 saving what has not changed sends nothing', async () => {
		const id = await makeCategory( pipe.store, 'Same' );
		const product = await productIn( id );
		await pipe.drained();
		const before = sent( pipe, 'collections', id ).length;
		expect( before ).toBeGreaterThan( 0 );
		await php(
			`wp_update_term( $args['id'], 'product_cat', array( 'name' => 'Same' ) );`,
			{ id }
		);
		await onProduct( pipe.store, product, `$product->set_sku( 'SAME' );` );
		await pipe.drained();
		expect( sent( pipe, 'collections', id ) ).toHaveLength( before );
	} );
} );
