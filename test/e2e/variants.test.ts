import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import {
	blockCheckout,
	classicCheckout,
	registerCustomer,
	updateOrderStatus,
} from '../../scripts/store/shopper.ts';
import type { Site, StoreOptions } from '../../scripts/store/store.ts';
import { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';
import {
	comparableIvoreyOrder,
	expectedIvoreyOrder,
	readWooCommerceOrder,
} from './woocommerce-order.ts';

/** Differences between real stores; the core of every rule must hold in each. */
const VARIANTS: Record< string, StoreOptions > = {
	'orders as posts, another table prefix': {
		hpos: false,
		tablePrefix: 'shop7_',
	},
	'another time zone, locale and currency': {
		timezone: 'Pacific/Auckland',
		locale: 'de_DE',
		currency: 'JPY',
	},
	'an older WordPress, half an hour off': {
		wordpress: '6.8.8',
		timezone: 'Asia/Kolkata',
		currency: 'INR',
	},
	'a network of two connected sites': { multisite: true },
};

for ( const [ variant, options ] of Object.entries( VARIANTS ) ) {
	describeStore(
		`a store with ${ variant }`,
		() => {
			let bed: TestBed;
			beforeAll( async () => {
				bed = await startTestBed( options );
			} );
			afterAll( () => bed?.stop() );
			afterEach( async () => {
				// WordPress warns if it cannot load a language pack; the store's folder contains the plugin's
				// name.
				const log = ( await bed.store.debugLog() )
					.split( '\n' )
					.filter(
						( line ) => ! line.includes( 'translations_api' )
					);
				expect( log.join( '\n' ) ).not.toMatch( /ivorey/i );
			} );

			const rows = async (
				table: string,
				credentials = bed.credentials
			) =>
				(
					await bed.pool.query< Record< string, unknown > >(
						`select * from ${ table } where account_id = $1 and connection_id = $2`,
						TestBed.keyOf( credentials )
					)
				).rows;

			test( 'R2 R5 R7 R8 R9 R10 an order from its checkout to its refund', async () => {
				const { store } = bed;
				const { orderId } = await blockCheckout( store, {
					items: [
						{ id: store.products.MUG!, quantity: 2 },
						{ id: store.products[ 'SHIRT-LARGE' ]! },
					],
					billing: { email: 'Buyer@Example.com' },
				} );
				await bed.order( orderId );
				expect( await rows( 'transactions' ) ).toEqual( [] );
				expect(
					( await rows( 'trigger_events' ) ).map(
						( row ) => row.type
					)
				).toEqual( [ 'order_submitted' ] );

				await updateOrderStatus( store, orderId, 'completed' );
				await bed.order( orderId, ( o ) => o.status === 'Completed' );
				await store.php(
					`wc_create_refund( array( 'order_id' => $args['id'], 'amount' => '1' ) );`,
					{ args: { id: orderId } }
				);
				await bed.order(
					orderId,
					( o ) => Number( o.total_refunded ) === 1
				);
				await bed.drained();

				const order = await bed.order( orderId );
				expect( comparableIvoreyOrder( order ) ).toEqual(
					expectedIvoreyOrder(
						await readWooCommerceOrder( store, orderId )
					)
				);
				expect( order.currency ).toBe( options.currency ?? 'USD' );
				const transactions = await rows( 'transactions' );
				expect(
					transactions.map( ( row ) => row.type ).sort()
				).toEqual( [ 'payment', 'refund' ] );
				const payment = transactions.find(
					( row ) => row.type === 'payment'
				)!;
				expect( payment.currency ).toBe( order.currency );
				expect( Number( payment.amount ) ).toBe(
					Number( order.total )
				);
				expect( payment.date ).toEqual( order.date_paid );
				expect(
					( await rows( 'trigger_events' ) )
						.map( ( row ) => row.type )
						.sort()
				).toEqual( [ 'order_submitted', 'payment_received' ] );
			} );

			test( 'R1 R3 a guest who registers is one contact', async () => {
				const { store } = bed;
				const items = [ { id: store.products.MUG! } ];
				await classicCheckout( store, {
					items,
					billing: { email: 'Later@example.com' },
				} );
				await bed.drained();
				const customer = await registerCustomer( store, {
					email: 'later@example.com',
				} );
				await blockCheckout( store, { items, customer } );
				await bed.drained();
				const later = ( await bed.contacts() ).filter(
					( { email } ) => email.toLowerCase() === 'later@example.com'
				);
				expect( later ).toMatchObject( [ { kind: 'customer' } ] );
			} );

			test( 'R12 R13 R15 R17 a product and its category are in Ivorey, and follow a change', async () => {
				const { store } = bed;
				const id = await store.phpJson< number >(
					`$term = wp_insert_term( 'Tassen & Krüge', 'product_cat' );
				$product = new WC_Product_Simple();
				$product->set_name( 'Becher „groß“' );
				$product->set_regular_price( '12' );
				$product->set_category_ids( array( $term['term_id'] ) );
				return $product->save();`
				);
				await bed.drained();
				const product = async () =>
					( await rows( 'products' ) ).find(
						( row ) => row.product_id === String( id )
					);
				expect( await product() ).toMatchObject( {
					name: 'Becher „groß“',
				} );
				expect(
					( await rows( 'collections' ) ).map( ( row ) => row.name )
				).toContain( 'Tassen & Krüge' );
				await store.php(
					`$product = wc_get_product( $args['id'] ); $product->set_regular_price( '13' ); $product->save();`,
					{ args: { id } }
				);
				await bed.drained();
				expect( Number( ( await product() )!.price ) ).toBe( 13 );
			} );

			if ( options.multisite ) {
				test( 'R7 each site of the network sends to its own connection, and nothing to the other', async () => {
					const second: Site = bed.store.sites[ 1 ]!;
					const credentials = await bed.connect( second );
					const before = ( await bed.orders() ).length;
					const { orderId } = await blockCheckout( bed.store, {
						items: [ { id: second.products.MUG! } ],
						billing: { email: 'second@example.com' },
						site: second,
					} );
					await bed.drained();
					await expect
						.poll( () => bed.orders( credentials ) )
						.toMatchObject( [ { order_id: String( orderId ) } ] );
					expect( await bed.orders() ).toHaveLength( before );
				} );
			}
		},
		options
	);
}
