import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import {
	adminOrder,
	blockCheckout,
	blockCheckoutDraft,
	classicCheckout,
	cliOrder,
	registerCustomer,
	restOrder,
	updateOrderStatus,
	updateOrderStatusInAdmin,
	type PaymentMethod,
	type PlacedOrder,
	type Purchase,
} from '../store/shopper.ts';
import type { Store } from '../store/store.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import {
	comparableIvoreyOrder,
	expectedIvoreyOrder,
	readWooCommerceOrder,
} from './woocommerce-order.ts';

const GATEWAYS: PaymentMethod[] = [ 'cod', 'bacs', 'cheque' ];

const WAYS: Record<
	string,
	( store: Store, purchase: Purchase ) => Promise< PlacedOrder >
> = {
	'the block checkout': blockCheckout,
	'the classic checkout': classicCheckout,
	'wp-admin': adminOrder,
	'the REST API': restOrder,
	wc_create_order: cliOrder,
};

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

			for ( const [ way, place ] of Object.entries( WAYS ) ) {
				for ( const paymentMethod of GATEWAYS ) {
					test( `R7 an order placed through ${ way } and paid by ${ paymentMethod } is in Ivorey once, right in every field`, async () => {
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
					} );
				}
			}

			test( 'R7 coupons, discounts and a virtual product arrive with their amounts', async () => {
				const { products } = pipe.store;
				const { orderId } = await classicCheckout( pipe.store, {
					items: [
						{ id: products.POSTER!, quantity: 3 },
						{ id: products.EBOOK! },
					],
					coupon: 'save10',
				} );
				const order = await expectFaithful( orderId );
				expect( Number( order.total_discount ) ).toBeGreaterThan( 0 );
			} );

			test( 'R7 a draft of the checkout block never leaves the store, and the order that it becomes does once', async () => {
				const items = [ { id: pipe.store.products.MUG! } ];
				await blockCheckoutDraft( pipe.store, { items } );
				const { orderId } = await blockCheckout( pipe.store, {
					items,
				} );
				await pipe.order( orderId );
				await pipe.drained();
				expect(
					( await pipe.orders() ).map( ( o ) => o.order_id )
				).toEqual( [ String( orderId ) ] );
				const drafts = await pipe.store.phpJson< number >(
					`return count( wc_get_orders( array( 'status' => 'checkout-draft', 'return' => 'ids', 'limit' => 10 ) ) );`
				);
				expect( drafts ).toBeGreaterThan( 0 );
			} );

			test( 'R2 a guest who writes the e-mail in another case is the same contact', async () => {
				const items = [ { id: pipe.store.products.MUG! } ];
				const spellings = [
					'guest@example.com',
					'GUEST@EXAMPLE.COM',
					'Guest@Example.com',
				];
				for ( const email of spellings ) {
					await blockCheckout( pipe.store, {
						items,
						billing: { email },
					} );
				}
				await pipe.drained();
				expect( await pipe.orders() ).toHaveLength( 3 );
				expect( await pipe.contacts() ).toHaveLength( 1 );
			} );

			test( 'R3 a guest who registers stays the same contact, now a customer', async () => {
				const items = [ { id: pipe.store.products.MUG! } ];
				await blockCheckout( pipe.store, {
					items,
					billing: { email: 'Later@example.com' },
				} );
				await pipe.drained();
				const [ guest ] = await pipe.contacts();
				const login = await registerCustomer( pipe.store, {
					email: 'later@example.com',
				} );
				await blockCheckout( pipe.store, {
					items,
					customer: login,
					billing: { email: 'later@example.com' },
				} );
				await pipe.drained();
				const contacts = await pipe.contacts();
				expect( contacts ).toHaveLength( 1 );
				expect( contacts[ 0 ] ).toMatchObject( {
					contact_id: guest!.contact_id,
					kind: 'customer',
				} );
				expect( await pipe.orders() ).toHaveLength( 2 );
			} );

			test( 'R1 an order of an administrator makes a contact of its details, not of the user', async () => {
				const { orderId } = await blockCheckout( pipe.store, {
					items: [ { id: pipe.store.products.MUG! } ],
					customer: {
						username: pipe.store.adminUser,
						password: pipe.store.adminPassword,
					},
					billing: { email: 'owner-buys@example.com' },
				} );
				const order = await expectFaithful( orderId );
				expect( order.contact_email ).toBe( 'owner-buys@example.com' );
				expect( order.contact_kind ).toBe( 'guest' );
			} );

			test( 'R5 every status arrives as Ivorey has it, custom ones as Pending', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items: [ { id: pipe.store.products.MUG! } ],
				} );
				for ( const [ status, mapped ] of [
					[ 'on-hold', 'Pending' ],
					[ 'processing', 'Pending' ],
					[ 'completed', 'Completed' ],
					[ 'cancelled', 'Cancelled' ],
					[ 'failed', 'Cancelled' ],
					[ 'refunded', 'Completed' ],
				] as const ) {
					await updateOrderStatus( pipe.store, orderId, status );
					const order = await pipe.order(
						orderId,
						( { woocommerce_status: now } ) => now === status
					);
					expect( order.status ).toBe( mapped );
				}
				await expectFaithful( orderId );

				// Of an extension that is gone when the order is read.
				await pipe.store.php(
					`register_post_status( 'wc-shipped-by-owl', array( 'public' => true ) );
					add_filter( 'wc_order_statuses', fn ( $all ) => $all + array( 'wc-shipped-by-owl' => 'Shipped' ) );
					$order = wc_get_order( $args['id'] );
					$order->set_status( 'shipped-by-owl' );
					$order->save();`,
					{ args: { id: orderId } }
				);
				const custom = await pipe.order(
					orderId,
					( { woocommerce_status: now } ) => now === 'shipped-by-owl'
				);
				expect( custom.status ).toBe( 'Pending' );
			} );

			test( 'R7 a bank transfer that the owner marks as received in wp-admin arrives as paid', async () => {
				const { orderId } = await blockCheckout( pipe.store, {
					items: [ { id: pipe.store.products.MUG! } ],
					paymentMethod: 'bacs',
				} );
				const placed = await pipe.order( orderId );
				expect( placed.date_paid ).toBeNull();
				await updateOrderStatusInAdmin(
					pipe.store,
					orderId,
					'processing'
				);
				const paid = await pipe.order(
					orderId,
					( o ) => o.date_paid !== null
				);
				expect( paid.woocommerce_status ).toBe( 'processing' );
				await expectFaithful( orderId );
			} );

			test( 'R7 partial refunds add up in the order, and a deleted one counts no more', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items: [ { id: pipe.store.products.MUG!, quantity: 4 } ],
					setPaid: true,
				} );
				const refund = ( amount: string ) =>
					pipe.store.phpJson< number >(
						`return wc_create_refund( array( 'order_id' => $args['id'], 'amount' => $args['amount'] ) )->get_id();`,
						{ args: { id: orderId, amount } }
					);
				await refund( '10.00' );
				const second = await refund( '2.50' );
				await pipe.order(
					orderId,
					( o ) => Number( o.total_refunded ) === 12.5
				);
				const deleted = await pipe.store.fetch(
					`/wp-json/wc/v3/orders/${ orderId }/refunds/${ second }?force=true`,
					{ method: 'DELETE', headers: pipe.store.restHeaders() }
				);
				expect( deleted.status ).toBe( 200 );
				await pipe.order(
					orderId,
					( o ) => Number( o.total_refunded ) === 10
				);
			} );

			test( 'R16 an order that is trashed or deleted stays in Ivorey', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items: [ { id: pipe.store.products.MUG! } ],
					status: 'processing',
				} );
				await pipe.order( orderId );
				for ( const force of [ 'false', 'true' ] ) {
					await pipe.store.php(
						`wc_get_order( $args['id'] )->delete( $args['force'] );`,
						{ args: { id: orderId, force: force === 'true' } }
					);
					await pipe.drained();
					const [ order ] = await pipe.orders();
					expect( order?.woocommerce_status ).toBe( 'processing' );
				}
			} );

			test( 'R7 an order without buyer or lines, as wc_create_order first saves it, arrives and is filled in', async () => {
				const orderId = await pipe.store.phpJson< number >(
					'return wc_create_order()->get_id();'
				);
				const order = await expectFaithful( orderId );
				expect( order.lines ).toEqual( [] );
				expect( order.contact_email ).toBeNull();
				expect( await pipe.contacts() ).toEqual( [] );
			} );
		}
	);
}
