import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { execa } from 'execa';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '@ivorey/shared';
import { ApiProcess } from '../../scripts/api-process.ts';
import { root } from '../../scripts/composer.ts';
import { packPlugin } from '../../scripts/plugin-zip.ts';
import { makeMany } from '../../scripts/store/bulk.ts';
import { blockCheckout, uploadPlugin } from '../../scripts/store/shopper.ts';
import { startStore, type Store } from '../../scripts/store/store.ts';
import { describeStore } from '../describe-store.ts';
import {
	EarlierVersion,
	FIRST_VERSION,
	missingHistory,
} from '../earlier/earlier-version.ts';
import { FaultProxy } from '../e2e/fault-proxy.ts';
import { nameIvorey } from '../e2e/name-ivorey.ts';
import { verify } from '../e2e/verify.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { waitFor } from '../wait.ts';

const SLUG = 'ivorey-for-woocommerce';
const IMPORTED = 30;
/** Placed while Ivorey is down, and still to be sent by the new version. */
const WAITING = 4;
const ACTIVE = { plugin: 'active', ivorey: 'active' };
/** Placed after each step. */
const MORE = 5;

const missing = missingHistory( FIRST_VERSION );

describe.skipIf( missing !== null )(
	`an upgrade from 0.1.0 of both sides${ missing ? ` (skipped: ${ missing })` : '' }`,
	() => {
		let earlier: EarlierVersion;
		let zip: string;
		beforeAll( async () => {
			earlier = await EarlierVersion.checkOut( FIRST_VERSION );
			const packed = await packPlugin();
			zip = path.join(
				await mkdtemp( path.join( tmpdir(), 'ivorey-zip-' ) ),
				packed.name
			);
			await writeFile( zip, packed.bytes );
		} );
		afterAll( async () => {
			await earlier?.remove();
			await rm( path.dirname( zip ), { recursive: true, force: true } );
		} );

		describeStore( 'on a real store', () => {
			test( 'R9 R11 R29 Ivorey first, then the plugin, while people buy: nothing is lost or duplicated, and the store stays connected', async () => {
				await using shop = await Shop.open( earlier );
				await shop.importStore();
				await shop.placeWhileIvoreyIsDown( WAITING );

				const traffic = shop.traffic();
				await traffic.goesOn();
				await shop.upgradeIvorey();
				await traffic.goesOn();
				await uploadPlugin( shop.store, zip );
				await traffic.goesOn();
				await traffic.stop();
				await shop.expectAll();
			} );

			test( 'R9 R11 R29 the plugin first: Ivorey accepts everything it knows, the rest waits by name, and one command sends it after Ivorey’s upgrade', async () => {
				await using shop = await Shop.open( earlier );
				await shop.importStore();
				await shop.placeWhileIvoreyIsDown( WAITING );

				const traffic = shop.traffic();
				await traffic.goesOn();
				await uploadPlugin( shop.store, zip );
				await traffic.goesOn();
				await traffic.stop();
				expect( await shop.quarantine() ).toContain(
					'has a field that the contract does not know'
				);
				expect( await shop.states() ).toEqual( ACTIVE );

				await shop.upgradeIvorey();
				const { exitCode } = await shop.store.wp( [
					'ivorey',
					'retry',
				] );
				expect( exitCode ).toBe( 0 );
				await shop.expectAll();
			} );
		} );
	}
);

/** A connected store and Ivorey of the earlier version. */
class Shop {
	readonly placed: number[] = [];
	readonly store: Store;
	readonly #earlier: EarlierVersion;
	readonly #database: FreshDatabase;
	readonly #pool: pg.Pool;
	readonly #proxy: FaultProxy;
	readonly #env: Record< string, string >;
	#api: ApiProcess;
	#connection!: string;

	private constructor( parts: {
		earlier: EarlierVersion;
		store: Store;
		database: FreshDatabase;
		pool: pg.Pool;
		proxy: FaultProxy;
		env: Record< string, string >;
		api: ApiProcess;
	} ) {
		this.#earlier = parts.earlier;
		this.store = parts.store;
		this.#database = parts.database;
		this.#pool = parts.pool;
		this.#proxy = parts.proxy;
		this.#env = parts.env;
		this.#api = parts.api;
	}

