import { expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import {
	blockCheckout,
	classicCheckout,
	registerCustomer,
} from '../../scripts/store/shopper.ts';
import type { Site } from '../../scripts/store/store.ts';
import { TestBed, type ContactInIvorey } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

describeStore( 'contacts', () => {
	test( 'R2 R3 a guest who buys twice under different spellings of one e-mail and then registers is one contact', async () => {
		const bed = await startTestBed();
		try {
			const items = [ { id: bed.store.products.MUG! } ];
			const only = async (): Promise< ContactInIvorey > => {
				await bed.drained();
				const all = await bed.contacts();
				expect( all ).toHaveLength( 1 );
				return all[ 0 ]!;
			};
			await blockCheckout( bed.store, {
				items,
				billing: { email: 'Ada.Buyer@Example.com', first_name: 'A.' },
			} );
			const guest = await only();
			expect( guest ).toMatchObject( {
				kind: 'guest',
				first_name: 'A.',
			} );
			await classicCheckout( bed.store, {
				items,
				billing: { email: 'ada.BUYER@example.COM', first_name: 'Ada' },
			} );
			expect( await only() ).toMatchObject( {
				contact_id: guest.contact_id,
				kind: 'guest',
				first_name: 'Ada',
			} );

			const { userId } = await registerCustomer( bed.store, {
				email: 'ada.buyer@example.com',
			} );
			await bed.store.php(
				`update_user_meta( $args['id'], 'first_name', 'Augusta' );`,
				{ args: { id: userId } }
			);
			expect( await only() ).toMatchObject( {
				contact_id: guest.contact_id,
				kind: 'customer',
				first_name: 'Augusta',
			} );
			for ( const order of await bed.orders() ) {
				expect( order.contact_id ).toBe( guest.contact_id );
			}
			const { rows } = await bed.pool.query(
				`select into_contact_id, why from contact_merges where account_id = $1`,
				[ TestBed.keyOf( bed.credentials )[ 0 ] ]
			);
			expect( rows ).toEqual( [
				{ into_contact_id: guest.contact_id, why: 'registered' },
			] );
			expect( await bed.store.debugLog() ).not.toMatch( /ivorey/i );
		} finally {
			await bed.stop();
		}
	} );

	test( 'R1 users of a network are contacts of the sites they belong to, and their changes arrive at each', async () => {
		const bed = await startTestBed( { multisite: true } );
		try {
			const { store } = bed;
			const second: Site = store.sites[ 1 ]!;
			const there = await bed.connect( second );
			const cities = async ( credentials: typeof there ) =>
				Object.fromEntries(
					( await bed.contacts( credentials ) ).map( ( contact ) => [
						contact.email,
						( contact.billing as { city: string } ).city,
					] )
				);
			const settled = async () => {
				for ( const site of store.sites ) {
					await store.wp( [ 'ivorey', 'drain' ], { site } );
				}
			};
			const id = await store.phpJson< number >(
				`$id = wp_insert_user( array( 'user_login' => 'ada', 'user_email' => 'ada@example.com', 'user_pass' => 'x', 'role' => 'customer' ) );
				update_user_meta( $id, 'billing_city', 'Oslo' );
				return $id;`
			);
			await settled();
			expect( await cities( bed.credentials ) ).toEqual( {
				'ada@example.com': 'Oslo',
			} );
			expect( await cities( there ) ).toEqual( {} );

			await store.php(
				`add_user_to_blog( $args['site'], $args['id'], 'subscriber' );`,
				{ args: { id, site: second.id } }
			);
			await settled();
			expect( await cities( there ) ).toEqual( {
				'ada@example.com': 'Oslo',
			} );

			await store.php(
				`update_user_meta( $args['id'], 'billing_city', 'Bergen' );`,
				{ args: { id } }
			);
			await settled();
			expect( await cities( bed.credentials ) ).toEqual( {
				'ada@example.com': 'Bergen',
			} );
			expect( await cities( there ) ).toEqual( {
				'ada@example.com': 'Bergen',
			} );

			await store.php(
				`remove_user_from_blog( $args['id'], $args['site'] );
				update_user_meta( $args['id'], 'billing_city', 'Tromsø' );`,
				{ args: { id, site: second.id } }
			);
			await settled();
			expect( await cities( bed.credentials ) ).toEqual( {
				'ada@example.com': 'Tromsø',
			} );
			expect( await cities( there ) ).toEqual( {
				'ada@example.com': 'Bergen',
			} );
			expect( await store.debugLog() ).not.toMatch( /ivorey/i );
		} finally {
			await bed.stop();
		}
	} );
} );
