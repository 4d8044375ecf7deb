import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import recordContract from '../../plugin/contract/record.json' with { type: 'json' };
import { findPhpPackage, runPhp, skipNote } from '../../shared/testing/php.ts';
import { describeStore } from '../store/describe-store.ts';
import {
	blockCheckout,
	classicCheckout,
	registerCustomer,
	restOrder,
	updateOrderStatus,
	updateOrderStatusInAdmin,
} from '../store/shopper.ts';
import { jsonOf } from './gateway.ts';
import {
	excludedAs,
	keepInSync,
	onOrder,
	transactionsOf,
	triggersOf,
} from './money.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import { readWooCommerceOrder } from './woocommerce-order.ts';

const opis = findPhpPackage( 'opis/json-schema' );

for ( const hpos of [ true, false ] ) {
	describeStore(
		`transactions of a store with HPOS ${ hpos ? 'on' : 'off' }`,
		() => {
			let pipe: Pipe;
			let items: Array< { id: number; quantity?: number } >;
			beforeAll( async () => {
				pipe = await startPipe( { hpos } );
				items = [ { id: pipe.store.products.MUG!, quantity: 4 } ];
			} );
			afterAll( () => pipe?.stop() );
			beforeEach( () => pipe.reset() );
			afterEach( async () => {
				expect( await pipe.store.debugLog() ).not.toMatch( /ivorey/i );
			} );

			/** Amounts by wire id; a voided one in brackets. */
			async function amounts( orderId: number ) {
				await pipe.drained();
				return Object.fromEntries(
					( await transactionsOf( pipe, orderId ) ).map(
						( { transaction_id: id, amount, voided } ) => [
							id,
							voided
								? `(${ Number( amount ) })`
								: Number( amount ),
						]
					)
				);
			}
			const refund = ( orderId: number, amount: string, reason = '' ) =>
				onOrder< number >(
					pipe,
					orderId,
					`$refund = wc_create_refund( array( 'order_id' => $args['id'], 'amount' => $args['amount'], 'reason' => $args['reason'] ) );
					return $refund->get_id();`,
					{ amount, reason }
				);
			const total = async ( orderId: number ) =>
				Number(
					( await readWooCommerceOrder( pipe.store, orderId ) ).total
				);

			test( 'R8 R10 cash on delivery moves when the order is completed, with all that is known of it', async () => {
				const { orderId } = await blockCheckout( pipe.store, {
					items,
					paymentMethod: 'cod',
				} );
				expect( await amounts( orderId ) ).toEqual( {} );
				expect(
					await excludedAs(
						pipe,
						'transactions',
						`payment:${ orderId }`
					)
				).toBe( 'no_money_moved' );
				expect( await triggersOf( pipe ) ).toEqual( [
					`order_submitted:${ orderId }`,
				] );

				await updateOrderStatus( pipe.store, orderId, 'completed' );
				await pipe.drained();
				const order = await readWooCommerceOrder( pipe.store, orderId );
				expect( await transactionsOf( pipe ) ).toEqual( [
					{
						transaction_id: `payment:${ orderId }`,
						type: 'payment',
						order_id: String( orderId ),
						amount: expect.stringMatching(
							new RegExp( `^${ order.total }0*$` )
						),
						currency: order.currency,
						date: new Date( `${ order.date_paid_gmt }Z` ),
						payment_method: 'cod',
						payment_method_title: order.payment_method_title,
						gateway_transaction_id: '',
						reason: '',
						voided: false,
					},
				] );
				expect( await triggersOf( pipe ) ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test.each( [ 'bacs', 'cheque' ] as const )(
				'R8 R10 money by %s has moved when the owner says so in wp-admin',
				async ( paymentMethod ) => {
					const { orderId } = await classicCheckout( pipe.store, {
						items,
						paymentMethod,
					} );
					expect( await amounts( orderId ) ).toEqual( {} );

					await updateOrderStatusInAdmin(
						pipe.store,
						orderId,
						'processing'
					);
					expect( await amounts( orderId ) ).toEqual( {
						[ `payment:${ orderId }` ]: await total( orderId ),
					} );
					expect( await triggersOf( pipe ) ).toContain(
						`payment_received:${ orderId }`
					);
				}
			);

			test( "R8 R10 a gateway's payment carries its transaction id; a failed one that is retried is received once", async () => {
				const { orderId } = await classicCheckout( pipe.store, {
					items,
					paymentMethod: 'bacs',
				} );
				await updateOrderStatus( pipe.store, orderId, 'failed' );
				expect( await amounts( orderId ) ).toEqual( {} );

				for ( const id of [ 'txn_2', 'txn_3' ] ) {
					await onOrder(
						pipe,
						orderId,
						`$order->payment_complete( $args['txn'] );`,
						{ txn: id }
					);
					await pipe.drained();
					await updateOrderStatus( pipe.store, orderId, 'failed' );
				}
				const [ payment, ...others ] = await transactionsOf( pipe );
				expect( others ).toEqual( [] );
				expect( payment?.gateway_transaction_id ).toBe( 'txn_3' );
				expect( await triggersOf( pipe ) ).toEqual( [
					`order_submitted:${ orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R8 R10 a free order is paid, but no money moved and none is received', async () => {
				const orderId = await pipe.store.phpJson< number >(
					`$order = wc_create_order();
					$item = new WC_Order_Item_Fee();
					$item->set_name( 'Gift' );
					$item->set_total( 0 );
					$order->add_item( $item );
					$order->calculate_totals();
					$order->payment_complete();
					return $order->get_id();`
				);
				const order = await pipe.order(
					orderId,
					( o ) => o.date_paid !== null
				);
				expect( Number( order.total ) ).toBe( 0 );
				expect( await amounts( orderId ) ).toEqual( {} );
				expect( await triggersOf( pipe ) ).toEqual( [
					`order_submitted:${ orderId }`,
				] );
				expect(
					await excludedAs(
						pipe,
						'triggers',
						`payment_received:${ orderId }`
					)
				).toBe( 'no_money_moved' );
			} );

			test( 'R8 each refund is a record of its own, partial and full, and the payment stays what it was', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const paid = await total( orderId );
				const first = await refund( orderId, '10.00', 'Chipped <b>&' );
				const second = await refund( orderId, '2.5' );
				expect( await amounts( orderId ) ).toEqual( {
					[ `payment:${ orderId }` ]: paid,
					[ `refund:${ first }` ]: 10,
					[ `refund:${ second }` ]: 2.5,
				} );
				const [ , chipped ] = await transactionsOf( pipe );
				expect( chipped ).toMatchObject( {
					transaction_id: `refund:${ first }`,
					type: 'refund',
					reason: 'Chipped <b>&',
					payment_method: 'cod',
					voided: false,
				} );

				const rest = await refund(
					orderId,
					( paid - 12.5 ).toFixed( 2 )
				);
				expect( await amounts( orderId ) ).toMatchObject( {
					[ `payment:${ orderId }` ]: paid,
					[ `refund:${ rest }` ]: paid - 12.5,
				} );
				expect(
					( await pipe.order( orderId ) ).woocommerce_status
				).toBe( 'refunded' );
			} );

			test( 'R8 an order that is set to refunded by hand has a refund of what was left', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const part = await refund( orderId, '1' );
				await updateOrderStatusInAdmin(
					pipe.store,
					orderId,
					'refunded'
				);
				const paid = await total( orderId );
				const found = await amounts( orderId );
				expect( Object.values( found ).sort() ).toEqual(
					[ paid, 1, paid - 1 ].sort()
				);
				expect( found[ `refund:${ part }` ] ).toBe( 1 );
			} );

			test( 'R8 a refund that only puts goods back is none', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const id = await refund( orderId, '0' );
				expect( Object.keys( await amounts( orderId ) ) ).toEqual( [
					`payment:${ orderId }`,
				] );
				expect(
					await excludedAs( pipe, 'transactions', `refund:${ id }` )
				).toBe( 'no_money_moved' );
			} );

			test( 'R8 a refund that is deleted is voided; one that Ivorey never had stays unknown to it', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const kept = await refund( orderId, '1' );
				const deleted = await refund( orderId, '2', 'A mistake' );
				await pipe.drained();
				const response = await pipe.store.fetch(
					`/wp-json/wc/v3/orders/${ orderId }/refunds/${ deleted }?force=true`,
					{ method: 'DELETE', headers: pipe.store.restHeaders() }
				);
				expect( response.status ).toBe( 200 );
				const never = await onOrder< number >(
					pipe,
					orderId,
					`$refund = wc_create_refund( array( 'order_id' => $args['id'], 'amount' => '3' ) );
					$id = $refund->get_id();
					$refund->delete( true );
					return $id;`
				);
				expect( await amounts( orderId ) ).toEqual( {
					[ `payment:${ orderId }` ]: await total( orderId ),
					[ `refund:${ kept }` ]: 1,
					[ `refund:${ deleted }` ]: '(2)',
				} );
				const voided = ( await transactionsOf( pipe ) ).find(
					( row ) => row.voided
				);
				expect( voided?.reason ).toBe( 'A mistake' );
				expect(
					await excludedAs(
						pipe,
						'transactions',
						`refund:${ never }`
					)
				).toBe( 'deleted' );
			} );

			test( 'R8 R16 a refund whose deletion is prevented counts on, and what belongs to a deleted order stays', async () => {
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				const id = await refund( orderId, '2' );
				await pipe.drained();
				await onOrder(
					pipe,
					orderId,
					// WordPress refuses only after WooCommerce has announced it.
					`add_filter( 'pre_delete_post', '__return_false' );
					add_filter( 'query', function ( $sql ) { return preg_match( '/^DELETE FROM .*wc_orders/', $sql ) ? 'SELECT 1' : $sql; } );
					wc_get_order( $args['refund'] )->delete( true );`,
					{ refund: id }
				);
				const before = {
					[ `payment:${ orderId }` ]: await total( orderId ),
					[ `refund:${ id }` ]: 2,
				};
				expect( await amounts( orderId ) ).toEqual( before );

				await onOrder( pipe, orderId, `$order->delete( true );` );
				expect( await amounts( orderId ) ).toEqual( before );
			} );

			test.skipIf( 'missing' in opis )(
				`R7 R8 what is sent, however odd, is what the contract says${ skipNote( opis ) }`,
				async () => {
					const { orderId } = await restOrder( pipe.store, {
						items,
						setPaid: true,
						billing: {
							first_name: 'Zoë 🦄',
							email: 'Zoe@Example.com',
						},
						customerId: (
							await registerCustomer( pipe.store, {
								email: 'zoe@example.com',
							} )
						).userId,
					} );
					await onOrder(
						pipe,
						orderId,
						`$order->set_payment_method_title( "Card \xff<b>&amp;</b>" . str_repeat( '長', 600 ) );
						$order->set_transaction_id( str_repeat( 'x', 600 ) );
						$order->save();`
					);
					await refund( orderId, '0.005', `"<b>"\n\u{0}🎁` );
					const gone = await refund( orderId, '1' );
					await pipe.drained();
					await onOrder(
						pipe,
						orderId,
						`wc_get_order( $args['gone'] )->delete( true );`,
						{ gone }
					);
					await pipe.drained();

					const sent = pipe.gateway.batches.flatMap(
						( exchange ) =>
							(
								jsonOf( exchange ) as {
									records: Array< { element: string } >;
								}
							 ).records
					);
					expect(
						new Set( sent.map( ( { element } ) => element ) )
					).toEqual(
						new Set( [
							'contacts',
							'orders',
							'transactions',
							'triggers',
						] )
					);
					const errors = runPhp(
						opis,
						`$validator = new Opis\\JsonSchema\\Validator();
						$errors = array();
						foreach ( $input->sent as $record ) {
							$result = $validator->validate( $record, $input->schema );
							if ( ! $result->isValid() ) {
								$errors[] = array( $record, ( new Opis\\JsonSchema\\Errors\\ErrorFormatter() )->format( $result->error() ) );
							}
						}
						echo json_encode( $errors );`,
						{ sent, schema: recordContract }
					);
					expect( errors ).toEqual( [] );
					expect( await pipe.waiting() ).toBe( 0 );
				}
			);

			test( 'R8 R25 transactions, Payment Received and orders are switched separately, and what was captured arrives', async () => {
				await keepInSync( pipe, { orders: false } );
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await pipe.drained();
				expect( await pipe.orders() ).toEqual( [] );
				expect( Object.keys( await amounts( orderId ) ) ).toEqual( [
					`payment:${ orderId }`,
				] );
				expect( await triggersOf( pipe ) ).toEqual( [
					`payment_received:${ orderId }`,
				] );

				await keepInSync( pipe, {
					orders: true,
					transactions: false,
					payment_received_triggers: false,
				} );
				const second = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await pipe.order( second.orderId );
				expect( await amounts( second.orderId ) ).toEqual( {} );
				expect( await triggersOf( pipe ) ).toEqual( [
					`order_submitted:${ second.orderId }`,
					`payment_received:${ orderId }`,
				] );
			} );

			test( 'R25 what was captured while it was on is delivered though it is switched off before', async () => {
				pipe.gateway.treat = ( { path } ) =>
					path === '/v1/batches'
						? { kind: 'break' }
						: { kind: 'pass' };
				const { orderId } = await restOrder( pipe.store, {
					items,
					setPaid: true,
				} );
				await keepInSync( pipe, { enabled: false } );
				expect( await pipe.waiting() ).toBeGreaterThan( 0 );
				pipe.gateway.reset();
				await pipe.store.wp( [ 'ivorey', 'drain' ] );
				await pipe.order( orderId );
				expect( Object.keys( await amounts( orderId ) ) ).toEqual( [
					`payment:${ orderId }`,
				] );
				expect( await triggersOf( pipe ) ).toHaveLength( 2 );
			} );
		}
	);
}
