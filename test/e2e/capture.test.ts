import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeStore } from '../describe-store.ts';
import {
	adminOrder,
	formFields,
	signInAsAdmin,
	updateOrderStatusInAdmin,
} from '../../scripts/store/shopper.ts';
import { startStore, type Store } from '../../scripts/store/store.ts';
import { forgetMarks, markOnly, marksOf } from './marks.ts';

describeStore( 'What hooks leave behind', () => {
	describe.each( [ { hpos: true }, { hpos: false } ] )(
		'HPOS $hpos',
		( { hpos } ) => {
			let store: Store;

			beforeAll( async () => {
				store = await startStore( { hpos } );
			} );
			beforeEach( async () => {
				await store.reset();
				await markOnly( store );
			} );
			afterAll( () => store?.stop() );

			it( 'R7 R9 R10 the owner’s actions on the screens of wp-admin', async () => {
				// The order is placed when it is saved, not when the screen opens.
				const { orderId } = await adminOrder( store, {
					items: [ { id: store.products.MUG!, quantity: 2 } ],
					status: 'on-hold',
					paymentMethod: 'bacs',
				} );
				const key = `orders:${ orderId }`;
				expect( await marksOf( store ) ).toEqual( {
					[ key ]: [ 'changed', 'placed' ],
				} );

				await forgetMarks( store );
				await updateOrderStatusInAdmin( store, orderId, 'processing' );
				expect( await marksOf( store ) ).toEqual( {
					[ key ]: [ 'changed', 'paid' ],
				} );

				await forgetMarks( store );
				const admin = await signInAsAdmin( store );
				const list = hpos
					? '/wp-admin/admin.php?page=wc-orders'
					: '/wp-admin/edit.php?post_type=shop_order';
				const form = formFields(
					await admin.visit( list ),
					hpos ? '#wc-orders-filter' : '#posts-filter'
				);
				const kept = form.fields.filter(
					( [ name ] ) =>
						! /^(action2?|filter_action|bulk_action)$/.test( name )
				);
				const query = new URLSearchParams( [
					...kept.map(
						( [ name, value ] ) =>
							[ name, value ] as [ string, string ]
					),
					[ 'action', 'mark_on-hold' ],
					[ hpos ? 'id[]' : 'post[]', String( orderId ) ],
				] );
				await admin.visit( `${ list.split( '?' )[ 0 ] }?${ query }` );
				expect( await marksOf( store ) ).toEqual( {
					[ key ]: [ 'changed' ],
				} );
			} );

			it.runIf( hpos )(
				'a killed script loses none of its marks',
				async () => {
					await store
						.php(
							`$order = wc_create_order();
					$order->set_status( 'completed' );
					$order->save();
					posix_kill( getmypid(), SIGKILL );`
						)
						.catch( () => undefined );

					expect( Object.values( await marksOf( store ) ) ).toEqual( [
						[ 'changed', 'placed', 'paid' ],
					] );
				}
			);
		}
	);

	it( 'marks of a network belong to the site where they were made', async () => {
		const store = await startStore( { multisite: true } );
		try {
			for ( const site of store.sites ) {
				await markOnly( store, {}, site );
			}
			const [ first, second, prefix ] = await store.phpJson<
				[ number, number, string ]
			>(
				`global $wpdb;
				// As in a request that somebody waits for.
				$plugin   = Ivorey\\WooCommerce\\Plugin::instance();
				$buffer   = new Ivorey\\WooCommerce\\Capture\\MarkBuffer( $plugin->core->outbox, true, new Ivorey\\WooCommerce\\Model\\SystemClock() );
				$switches = new Ivorey\\WooCommerce\\Connection\\ConnectionOptions();
				remove_all_actions( 'woocommerce_after_order_object_save' );
				remove_all_actions( 'woocommerce_new_order' );
				( new Ivorey\\WooCommerce\\Capture\\OrderHooks( $buffer, $switches, new Ivorey\\WooCommerce\\Capture\\UnfiredTriggers( $plugin->core->ledger ) ) )->register();
				$first = wc_create_order();
				switch_to_blog( $args['second'] );
				$second = wc_create_order();
				$prefix = $wpdb->prefix;
				$second->set_status( 'completed' );
				$second->save();
				restore_current_blog();
				$first->set_status( 'on-hold' );
				$first->save();
				$buffer->flush();
				return array( $first->get_id(), $second->get_id(), $prefix );`,
				{ args: { second: store.sites[ 1 ]!.id } }
			);

			expect( prefix ).not.toBe( store.tablePrefix );
			expect( await marksOf( store ) ).toEqual( {
				[ `orders:${ first }` ]: [ 'changed', 'placed' ],
			} );
			expect( await marksOf( store, prefix ) ).toEqual( {
				[ `orders:${ second }` ]: [ 'changed', 'placed', 'paid' ],
			} );
		} finally {
			await store.stop();
		}
	} );
} );
