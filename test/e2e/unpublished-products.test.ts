import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Credentials } from '@ivorey/shared';
import { describeStore } from '../store/describe-store.ts';
import {
	makeProduct,
	makeVariable,
	onProduct,
	productOf,
	rest,
	sent,
} from './catalogue.ts';
import { excludedAs } from './money.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import { verify } from './verify.ts';

describeStore( 'products that are taken offline', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );

	const products = ( ...options: string[] ) =>
		verify( pipe.store, '--elements=products', ...options );

	async function connect( credentials: Credentials ): Promise< void > {
		const { exitCode, stderr } = await pipe.store.wp(
			[ 'ivorey', 'connect', '--credentials=-' ],
			{ input: JSON.stringify( credentials ) }
		);
		expect( exitCode, stderr ).toBe( 0 );
	}

	async function importProducts(): Promise< void > {
		const { exitCode, stderr } = await pipe.store.wp( [
			'ivorey',
			'import',
			'--elements=products',
		] );
		expect( exitCode, stderr ).toBe( 0 );
		await pipe.store.wp( [ 'ivorey', 'drain' ] );
	}

	test( 'R14 a private product is the same for its editors and for nobody', async () => {
		const id = await makeProduct( pipe.store, { name: 'Secret' } );
		await productOf( pipe, id );
		await rest( pipe.store, 'PUT', `/products/${ id }`, {
			status: 'private',
		} );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: false,
			record: {
				permalink: `${ pipe.store.url }/?post_type=product&p=${ id }`,
			},
		} );
		expect( ( await products() ).differences ).toEqual( [] );
	} );

	test( 'whoever was logged in still is after a record was built, or could not be', async () => {
		const seen = await pipe.store.phpJson< unknown[] >(
			`wp_set_current_user( get_users( array( 'role' => 'administrator', 'fields' => 'ids' ) )[0] );
			$builder = new class( new Ivorey\\WooCommerce\\Records\\ProductBuilder() ) implements Ivorey\\WooCommerce\\Records\\RecordBuilder {
				public array $users = array();
				public function __construct( private $builder ) {}
				public function element(): Ivorey\\WooCommerce\\Outbox\\Element {
					return $this->builder->element();
				}
				public function build( array $ids ): array {
					$this->users[] = get_current_user_id();
					if ( array() === $ids ) {
						throw new RuntimeException( 'broken' );
					}
					return $this->builder->build( $ids );
				}
			};
			$before = get_current_user_id();
			$nobody = new Ivorey\\WooCommerce\\Records\\AsNobody( $builder );
			$nobody->build( array( $args['id'] => array() ) );
			$after = get_current_user_id();
			try {
				$nobody->build( array() );
			} catch ( RuntimeException $error ) {
				$broken = get_current_user_id();
			}
			return array( $before > 0, $builder->users, $after === $before, $broken === $before, current_user_can( 'unfiltered_html' ) );`,
			{ args: { id: pipe.store.products.MUG! } }
		);
		expect( seen ).toEqual( [ true, [ 0, 0 ], true, true, true ] );
	} );

	const priced = { type: 'simple', name: 'Here today', price: 10 };
	const unpriced = { type: 'simple', name: 'Gone', price: null };
	test.each( [
		[
			'loses its price',
			`$product->set_regular_price( '' ); $product->set_status( 'draft' );`,
			unpriced,
		],
		[
			'becomes external',
			`$product = new WC_Product_External( $args['id'] ); $product->set_status( 'draft' );`,
			priced,
		],
		[
			'gets a password and costs nothing',
			`$product->set_regular_price( '0' ); $product->set_post_password( 'x' );`,
			unpriced,
		],
	] )(
		'R14 one that is unpublished as it %s leaves the online store, with as much of its new data as there is',
		async ( _, code, left ) => {
			const id = await makeProduct( pipe.store, { name: 'Here today' } );
			await productOf( pipe, id );
			await onProduct(
				pipe.store,
				id,
				`$product->set_name( 'Gone' ); ${ code }`
			);
			expect( await productOf( pipe, id ) ).toMatchObject( {
				...left,
				include_in_online_store: false,
				record: { name: left.name, include_in_online_store: false },
			} );
			const count = sent( pipe, 'products', id ).length;
			await onProduct( pipe.store, id, `$product->save();` );
			await pipe.drained();
			expect( sent( pipe, 'products', id ) ).toHaveLength( count );
			expect( ( await products() ).differences ).toEqual( [] );

			await onProduct(
				pipe.store,
				id,
				`$product = new WC_Product_Simple( $args['id'] ); $product->set_name( 'Here again' ); $product->set_post_password( '' ); $product->set_regular_price( '12' ); $product->set_status( 'publish' );`
			);
			expect( await productOf( pipe, id ) ).toMatchObject( {
				name: 'Here again',
				price: 12,
				include_in_online_store: true,
			} );
		}
	);

	test( 'R13 R14 a variable product whose last variation is switched off, and which is unpublished then', async () => {
		const { id, variations } = await makeVariable( pipe.store, {
			S: '5',
		} );
		await productOf( pipe, id );
		await pipe.store.php(
			`$variation = wc_get_product( $args['variation'] ); $variation->set_status( 'private' ); $variation->save();`,
			{ args: { variation: variations.S } }
		);
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: false,
			variants: [ { available: false, price: 5 } ],
		} );
		await onProduct( pipe.store, id, `$product->set_status( 'draft' );` );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: false,
			variants: [ { available: false, price: 5 } ],
		} );
		expect( ( await products() ).differences ).toEqual( [] );
	} );

	test( 'R14 R18 what was never in Ivorey does not come by being unpublished and excluded', async () => {
		const id = await makeProduct(
			pipe.store,
			{ status: 'draft' },
			'External'
		);
		expect( await productOf( pipe, id ) ).toBeUndefined();
		expect( sent( pipe, 'products', id ) ).toEqual( [] );
		expect( await excludedAs( pipe, 'products', String( id ) ) ).toBe(
			'product_type'
		);
	} );

	test( 'R16 one that goes to the trash stays as it was, price or not', async () => {
		const id = await makeProduct( pipe.store );
		await productOf( pipe, id );
		await onProduct(
			pipe.store,
			id,
			`$product->set_regular_price( '' ); $product->set_status( 'trash' );`
		);
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: true,
		} );
	} );

	test( 'R14 R26 one that was unpublished while the store was connected elsewhere is offline after the import', async () => {
		const here = pipe.credentials;
		const id = await makeProduct( pipe.store, { name: 'Before' } );
		const external = await makeProduct( pipe.store, { name: 'Before' } );
		await productOf( pipe, id );
		const elsewhere = await pipe.createCredentials();
		await connect( elsewhere );
		await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
		await onProduct(
			pipe.store,
			id,
			`$product->set_name( 'After' ); $product->set_status( 'draft' );`
		);
		await onProduct(
			pipe.store,
			external,
			`$product = new WC_Product_External( $args['id'] ); $product->set_status( 'draft' );`
		);
		const draft = await makeProduct( pipe.store, {
			name: 'Nobody may know of this',
			status: 'draft',
		} );

		pipe.gateway.reset();
		await connect( here );
		await importProducts();
		expect( await productOf( pipe, id ) ).toMatchObject( {
			name: 'After',
			include_in_online_store: false,
		} );
		expect( await productOf( pipe, external ) ).toMatchObject( {
			name: 'Before',
			include_in_online_store: false,
		} );
		expect( await productOf( pipe, draft ) ).toBeUndefined();
		expect( JSON.stringify( sent( pipe, 'products', draft ) ) ).not.toMatch(
			'Nobody'
		);
		expect( await excludedAs( pipe, 'products', String( draft ) ) ).toBe(
			'unpublished'
		);
		expect( ( await products() ).differences ).toEqual( [] );

		pipe.gateway.reset();
		await importProducts();
		expect( sent( pipe, 'products', draft ) ).toEqual( [] );
	} );

	test( 'R14 what verify finds online in Ivorey, and is not here, is repaired although the ledger knows nothing of it', async () => {
		const id = await makeProduct( pipe.store );
		await productOf( pipe, id );
		await onProduct( pipe.store, id, `$product->set_status( 'draft' );` );
		await productOf( pipe, id );
		await pipe.store.sql(
			`DELETE FROM ${ pipe.store.tablePrefix }ivorey_ledger WHERE wire_id = ?`,
			[ String( id ) ]
		);
		await pipe.pool.query(
			`update products set include_in_online_store = true, digest = '' where product_id = $1`,
			[ String( id ) ]
		);
		expect( await products( '--repair' ) ).toMatchObject( {
			repaired: 1,
			differences: [ { id: String( id ), state: 'older' } ],
		} );
		await pipe.store.wp( [ 'ivorey', 'drain' ] );
		expect( await productOf( pipe, id ) ).toMatchObject( {
			include_in_online_store: false,
		} );
		expect( ( await products() ).agrees ).toBe( true );
	} );
} );
