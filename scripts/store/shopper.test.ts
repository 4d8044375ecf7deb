import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStore } from '../../test/describe-store.ts';
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
	type PlacedOrder,
	type Purchase,
} from './shopper.ts';
import { startStore, type Store } from './store.ts';

type Driver = ( store: Store, purchase: Purchase ) => Promise< PlacedOrder >;

/** The traces that each way of placing an order leaves in it, in WooCommerce's terms. */
const DRIVERS: Array<
	[
		name: string,
		driver: Driver,
		left: { created_via: string; status: string; shipping_lines: number },
	]
> = [
	[
		'block checkout',
		blockCheckout,
		{ created_via: 'store-api', status: 'processing', shipping_lines: 1 },
	],
	[
		'classic checkout',
		classicCheckout,
		{ created_via: 'checkout', status: 'processing', shipping_lines: 1 },
	],
	[
		'wp-admin',
		adminOrder,
		{ created_via: 'admin', status: 'pending', shipping_lines: 0 },
	],
	[
		'REST',
		restOrder,
		{ created_via: 'rest-api', status: 'pending', shipping_lines: 0 },
	],
	[
		'wc_create_order',
		cliOrder,
		{ created_via: 'cli', status: 'pending', shipping_lines: 0 },
	],
];

describeStore( 'buyers and owners', () => {
	describe.each( [ true, false ] )( 'with hpos %s', ( hpos ) => {
		let store: Store;
		beforeAll( async () => {
			store = await startStore( {
				plugin: false,
				hpos,
			} );
		} );
		afterAll( () => store?.stop() );

		const read = async ( orderId: number ) => {
			const response = await store.fetch(
				`/wp-json/wc/v3/orders/${ orderId }`,
				{ headers: store.restHeaders() }
			);
			return ( await response.json() ) as Record< string, unknown > & {
				shipping_lines: unknown[];
			};
		};

		it.each( DRIVERS )(
			'%s places the requested order',
			async ( _name, driver, { shipping_lines: shipped, ...left } ) => {
				const placed = await driver( store, {
					items: [
						{ id: store.products.MUG!, quantity: 2 },
						{ id: store.products[ 'SHIRT-LARGE' ]! },
					],
					billing: {
						first_name: 'Zoë',
						email: 'Zoe@Example.com',
					},
					shipping: { city: 'Berkeley' },
					paymentMethod: 'cod',
					coupon: 'save10',
					note: 'Ring twice',
				} );
				const order = await read( placed.orderId );

				expect( order ).toMatchObject( {
					...left,
					customer_id: 0,
					customer_note: 'Ring twice',
					payment_method: 'cod',
					discount_total: '4.70',
					total: shipped === 1 ? '47.30' : '42.30',
					billing: {
						first_name: 'Zoë',
						city: 'Oakland',
						email: expect.stringMatching( /^zoe@example\.com$/i ),
					},
					shipping: { first_name: 'Zoë', city: 'Berkeley' },
					line_items: [
						{
							product_id: store.products.MUG,
							variation_id: 0,
							quantity: 2,
						},
						{
							product_id: store.products.SHIRT,
							variation_id: store.products[ 'SHIRT-LARGE' ],
							quantity: 1,
						},
					],
					coupon_lines: [ { code: 'save10' } ],
				} );
				expect( order.shipping_lines ).toHaveLength( shipped );
				expect( placed.ms ).toBeCloseTo(
					placed.respondedAt - placed.sentAt
				);
				expect( placed.respondedAt ).toBeLessThanOrEqual(
					Date.now() + 1
				);
				if ( driver !== cliOrder ) {
					const report = await store.requestReport(
						placed.requestId!
					);
					expect( report ).toMatchObject( {
						method: 'POST',
						ended: true,
					} );
					expect( report.sentMs ).toBeLessThan( placed.ms );
				}
			}
		);

		it.each( [
			[ 'bacs', 'on-hold' ],
			[ 'cheque', 'on-hold' ],
			[ 'cod', 'processing' ],
		] as const )(
			'both checkouts accept %s',
			async ( paymentMethod, status ) => {
				for ( const checkout of [ blockCheckout, classicCheckout ] ) {
					const { orderId } = await checkout( store, {
						items: [
							{ id: store.products.EBOOK! },
							{ id: store.products.CAP! },
						],
						paymentMethod,
					} );
					expect( await read( orderId ) ).toMatchObject( {
						status,
						payment_method: paymentMethod,
					} );
				}
			}
		);

		it( 'customers buy while signed in, and owners buy for them', async () => {
			const customer = await registerCustomer( store, {
				email: `grace-${ hpos }@example.com`,
			} );
			const items = [ { id: store.products.MUG! } ];
			for ( const placed of [
				await blockCheckout( store, { items, customer } ),
				await classicCheckout( store, { items, customer } ),
				await adminOrder( store, {
					items,
					customerId: customer.userId,
					status: 'processing',
				} ),
				await restOrder( store, {
					items,
					customerId: customer.userId,
					status: 'processing',
				} ),
				await cliOrder( store, {
					items,
					customerId: customer.userId,
					status: 'processing',
				} ),
			] ) {
				expect( await read( placed.orderId ) ).toMatchObject( {
					customer_id: customer.userId,
					status: 'processing',
				} );
			}
		} );

		it( 'guests create an account at the checkout', async () => {
			for ( const checkout of [ blockCheckout, classicCheckout ] ) {
				const { orderId } = await checkout( store, {
					items: [ { id: store.products.MUG! } ],
					billing: { email: `${ checkout.name }@example.com` },
					createAccount: { password: 'correct horse battery 9' },
				} );
				expect( ( await read( orderId ) ).customer_id ).toBeGreaterThan(
					1
				);
			}
		} );

		it( 'owners set a status in wp-admin and by REST', async () => {
			const { orderId } = await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
				paymentMethod: 'bacs',
			} );
			await updateOrderStatusInAdmin( store, orderId, 'processing' );
			expect( await read( orderId ) ).toMatchObject( {
				status: 'processing',
				billing: {
					first_name: 'Ada',
					email: 'ada.buyer@example.com',
				},
			} );
			await updateOrderStatus( store, orderId, 'completed' );
			expect( await read( orderId ) ).toMatchObject( {
				status: 'completed',
			} );
		} );

		it( 'a checkout that is only viewed leaves a draft', async () => {
			const { orderId } = await blockCheckoutDraft( store, {
				items: [ { id: store.products.MUG! } ],
			} );

			expect( await read( orderId ) ).toMatchObject( {
				status: 'checkout-draft',
			} );
		} );

		it( 'a checkout that the store refuses reports the reason', async () => {
			const purchase: Purchase = {
				items: [ { id: store.products.MUG! } ],
				billing: { email: 'nonsense' },
			};

			await expect( blockCheckout( store, purchase ) ).rejects.toThrow(
				/email/i
			);
			await expect( classicCheckout( store, purchase ) ).rejects.toThrow(
				/email/i
			);
			await expect(
				blockCheckout( store, { items: [ { id: 999_999 } ] } )
			).rejects.toThrow( 'add-item' );
		} );

		it( 'none of this makes PHP log an error', async () => {
			expect( await store.debugLog() ).toBe( '' );
		} );
	} );
} );
