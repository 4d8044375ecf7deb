import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout } from '../store/shopper.ts';
import { eventually, type Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

describeStore( 'personal data', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( () => pipe.reset() );

	const order = async ( email: string ) => {
		const { orderId } = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email },
		} );
		await pipe.order( orderId, () => true, 30_000 );
		return orderId;
	};

	test( 'a customer’s orders are found by the account, too, where another address was given', async () => {
		const guest = await order( 'ada@example.com' );
		const other = await order( 'office@example.com' );
		await order( 'somebody@example.com' );
		await pipe.store.php(
			`$user = wc_create_new_customer( 'ada@example.com', 'ada', 'correct horse battery' );
			$order = wc_get_order( $args['id'] );
			$order->set_customer_id( $user );
			$order->save();`,
			{ args: { id: other } }
		);
		await pipe.drained();
		const found = await pipe.store.phpJson< {
			exported: string[];
			retained: boolean;
		} >(
			`$exporter = apply_filters( 'wp_privacy_personal_data_exporters', array() )['ivorey-for-woocommerce'];
			$eraser = apply_filters( 'wp_privacy_personal_data_erasers', array() )['ivorey-for-woocommerce'];
			return array(
				'exported' => array_column( $exporter['callback']( 'ada@example.com', 1 )['data'], 'item_id' ),
				'retained' => $eraser['callback']( 'ada@example.com', 1 )['items_retained'],
			);`
		);
		expect(
			found.exported.filter( ( id ) => id.startsWith( 'ivorey-orders-' ) )
		).toEqual(
			expect.arrayContaining( [
				`ivorey-orders-${ guest }`,
				`ivorey-orders-${ other }`,
			] )
		);
		expect( found.exported ).toHaveLength( 3 );
		expect( found.retained ).toBe( true );
	} );

	test( 'the reason of a refund that was deleted is erased with its order, here and in Ivorey', async () => {
		const id = await order( 'ada@example.com' );
		await pipe.store.php(
			`$refund = wc_create_refund( array( 'order_id' => $args['id'], 'amount' => '1', 'reason' => 'Ada was ill' ) );
			$refund->delete( true );`,
			{ args: { id } }
		);
		await pipe.drained();
		const kept = () =>
			pipe.store.sql< { data: string } >(
				`select data from ${ pipe.store.tablePrefix }ivorey_deleted_refunds`
			);
		const reasons = async () =>
			(
				await pipe.pool.query< { reason: string } >(
					`select reason from transactions where account_id = $1 and type = 'refund'`,
					[ pipe.credentials.connection.split( '.' )[ 0 ] ]
				)
			).rows.map( ( { reason } ) => reason );
		const [ before ] = await kept();
		expect( before!.data ).toContain( 'Ada was ill' );

		await pipe.store.php(
			`WC_Privacy_Erasers::remove_order_personal_data( wc_get_order( $args['id'] ) );`,
			{ args: { id } }
		);
		const [ after ] = await kept();
		expect( JSON.parse( after!.data ) ).toEqual( {
			...JSON.parse( before!.data ),
			reason: '',
		} );
		await eventually(
			async () =>
				( await reasons() ).join() === '' ? true : undefined,
			30_000
		);
	} );
} );
