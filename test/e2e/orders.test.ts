import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../describe-store.ts';
import {
	adminOrder,
	blockCheckout,
	classicCheckout,
	restOrder,
	updateOrderStatusInAdmin,
	type PaymentMethod,
	type PlacedOrder,
	type Purchase,
} from '../../scripts/store/shopper.ts';
import type { Store } from '../../scripts/store/store.ts';
import { transactionsOf, triggersOf } from './money.ts';
import type { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';
import {
	comparableIvoreyOrder,
	expectedIvoreyOrder,
	readWooCommerceOrder,
} from './woocommerce-order.ts';

type Place = ( store: Store, purchase: Purchase ) => Promise< PlacedOrder >;

const BLOCK_CHECKOUT: [ string, Place, PaymentMethod ] = [
	'the block checkout',
	blockCheckout,
	'bacs',
];

const WAYS: Array< typeof BLOCK_CHECKOUT > = [
	BLOCK_CHECKOUT,
	[ 'the classic checkout', classicCheckout, 'cheque' ],
	[ 'wp-admin', adminOrder, 'cod' ],
	[ 'the REST API', restOrder, 'cod' ],
];

for ( const hpos of [ true, false ] ) {
	describeStore(
		`orders of a store with HPOS ${ hpos ? 'on' : 'off' }`,
		() => {
			let bed: TestBed;
			beforeAll( async () => {
				bed = await startTestBed( { hpos } );
			} );
			afterAll( () => bed?.stop() );
			beforeEach( () => bed.reset() );
			afterEach( async () => {
				// The plugin must not have logged a notice, a warning or an error.
				expect( await bed.store.debugLog() ).not.toMatch( /ivorey/i );
			} );

			/** Compares every field of the order in Ivorey with WooCommerce's own REST API. */
			async function expectFaithful( orderId: number ) {
				await bed.drained();
				const expected = expectedIvoreyOrder(
					await readWooCommerceOrder( bed.store, orderId )
				);
				const order = await bed.order(
					orderId,
					( { woocommerce_status: status } ) =>
						status === expected.woocommerce_status
				);
				expect( comparableIvoreyOrder( order ) ).toEqual( expected );
				return order;
			}

			test.each( hpos ? WAYS : [ BLOCK_CHECKOUT ] )(
				'R7 an order placed through %s is in Ivorey once, right in every field',
				async ( _, place, paymentMethod ) => {
					const { products } = bed.store;
					const { orderId } = await place( bed.store, {
						items: [
							{ id: products.MUG!, quantity: 2 },
							{ id: products[ 'SHIRT-LARGE' ]! },
						],
						paymentMethod,
						billing: {
							first_name: 'Zoë 🦄',
							last_name: "O'Brien-Łódź",
							email: 'Zoe.Buyer@Example.COM',
						},
						note: 'Ring twice\n— "please" <b>&</b> 谢谢',
					} );
					const order = await expectFaithful( orderId );
					expect( order.subtype ).toBe( 'WooCommerce' );
					expect( order.contact_kind ).toBe( 'guest' );
					expect( await bed.orders() ).toHaveLength( 1 );
					const contacts = await bed.contacts();
					expect( contacts ).toHaveLength( 1 );
					expect( contacts[ 0 ]!.email.toLowerCase() ).toBe(
						'zoe.buyer@example.com'
					);
				}
			);

			test.runIf( hpos )(
				'R7 R8 R10 a bank transfer that the owner marks as received, and as refunded, in wp-admin arrives with its money',
				async () => {
					const { orderId } = await blockCheckout( bed.store, {
						items: [ { id: bed.store.products.MUG! } ],
						paymentMethod: 'bacs',
					} );
					const placed = await bed.order( orderId );
					expect( placed.date_paid ).toBeNull();
					for ( const status of [ 'processing', 'refunded' ] ) {
						await updateOrderStatusInAdmin(
							bed.store,
							orderId,
							status
						);
						const order = await expectFaithful( orderId );
						expect( order.date_paid ).not.toBeNull();
					}
					const { total } = await readWooCommerceOrder(
						bed.store,
						orderId
					);
					const money = await transactionsOf( bed, orderId );
					expect(
						money.map( ( { type, amount, voided } ) => [
							type,
							Number( amount ),
							voided,
						] )
					).toEqual( [
						[ 'payment', Number( total ), false ],
						[ 'refund', Number( total ), false ],
					] );
					expect( await triggersOf( bed ) ).toEqual( [
						`order_submitted:${ orderId }`,
						`payment_received:${ orderId }`,
					] );
				}
			);
		}
	);
}
