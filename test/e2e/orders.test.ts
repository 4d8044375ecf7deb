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
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
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
			let pipe: Pipe;
			beforeAll( async () => {
				pipe = await startPipe( { hpos } );
			} );
			afterAll( () => pipe?.stop() );
			beforeEach( () => pipe.reset() );
			afterEach( async () => {
				// Nothing of ours may have written a notice, a warning or an error.
				expect( await pipe.store.debugLog() ).not.toMatch( /ivorey/i );
			} );

			/** The order in Ivorey is, in every field, what WooCommerce's own REST API says. */
			async function expectFaithful( orderId: number ) {
				await pipe.drained();
				const expected = expectedIvoreyOrder(
					await readWooCommerceOrder( pipe.store, orderId )
				);
				const order = await pipe.order(
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
					const { products } = pipe.store;
					const { orderId } = await place( pipe.store, {
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
					expect( await pipe.orders() ).toHaveLength( 1 );
					const contacts = await pipe.contacts();
					expect( contacts ).toHaveLength( 1 );
					expect( contacts[ 0 ]!.email.toLowerCase() ).toBe(
						'zoe.buyer@example.com'
					);
				}
			);

			test.runIf( hpos )(
				'R7 R8 R10 a bank transfer that the owner marks as received, and as refunded, in wp-admin arrives with its money',
				async () => {
					const { orderId } = await blockCheckout( pipe.store, {
						items: [ { id: pipe.store.products.MUG! } ],
						paymentMethod: 'bacs',
					} );
					const placed = await pipe.order( orderId );
					expect( placed.date_paid ).toBeNull();
					for ( const status of [ 'processing', 'refunded' ] ) {
						await updateOrderStatusInAdmin(
							pipe.store,
							orderId,
							status
						);
						const order = await expectFaithful( orderId );
						expect( order.date_paid ).not.toBeNull();
					}
					const { total } = await readWooCommerceOrder(
						pipe.store,
						orderId
					);
					const money = await transactionsOf( pipe, orderId );
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
					expect( await triggersOf( pipe ) ).toEqual( [
						`order_submitted:${ orderId }`,
						`payment_received:${ orderId }`,
					] );
				}
			);
		}
	);
}