	static async open( earlier: EarlierVersion ): Promise< Shop > {
		const database = await freshDatabase();
		const pool = new pg.Pool( { connectionString: database.url, max: 2 } );
		await pool.query( 'drop schema public cascade' );
		await pool.query( 'create schema public' );
		const proxy = await FaultProxy.start( () => shop.#api.url );
		const env = {
			DATABASE_URL: database.url,
			ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ),
			PUBLIC_URL: proxy.url,
			ALLOW_LOCAL_STORES: 'true',
			LOG_LEVEL: 'warn',
		};
		const api = await ApiProcess.start( env, undefined, earlier.root );
		const store = await startStore( {
			plugin: false,
			constants: { DISALLOW_FILE_MODS: false },
		} );
		const shop = new Shop( {
			earlier,
			store,
			database,
			pool,
			proxy,
			env,
			api,
		} );
		await shop.#install();
		return shop;
	}

	/** Removes the symbolic link to the repository, so that WordPress replaces a folder of the store's own. */
	async #install(): Promise< void > {
		await rm( path.join( this.store.root, 'wp-content/plugins', SLUG ) );
		await uploadPlugin( this.store, this.#earlier.zip );
		await this.store.php(
			`require_once ABSPATH . 'wp-admin/includes/plugin.php';
			$failed = activate_plugin( $args['plugin'] );
			if ( is_wp_error( $failed ) ) { throw new RuntimeException( $failed->get_error_message() ); }`,
			{ args: { plugin: `${ SLUG }/${ SLUG }.php` } }
		);
		await nameIvorey( this.store, this.#proxy.url );
	}

	async importStore(): Promise< void > {
		await makeMany( this.store, {
			orders: IMPORTED,
			products: 5,
			customers: 5,
		} );
		const { stdout } = await execa(
			'node',
			[
				'ingest-api/src/connections/cli.ts',
				'create',
				'--store-url',
				this.store.sites[ 0 ]!.url,
			],
			{ cwd: this.#earlier.root, env: this.#env }
		);
		const credentials = JSON.parse( stdout ) as Credentials;
		this.#connection = credentials.connection.split( '.' )[ 1 ]!;
		const connected = await this.store.wp(
			[ 'ivorey', 'connect', '--credentials=-' ],
			{ input: stdout }
		);
		expect( connected.exitCode, connected.stderr ).toBe( 0 );
		const imported = await this.store.wp( [ 'ivorey', 'import' ] );
		expect( imported.exitCode, imported.stderr ).toBe( 0 );
		await this.buy();
		await this.sendAll();
	}

	async placeWhileIvoreyIsDown( orders: number ): Promise< void > {
		this.#proxy.treat = () => ( {
			kind: 'answer',
			status: 503,
			body: 'busy',
		} );
		for ( let n = 1; n <= orders; n++ ) {
			await this.buy();
		}
		// A record of each other element waits as well.
		await this.store.php(
			`$order = wc_get_order( $args['order'] );
			$order->payment_complete( 'txn-1' );
			wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '1.00' ) );
			$product = wc_get_product( $args['product'] );
			$product->set_name( 'Mug of today' );
			$product->save();
			wc_create_new_customer( 'waits@example.com', 'waits', 'password' );`,
			{
				args: {
					order: this.placed.at( -1 ),
					product: this.store.products.MUG,
				},
			}
		);
		expect( await this.#waiting() ).toBeGreaterThan( orders );
		this.#proxy.reset();
	}

	async buy(): Promise< void > {
		this.placed.push( await placeOrder( this.store, this.placed.length ) );
	}

	/**
	 * Buyers in sequence, until they are stopped. While WordPress replaces a plugin's files, any plugin's, a
	 * request may find some of them missing: that buyer retries.
	 */
	traffic() {
		let placed = 0;
		let isOn = true;
		const going = ( async () => {
			for ( let buyer = 1_000; isOn; buyer++ ) {
				await placeOrder( this.store, buyer ).then(
					() => placed++,
					() => sleep( 50 )
				);
			}
		} )();
		return {
			goesOn: async () => {
				const before = placed;
				await waitFor(
					() => placed >= before + MORE,
					'Further orders'
				);
			},
			stop: async () => {
				isOn = false;
				await going;
			},
		};
	}

	/**
	 * As in the runbook: the migration beside the old instance, then the new instance, then the end of the
	 * old one.
	 */
	async upgradeIvorey(): Promise< void > {
		await execa( 'node', [ 'ingest-api/src/cli/migrate.ts' ], {
			cwd: root,
			env: this.#env,
		} );
		const before = this.#api;
		this.#api = await ApiProcess.start( this.#env );
		await before.stop();
	}

	/** Compares both sides after everything has been sent. */
	async expectAll(): Promise< void > {
		// The second sweep afterwards finds orders that were placed while the plugin's files were missing.
		for ( let sweep = 1; sweep <= 2; sweep++ ) {
			await this.store.php( "do_action( 'ivorey_sweep' );" );
		}
		await this.sendAll();
		expect( await this.states() ).toEqual( ACTIVE );
		expect( await this.inIvorey() ).toEqual( await this.inStore() );
		expect( await this.submitted() ).toEqual( await this.bought() );
		const { agrees, differences, compared } = await verify( this.store );
		expect( { agrees, differences } ).toEqual( {
			agrees: true,
			differences: [],
		} );
		expect( compared ).toBeGreaterThan( 2 * IMPORTED );
	}

	/** The reasons of rows that are no longer sent automatically. */
	async quarantine(): Promise< string > {
		const { stdout } = await this.store.wp( [
			'ivorey',
			'outbox',
			'--state=quarantined',
			'--format=json',
		] );
		return stdout;
	}

	async sendAll(): Promise< void > {
		await waitFor( async () => {
			await this.store.wp( [ 'ivorey', 'drain' ] );
			return ( await this.#waiting() ) === 0;
		}, 'An empty outbox' );
	}

	async states(): Promise< { plugin: string; ivorey: string } > {
		const { stdout } = await this.store.wp( [
			'ivorey',
			'status',
			'--format=json',
		] );
		const { rows } = await this.#pool.query< { state: string } >(
			'select state from connections where connection_id = $1',
			[ this.#connection ]
		);
		return {
			plugin: (
				JSON.parse( stdout ) as { connection: { state: string } }
			 ).connection.state,
			ivorey: rows.map( ( { state } ) => state ).join(),
		};
	}

	/** Order IDs, including any duplicates, and the counts of contacts and products. */
	async inIvorey() {
		const { rows } = await this.#pool.query< { id: string } >(
			'select order_id as id from orders where connection_id = $1',
			[ this.#connection ]
		);
		const {
			rows: [ counts ],
		} = await this.#pool.query< { contacts: number; products: number } >(
			`select ( select count(*)::integer from contacts ) as contacts,
				( select count(*)::integer from products ) as products`
		);
		return {
			orders: rows
				.map( ( { id } ) => Number( id ) )
				.toSorted( ( a, b ) => a - b ),
			...counts,
		};
	}

	async inStore() {
		return this.store.phpJson< {
			orders: number[];
			contacts: number;
			products: number;
		} >(
			`$orders = wc_get_orders( array( 'limit' => -1, 'return' => 'ids', 'orderby' => 'ID', 'order' => 'ASC', 'type' => 'shop_order', 'status' => array_keys( wc_get_order_statuses() ) ) );
			$emails = array();
			foreach ( $orders as $id ) {
				$emails[] = wc_get_order( $id )->get_billing_email();
			}
			foreach ( get_users( array( 'role__in' => array( 'customer', 'subscriber' ) ) ) as $user ) {
				$emails[] = $user->user_email;
			}
			$products = 0;
			foreach ( wc_get_products( array( 'limit' => -1, 'status' => 'publish', 'type' => array( 'simple', 'variable' ) ) ) as $product ) {
				$products += (float) $product->get_price() > 0 ? 1 : 0;
			}
			return array( 'orders' => $orders, 'contacts' => count( array_unique( $emails ) ), 'products' => $products );`
		);
	}

	/** IDs of orders with *Order Submitted*, once for each time it fired. */
	async submitted(): Promise< number[] > {
		const { rows } = await this.#pool.query< { id: string } >(
			"select order_id as id from trigger_events where connection_id = $1 and type = 'order_submitted'",
			[ this.#connection ]
		);
		return rows
			.map( ( { id } ) => Number( id ) )
			.toSorted( ( a, b ) => a - b );
	}

	/** Orders of buyers who came after the store was connected. */
	async bought(): Promise< number[] > {
		const rows = await this.store.sql< { id: number } >(
			`select id from ${ this.store.tablePrefix }wc_orders
			where billing_email like 'buyer-%' and type = 'shop_order' and status <> 'wc-checkout-draft' order by id`
		);
		return rows.map( ( { id } ) => Number( id ) );
	}

	async #waiting(): Promise< number > {
		const [ row ] = await this.store.sql< { n: number } >(
			`select count(*) as n from ${ this.store.tablePrefix }ivorey_outbox`
		);
		return Number( row!.n );
	}

	async [ Symbol.asyncDispose ](): Promise< void > {
		await this.#proxy.stop();
		await Promise.all( [
			this.store.stop(),
			this.#api.kill(),
			this.#pool.end(),
		] );
		await this.#database.drop();
	}
}

async function placeOrder( store: Store, buyer: number ): Promise< number > {
	const { orderId } = await blockCheckout( store, {
		items: [ { id: store.products.MUG! } ],
		billing: { email: `buyer-${ buyer }@example.com` },
		report: false,
	} );
	return orderId;
}
