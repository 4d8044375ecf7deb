import { load } from 'cheerio';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { searchDatabase } from '@ivorey/ingest-api/testing/search-database.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import {
	blockCheckout,
	registerCustomer,
} from '../../scripts/store/shopper.ts';
import { signInAsAdmin } from '../../scripts/store/shopper/admin.ts';
import { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';
import { verify } from './verify.ts';

const EMAIL = 'Zuleika.V@example.com';
const WORDS = [ 'zuleika', 'Vandersloot', '5550199', 'Hidden Lane' ];
const BILLING = {
	email: EMAIL,
	first_name: 'Zuleika',
	last_name: 'Vandersloot',
	phone: '+31205550199',
	address_1: '9 Hidden Lane',
};

describeStore( 'erasure', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );
	beforeEach( () => bed.reset() );

	/** The places where Ivorey has the person's data, in any column of any table, in this test's account. */
	async function traces( words = WORDS ): Promise< string[] > {
		await bed.drained();
		const { db, close } = openDatabase( {
			as: 'owner',
			url: bed.databaseUrl,
			poolSize: 1,
		} );
		try {
			const [ accountId ] = TestBed.keyOf( bed.credentials );
			return ( await searchDatabase( db, words ) ).filter( ( row ) =>
				row.includes( accountId! )
			);
		} finally {
			await close();
		}
	}

	/** Two orders, one as a guest, and a user. */
	async function buy(): Promise< number > {
		const items = [ { id: bed.store.products.MUG! } ];
		await blockCheckout( bed.store, {
			items,
			billing: BILLING,
			note: 'Ring twice for Zuleika',
		} );
		const { userId } = await registerCustomer( bed.store, {
			email: EMAIL.toLowerCase(),
		} );
		await bed.store.php(
			`$order = wc_create_order( array( 'customer_id' => $args['user'], 'status' => 'processing' ) );
			$order->set_address( $args['billing'], 'billing' );
			$order->add_product( wc_get_product( $args['product'] ) );
			$order->calculate_totals();
			$order->save();
			wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => 1, 'reason' => 'Zuleika was ill' ) );
			wp_update_user( array( 'ID' => $args['user'], 'first_name' => 'Zuleika', 'last_name' => 'Vandersloot' ) );`,
			{
				args: {
					user: userId,
					billing: BILLING,
					product: bed.store.products.MUG!,
				},
			}
		);
		expect( ( await traces() ).length ).toBeGreaterThan( 4 );
		return userId;
	}

	/** Tools → Erase Personal Data, as in the browser: one eraser after the other, page by page. */
	async function eraseInWordPress(): Promise< string[] > {
		await bed.store.php(
			`$id = wp_create_user_request( $args['email'], 'remove_personal_data' );
			wp_update_post( array( 'ID' => $id, 'post_status' => 'request-confirmed' ) );`,
			{ args: { email: EMAIL.toLowerCase() } }
		);
		const admin = await signInAsAdmin( bed.store );
		const screen = await admin.visit( '/wp-admin/erase-personal-data.php' );
		const request = load( screen.text )( '.remove-personal-data' ).first();
		const messages: string[] = [];
		const erasers = Number( request.attr( 'data-erasers-count' ) );
		expect( erasers ).toBeGreaterThan( 4 );
		for ( let eraser = 1, page = 1; eraser <= erasers; ) {
			const answer = await admin.visit( '/wp-admin/admin-ajax.php', {
				form: Object.entries( {
					action: 'wp-privacy-erase-personal-data',
					eraser: String( eraser ),
					id: request.attr( 'data-request-id' )!,
					page: String( page ),
					security: request.attr( 'data-nonce' )!,
				} ),
			} );
			const { success, data } = JSON.parse( answer.text ) as {
				success: boolean;
				data: { done: boolean; messages: string[] };
			};
			expect( success ).toBe( true );
			messages.push( ...data.messages );
			[ eraser, page ] = data.done
				? [ eraser + 1, 1 ]
				: [ eraser, page + 1 ];
		}
		return messages;
	}

	test.for( [
		[ 'retains the orders', 'no' ],
		[ 'removes personal data from orders', 'yes' ],
	] as const )(
		'WordPress’ own tool leaves nothing of a person in Ivorey if WooCommerce %s, and nothing brings it back',
		async ( [ , removes ] ) => {
			await buy();
			await bed.store.php(
				`update_option( 'woocommerce_erasure_request_removes_order_data', $args['removes'] );`,
				{ args: { removes } }
			);
			expect( ( await eraseInWordPress() ).join() ).toContain(
				'has been asked to erase its copy of this person’s data'
			);
			expect( await traces() ).toEqual( [] );
			expect( await bed.contacts() ).toEqual( [] );
			const orders = await bed.orders();
			expect( orders ).toHaveLength( 2 );
			expect( orders.map( ( order ) => order.lines.length ) ).toEqual( [
				1, 1,
			] );

			const agreed = await verify( bed.store, '--repair' );
			expect( agreed ).toMatchObject( { agrees: true, repaired: 0 } );
			await bed.store.wp( [ 'ivorey', 'import' ] );
			await bed.store.php(
				`foreach ( wc_get_orders( array( 'limit' => -1, 'type' => 'shop_order' ) ) as $order ) { $order->update_status( 'completed' ); }
				foreach ( get_users( array( 'role' => 'customer' ) ) as $user ) { wp_update_user( array( 'ID' => $user->ID, 'last_name' => 'Vandersloot again' ) ); }`
			);
			expect( await traces() ).toEqual( [] );
			expect( await verify( bed.store ) ).toMatchObject( {
				agrees: true,
			} );
			expect(
				( await bed.orders() ).map( ( order ) => order.status )
			).toEqual( [ 'Completed', 'Completed' ] );
			expect( await bed.store.debugLog() ).not.toMatch( /ivorey/i );
		}
	);

	test( 'deleting a user leaves the orders, and nothing of the account', async () => {
		const userId = await buy();
		await bed.store.php(
			`wp_update_user( array( 'ID' => $args['user'], 'display_name' => 'Of the account' ) );`,
			{ args: { user: userId } }
		);
		expect( await traces( [ 'Of the account' ] ) ).not.toEqual( [] );
		await bed.store.php(
			`require_once ABSPATH . 'wp-admin/includes/user.php';
			wp_delete_user( $args['user'] );`,
			{ args: { user: userId } }
		);
		expect( await traces( [ 'Of the account' ] ) ).toEqual( [] );
		expect( await bed.contacts() ).toMatchObject( [
			{ kind: 'guest', first_name: 'Zuleika' },
		] );
		expect(
			( await bed.orders() ).map( ( order ) => order.contact_kind )
		).toEqual( [ 'guest', 'guest' ] );
		expect( await verify( bed.store, '--repair' ) ).toMatchObject( {
			agrees: true,
			repaired: 0,
		} );
	} );
} );
