import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import {
	blockCheckout,
	classicCheckout,
	registerCustomer,
} from '../store/shopper.ts';
import type { Site } from '../store/store.ts';
import { excludedAs, keepInSync } from './money.ts';
import { Pipe, type ContactInIvorey } from './pipe.ts';
import { startPipe } from './start-pipe.ts';

describeStore( 'contacts', () => {
	describe( 'of a store', () => {
		let pipe: Pipe;
		let items: Array< { id: number } >;
		beforeAll( async () => {
			pipe = await startPipe();
			items = [ { id: pipe.store.products.MUG! } ];
		} );
		afterAll( () => pipe?.stop() );
		beforeEach( () => pipe.reset() );
		afterEach( async () => {
			expect( await pipe.store.debugLog() ).not.toMatch( /ivorey/i );
		} );

		const contacts = async () => {
			await pipe.drained();
			return pipe.contacts();
		};
		const only = async (): Promise< ContactInIvorey > => {
			const all = await contacts();
			expect( all ).toHaveLength( 1 );
			return all[ 0 ]!;
		};
		/** A user made by a script or another plugin. */
		const makeUser = ( email: string, ...roles: string[] ) =>
			pipe.store.phpJson< number >(
				`$id = wp_insert_user( array( 'user_login' => $args['email'], 'user_email' => $args['email'], 'user_pass' => 'x', 'first_name' => 'Ada', 'role' => $args['roles'][0] ?? '' ) );
				foreach ( array_slice( $args['roles'], 1 ) as $role ) {
					get_userdata( $id )->add_role( $role );
				}
				return $id;`,
				{ args: { email, roles } }
			);
		const onUser = ( id: number, code: string, args: object = {} ) =>
			pipe.store.php(
				`$id = $args['id']; $user = get_userdata( $id ); ${ code }`,
				{ args: { id, ...args } }
			);

		test( 'R1 customers and subscribers are contacts, others are not; of two roles one is enough', async () => {
			const roles = [
				[ 'customer' ],
				[ 'subscriber' ],
				[ 'editor' ],
				[ 'shop_manager', 'customer' ],
				[ 'author', 'subscriber' ],
				[],
			];
			const ids = [];
			for ( const [ index, of ] of roles.entries() ) {
				ids.push( await makeUser( `u${ index }@example.com`, ...of ) );
			}
			expect( ( await contacts() ).map( ( c ) => c.email ) ).toEqual( [
				'u0@example.com',
				'u1@example.com',
				'u3@example.com',
				'u4@example.com',
			] );
			for ( const index of [ 2, 5 ] ) {
				expect(
					await excludedAs( pipe, 'contacts', String( ids[ index ] ) )
				).toBe( 'role' );
			}
		} );

		test( 'R1 roles changed to and fro: who is no customer any more is not synced, and is again when they are', async () => {
			const id = await makeUser( 'ada@example.com', 'subscriber' );
			expect( await only() ).toMatchObject( {
				kind: 'customer',
				first_name: 'Ada',
			} );

			await onUser(
				id,
				`$user->set_role( 'editor' ); update_user_meta( $id, 'first_name', 'Grace' );`
			);
			expect( await only() ).toMatchObject( { first_name: 'Ada' } );
			expect( await excludedAs( pipe, 'contacts', String( id ) ) ).toBe(
				'role'
			);

			await onUser( id, `$user->add_role( 'customer' );` );
			expect( await only() ).toMatchObject( {
				first_name: 'Grace',
				kind: 'customer',
			} );
			await onUser(
				id,
				`$user->remove_role( 'customer' ); wp_update_user( array( 'ID' => $id, 'first_name' => 'Joan' ) );`
			);
			expect( await only() ).toMatchObject( { first_name: 'Grace' } );
			// As a plugin for roles does it, past WordPress' own functions.
			await onUser(
				id,
				`update_user_meta( $id, $GLOBALS['wpdb']->get_blog_prefix() . 'capabilities', array( 'customer' => true ) );`
			);
			expect( await only() ).toMatchObject( { first_name: 'Joan' } );
		} );

		test( 'R1 a change of a customer arrives whichever way it is made', async () => {
			const { userId, ...login } = await registerCustomer( pipe.store, {
				email: 'member@example.com',
			} );
			const contact = await only();
			expect( contact ).toMatchObject( {
				email: 'member@example.com',
				kind: 'customer',
			} );
			const billing = async () =>
				( await only() ).billing as Record< string, string >;

			const rest = await pipe.store.fetch(
				`/wp-json/wc/v3/customers/${ userId }`,
				{
					method: 'PUT',
					headers: {
						...pipe.store.restHeaders(),
						'content-type': 'application/json',
					},
					body: JSON.stringify( { billing: { city: 'Oslo' } } ),
				}
			);
			expect( rest.status ).toBe( 200 );
			expect( await billing() ).toMatchObject( { city: 'Oslo' } );

			await onUser(
				userId,
				`update_user_meta( $id, 'billing_city', 'Łódź' );`
			);
			expect( await billing() ).toMatchObject( { city: 'Łódź' } );

			await onUser( userId, `delete_user_meta( $id, 'billing_city' );` );
			expect( await billing() ).toMatchObject( { city: '' } );

			const cli = await pipe.store.wp( [
				'ivorey',
				'status',
				`--exec=WP_CLI::add_wp_hook( 'wp_loaded', function () { update_user_meta( ${ userId }, 'shipping_postcode', '0150' ); } );`,
			] );
			expect( cli.exitCode, cli.stderr ).toBe( 0 );
			expect( ( await only() ).shipping ).toMatchObject( {
				postcode: '0150',
			} );

			await onUser(
				userId,
				`wp_update_user( array( 'ID' => $id, 'display_name' => 'Zoë 🦄' ) );`
			);
			expect( await only() ).toMatchObject( { display_name: 'Zoë 🦄' } );

			await onUser(
				userId,
				`$customer = new WC_Customer( $id ); $customer->set_first_name( 'Zoë' ); $customer->set_billing_phone( '+49 30' ); $customer->save();`
			);
			expect( await only() ).toMatchObject( {
				first_name: 'Zoë',
				phone: '+49 30',
			} );

			await classicCheckout( pipe.store, {
				items,
				customer: login,
				billing: { email: 'member@example.com', city: 'Bergen' },
			} );
			expect( await billing() ).toMatchObject( { city: 'Bergen' } );
			expect( ( await only() ).contact_id ).toBe( contact.contact_id );
		} );

		test( 'R1 what else is saved of a user marks nothing', async () => {
			const id = await makeUser( 'ada@example.com', 'customer' );
			await contacts();
			pipe.gateway.reset();
			await onUser(
				id,
				`foreach ( array( 'session_tokens', 'wc_last_active', '_woocommerce_persistent_cart_1', 'last_update', 'billing_vat', 'shipping', 'nickname', 'locale' ) as $key ) {
					update_user_meta( $id, $key, '1' );
				}`
			);
			expect( await pipe.waiting() ).toBe( 0 );
			expect( pipe.gateway.batches ).toEqual( [] );
		} );

		test( 'R3 a customer who changes the e-mail address stays one contact', async () => {
			const id = await makeUser( 'old@example.com', 'customer' );
			const before = await only();
			await onUser(
				id,
				`wp_update_user( array( 'ID' => $id, 'user_email' => 'New@Example.com' ) );`
			);
			expect( await only() ).toMatchObject( {
				contact_id: before.contact_id,
				email: 'New@Example.com',
			} );
		} );

		test( 'R16 a user who is deleted stays in Ivorey', async () => {
			const id = await makeUser( 'ada@example.com', 'customer' );
			const before = await only();
			await onUser(
				id,
				`require_once ABSPATH . 'wp-admin/includes/user.php'; wp_delete_user( $id );`
			);
			expect( await only() ).toEqual( before );
		} );

		test( 'R2 R3 a guest who buys twice under other spellings of one e-mail and then registers is one contact', async () => {
			await blockCheckout( pipe.store, {
				items,
				billing: { email: 'Ada.Buyer@Example.com', first_name: 'A.' },
			} );
			const guest = await only();
			expect( guest ).toMatchObject( {
				kind: 'guest',
				first_name: 'A.',
			} );
			await classicCheckout( pipe.store, {
				items,
				billing: { email: 'ada.BUYER@example.COM', first_name: 'Ada' },
			} );
			expect( await only() ).toMatchObject( {
				contact_id: guest.contact_id,
				kind: 'guest',
				first_name: 'Ada',
			} );

			const { userId } = await registerCustomer( pipe.store, {
				email: 'ada.buyer@example.com',
			} );
			await onUser(
				userId,
				`update_user_meta( $id, 'first_name', 'Augusta' );`
			);
			expect( await only() ).toMatchObject( {
				contact_id: guest.contact_id,
				kind: 'customer',
				first_name: 'Augusta',
			} );
			for ( const order of await pipe.orders() ) {
				expect( order.contact_id ).toBe( guest.contact_id );
			}
			const { rows } = await pipe.pool.query(
				`select into_contact_id, why from contact_merges where account_id = $1`,
				[ Pipe.keyOf( pipe.credentials )[ 0 ] ]
			);
			expect( rows ).toEqual( [
				{ into_contact_id: guest.contact_id, why: 'registered' },
			] );
		} );

		test( 'R3 a guest gets nothing beyond the orders, though a user who is no customer has the same address', async () => {
			await blockCheckout( pipe.store, {
				items,
				billing: { email: 'ada@example.com' },
			} );
			const guest = await only();
			const id = await makeUser( 'ada@example.com', 'editor' );
			await onUser(
				id,
				`update_user_meta( $id, 'billing_city', 'Nowhere' );`
			);
			expect( await only() ).toEqual( guest );
		} );

		test( 'R4 with contact sync off each order still makes its contact, from its details alone', async () => {
			await keepInSync( pipe, { contacts: false } );
			const { userId, ...login } = await registerCustomer( pipe.store, {
				email: 'member@example.com',
			} );
			expect( await contacts() ).toEqual( [] );

			await blockCheckout( pipe.store, {
				items,
				customer: login,
				billing: { email: 'member@example.com', city: 'Bergen' },
			} );
			const contact = await only();
			expect( contact ).toMatchObject( {
				email: 'member@example.com',
				kind: 'guest',
			} );
			await onUser(
				userId,
				`update_user_meta( $id, 'billing_city', 'Oslo' );`
			);
			expect( await only() ).toEqual( contact );

			await keepInSync( pipe, { contacts: true } );
			await onUser(
				userId,
				`update_user_meta( $id, 'billing_city', 'Tromsø' );`
			);
			expect( await only() ).toMatchObject( {
				contact_id: contact.contact_id,
				kind: 'customer',
				billing: { city: 'Tromsø' },
			} );
		} );
	} );

	test( 'R1 users of a network are contacts of the sites they belong to, and their changes arrive at each', async () => {
		const pipe = await startPipe( { multisite: true } );
		try {
			const { store } = pipe;
			const second: Site = store.sites[ 1 ]!;
			const there = await pipe.connect( second );
			const cities = async ( credentials: typeof there ) =>
				Object.fromEntries(
					( await pipe.contacts( credentials ) ).map( ( contact ) => [
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
			expect( await cities( pipe.credentials ) ).toEqual( {
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
			expect( await cities( pipe.credentials ) ).toEqual( {
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
			expect( await cities( pipe.credentials ) ).toEqual( {
				'ada@example.com': 'Tromsø',
			} );
			expect( await cities( there ) ).toEqual( {
				'ada@example.com': 'Bergen',
			} );
			expect( await store.debugLog() ).not.toMatch( /ivorey/i );
		} finally {
			await pipe.stop();
		}
	} );
} );
