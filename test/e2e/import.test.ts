import { writeFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Settings, StatusReport } from '@ivorey/shared';
import { requestImport } from '@ivorey/ingest-api/connections/import-requests.ts';
import { changeSettings } from '@ivorey/ingest-api/connections/settings.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { makeMany } from '../store/bulk.ts';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout, cliOrder } from '../store/shopper.ts';
import { jsonOf } from './gateway.ts';
import { eventually, Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import { verify } from './verify.ts';

/** What a killed process left behind is taken up by the sweep. */
const RECOVERY_MS = 100_000;

/** Of several slices whose answers are late, on a slow machine. */
const SLOW_MS = 45_000;

/** Whatever a route of the plugin answers. */
type Body = ImportView & Settings & ReadonlyArray< { id: number } >;

interface ImportView {
	id: string;
	state: string;
	finished_at: string | null;
	elements: Record<
		string,
		{
			state: string;
			done: number;
			total: number;
			excluded: Record< string, number >;
			rejected: number;
		}
	>;
}

describeStore( 'an import on a real store', () => {
	let pipe: Pipe;
	let unlimited: ReturnType< typeof openDatabase >;
	beforeAll( async () => {
		pipe = await startPipe(
			{},
			{
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			}
		);
		unlimited = openDatabase( { url: pipe.databaseUrl, poolSize: 2 } );
	} );
	afterAll( async () => {
		await unlimited?.close();
		await pipe?.stop();
	} );
	beforeEach( () => pipe.reset() );

	async function rest(
		method: string,
		route: string,
		body?: unknown
	): Promise< { status: number; body: Body } > {
		const response = await pipe.store.fetch(
			`/wp-json/ivorey/v1${ route }`,
			{
				method,
				headers: {
					...pipe.store.restHeaders(),
					'content-type': 'application/json',
				},
				...( body === undefined
					? {}
					: { body: JSON.stringify( body ) } ),
			}
		);
		const text = await response.text();
		return {
			status: response.status,
			body: ( text === '' ? null : JSON.parse( text ) ) as Body,
		};
	}

	const current = async () => ( await rest( 'GET', '/import' ) ).body;

	/** As the system's cron would, once a minute, only more often. */
	async function finished( timeoutMs = RECOVERY_MS ): Promise< ImportView > {
		return eventually( async () => {
			await pipe.store.fetch( '/wp-cron.php' );
			await pipe.store.runActionScheduler();
			const view = await current();
			return view.finished_at === null ? undefined : view;
		}, timeoutMs );
	}

	async function reported(
		until: ( report: StatusReport ) => boolean
	): Promise< StatusReport > {
		return eventually( async () => {
			const { rows } = await pipe.pool.query< { report: StatusReport } >(
				'select report from connection_status where account_id = $1 and connection_id = $2',
				Pipe.keyOf( pipe.credentials )
			);
			const report = rows[ 0 ]?.report;
			return report && until( report ) ? report : undefined;
		} );
	}

	const orderIds = async () =>
		( await pipe.orders() ).map( ( order ) => Number( order.order_id ) );

	const sentOrders = () =>
		pipe.gateway.batches.flatMap( ( exchange ) =>
			(
				jsonOf( exchange ) as {
					records: Array< { element: string; id: string } >;
				}
			 ).records
				.filter( ( { element } ) => element === 'orders' )
				.map( ( { id } ) => Number( id ) )
		);

	const idsIn = async ( table: 'products' | 'transactions' ) =>
		(
			await pipe.pool.query< { id: string } >(
				`select ${ table.slice( 0, -1 ) }_id as id from ${ table } where account_id = $1 and connection_id = $2`,
				Pipe.keyOf( pipe.credentials )
			)
		).rows.map( ( { id } ) => id );

	const triggers = async () =>
		(
			await pipe.pool.query(
				'select * from trigger_events where account_id = $1',
				[ Pipe.keyOf( pipe.credentials )[ 0 ] ]
			)
		).rows;

	async function addPoison( code: string ): Promise< () => Promise< void > > {
		const file = path.join(
			pipe.store.root,
			'wp-content/mu-plugins/poison.php'
		);
		await writeFile( file, `<?php\n${ code }` );
		return () => rm( file, { force: true } );
	}

	/** As a store that had a life before Ivorey. */
	async function disconnectedWith(
		many: Parameters< typeof makeMany >[ 1 ]
	): Promise< Awaited< ReturnType< typeof makeMany > > > {
		await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
		const made = await makeMany( pipe.store, many );
		pipe.gateway.reset();
		return made;
	}

	test( 'R20 R24 of an empty store is done at once', async () => {
		const view = await finished();
		expect( view.state ).toBe( 'done' );
		expect( view.elements.orders ).toMatchObject( {
			state: 'done',
			done: 0,
			total: 0,
		} );
		expect( await orderIds() ).toEqual( [] );
	} );

	test( 'R11 R18 R20 R24 brings in what was there before, counts what is excluded, fires nothing, and is reported', async () => {
		const { orders, products, customers } = await disconnectedWith( {
			orders: 350,
			products: 60,
			customers: 120,
		} );
		await pipe.store.php(
			`for ( $i = 0; $i < 3; $i++ ) {
				wc_create_order( array( 'status' => 'checkout-draft' ) );
			}
			wp_insert_user( array( 'user_login' => 'editor', 'user_pass' => 'x', 'user_email' => 'editor@example.com', 'role' => 'editor' ) );`
		);
		await pipe.connect();
		const view = await finished();
		expect( view.state ).toBe( 'done' );
		// The model of the copies, and the drafts.
		expect( view.elements.orders ).toMatchObject( {
			state: 'done',
			done: orders.length + 4,
			total: orders.length + 4,
			excluded: { draft: 3 },
			rejected: 0,
		} );
		// The model of the copies, the administrator and the editor.
		expect( view.elements.contacts ).toMatchObject( {
			done: customers.length + 3,
			excluded: { role: 2 },
		} );
		expect( await orderIds() ).toEqual( expect.arrayContaining( orders ) );
		expect( await orderIds() ).toHaveLength( orders.length + 1 );
		// Each order was paid; the payments belong to them.
		expect( await idsIn( 'transactions' ) ).toEqual(
			expect.arrayContaining( orders.map( ( id ) => `payment:${ id }` ) )
		);
		expect( await idsIn( 'products' ) ).toEqual(
			expect.arrayContaining( products.map( String ) )
		);
		expect( view.elements.products ).toMatchObject( { rejected: 0 } );
		expect( view.elements.transactions ).toMatchObject( {
			done: orders.length + 4,
			rejected: 0,
		} );
		expect( await triggers() ).toEqual( [] );
		const report = await reported(
			( { import: told } ) => told?.state === 'done'
		);
		expect( report.import!.elements.orders ).toMatchObject( {
			done: orders.length + 4,
			excluded: { draft: 3 },
		} );
		expect( report.exclusions ).toEqual(
			expect.arrayContaining( [
				{ element: 'orders', reason: 'draft', number: 3 },
				{ element: 'contacts', reason: 'role', number: 2 },
			] )
		);
	} );

	test( 'R24 survives kill -9, three times, and goes on where it was', async () => {
		const { orders } = await disconnectedWith( { orders: 1_200 } );
		await pipe.connect();
		await finished();
		await rest( 'DELETE', '/import' );
		await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
		// A new connection, whose account is empty; the import runs in the web server.
		pipe.gateway.treat = ( { path: asked } ) =>
			asked === '/v1/batches'
				? { kind: 'delay', ms: 700 }
				: { kind: 'pass' };
		const credentials = await pipe.createCredentials();
		pipe.credentials = credentials;
		await rest( 'POST', '/connection', credentials );
		const cursors: number[] = [];
		for ( let kill = 1; kill <= 3; kill++ ) {
			const before = pipe.gateway.batches.length;
			await eventually(
				async () =>
					pipe.gateway.batches.length > before ? true : undefined,
				RECOVERY_MS
			);
			await pipe.store.killPhp();
			cursors.push( ( await current() ).elements.orders!.done );
			void pipe.store.fetch( '/wp-cron.php' ).catch( () => undefined );
			await pipe.store.sql(
				`update ${ pipe.store.tablePrefix }options set option_value = 0 where option_name = '_transient_doing_cron'`
			);
			await runSweep();
		}
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		const view = await finished();
		expect( view.state ).toBe( 'done' );
		expect( cursors ).toEqual( [ ...cursors ].sort( ( a, b ) => a - b ) );
		expect( view.elements.orders ).toMatchObject( {
			done: orders.length + 1,
			total: orders.length + 1,
			rejected: 0,
		} );
		expect( await orderIds() ).toHaveLength( orders.length + 1 );
		expect( await triggers() ).toEqual( [] );
	} );

	/** The sweep in a process of its own, without waiting for it. */
	async function runSweep(): Promise< void > {
		void pipe.store
			.php( `do_action( 'ivorey_sweep' );` )
			.catch( () => undefined );
	}

	test( 'R24 can be cancelled, here and from Ivorey, and begun again', async () => {
		await disconnectedWith( { orders: 900 } );
		pipe.gateway.treat = ( { path: asked } ) =>
			asked === '/v1/batches'
				? { kind: 'delay', ms: 2_000 }
				: { kind: 'pass' };
		const credentials = await pipe.createCredentials();
		pipe.credentials = credentials;
		await rest( 'POST', '/connection', credentials );
		await eventually(
			async () =>
				( await current() ).elements.orders!.done > 0
					? true
					: undefined,
			SLOW_MS
		);
		const { body } = await rest( 'DELETE', '/import' );
		expect( body.state ).toBe( 'cancelled' );
		await eventually(
			async () =>
				( await reported(
					( { import: told } ) => told?.state === 'cancelled'
				) )
					? true
					: undefined,
			SLOW_MS
		);
		const there = ( await orderIds() ).length;
		expect( there ).toBeLessThan( 901 );

		// Ivorey asks for a new one; the store learns of it when it asks for the settings.
		const [ accountId, connectionId ] = Pipe.keyOf( credentials );
		const request = await requestImport(
			unlimited.db,
			{ accountId, connectionId },
			'start',
			new Date()
		);
		const asked = checkConnection();
		await eventually(
			async () =>
				( await current() ).state === 'running' ? true : undefined,
			SLOW_MS
		);
		expect(
			( await reported( ( r ) => r.handled_request === request ) ).import!
				.state
		).not.toBe( 'cancelled' );
		await requestImport(
			unlimited.db,
			{ accountId, connectionId },
			'cancel',
			new Date()
		);
		// Its receipts tell a running import of it.
		const cancelled = await eventually( async () => {
			const view = await current();
			return view.state === 'cancelled' ? view : undefined;
		}, SLOW_MS );
		expect( cancelled.finished_at ).not.toBeNull();
		await asked;
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		const { body: again } = await rest( 'POST', '/import', {
			elements: [ 'orders' ],
		} );
		expect( Object.keys( again.elements ) ).toEqual( [ 'orders' ] );
		expect( ( await finished() ).state ).toBe( 'done' );
		expect( await orderIds() ).toHaveLength( 901 );
	} );

	test( 'R24 one that is under way is not ended by another one', async () => {
		await disconnectedWith( { orders: 900 } );
		pipe.gateway.treat = ( { path: asked } ) =>
			asked === '/v1/batches'
				? { kind: 'delay', ms: 4_000 }
				: { kind: 'pass' };
		const credentials = await pipe.createCredentials();
		pipe.credentials = credentials;
		await rest( 'POST', '/connection', credentials );
		const { id } = await eventually( async () => {
			const view = await current();
			return view.state === 'running' ? view : undefined;
		} );
		expect(
			( await rest( 'POST', '/import', { elements: [ 'contacts' ] } ) )
				.status
		).toBe( 409 );
		const refused = await pipe.store.wp( [
			'ivorey',
			'import',
			'--elements=contacts',
		] );
		expect( refused.exitCode ).toBe( 1 );
		expect( refused.stderr ).toContain( 'orders' );
		expect( refused.stderr ).toContain( 'cancel' );
		// Ivorey's request begins all of it again.
		const [ accountId, connectionId ] = Pipe.keyOf( credentials );
		await requestImport(
			unlimited.db,
			{ accountId, connectionId },
			'start',
			new Date()
		);
		const view = await eventually( async () => {
			const now = await current();
			return now.id === id ? undefined : now;
		}, RECOVERY_MS );
		expect( Object.keys( view.elements ) ).toContain( 'orders' );
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		expect( ( await finished() ).state ).toBe( 'done' );
		expect( await orderIds() ).toHaveLength( 901 );
	} );

	async function checkConnection(): Promise< void > {
		await pipe.store.php(
			`\\Ivorey\\WooCommerce\\Plugin::instance()->connection()->check();`
		);
	}

	test( 'R24 an order that cannot be read is put aside and stops nothing', async () => {
		const { orders } = await disconnectedWith( { orders: 250 } );
		const poisoned = orders[ 100 ]!;
		const remove = await addPoison(
			`add_filter( 'woocommerce_order_get_items', static function ( $items, $order ) {
				if ( ${ poisoned } === $order->get_id() ) {
					throw new RuntimeException( 'Poison' );
				}
				return $items;
			}, 10, 2 );`
		);
		try {
			await pipe.connect();
			const view = await finished();
			expect( view.state ).toBe( 'done' );
			expect( view.elements.orders ).toMatchObject( {
				done: 251,
				rejected: 1,
			} );
			expect( await orderIds() ).toHaveLength( 250 );
			await eventually( async () => {
				await pipe.store.wp( [ 'ivorey', 'drain' ] );
				const { body } = await rest(
					'GET',
					'/outbox?state=quarantined'
				);
				return body.length === 1 && body[ 0 ]!.id === poisoned
					? true
					: undefined;
			} );
		} finally {
			await remove();
		}
		await rest( 'POST', `/outbox/orders/${ poisoned }/retry` );
		await pipe.order( poisoned );
		expect( await triggers() ).toEqual( [] );
	} );

	test( 'R24 a record that breaks Ivorey holds back nobody but itself', async () => {
		const { orders } = await disconnectedWith( { orders: 150 } );
		const poisoned = String( orders[ 70 ] );
		pipe.gateway.treat = ( exchange ) =>
			exchange.path === '/v1/batches' &&
			(
				jsonOf( exchange ) as { records: { id: string }[] }
			 ).records.some( ( { id } ) => id === poisoned )
				? {
						kind: 'answer',
						status: 500,
						body: JSON.stringify( {
							type: 'urn:ivorey:problem:internal',
							title: 'x',
							status: 500,
							detail: 'x',
						} ),
						headers: { 'content-type': 'application/problem+json' },
					}
				: { kind: 'pass' };
		await pipe.connect();
		const view = await finished();
		expect( view.state ).toBe( 'done' );
		await eventually( async () =>
			( await orderIds() ).length === 150 ? true : undefined
		);
		expect( await orderIds() ).not.toContain( Number( poisoned ) );
	} );

	test( 'R11 live changes overtake it, and only a live order is Submitted', async () => {
		const { orders } = await disconnectedWith( { orders: 900 } );
		pipe.gateway.treat = ( { path: asked } ) =>
			asked === '/v1/batches'
				? { kind: 'delay', ms: 1_500 }
				: { kind: 'pass' };
		const credentials = await pipe.createCredentials();
		pipe.credentials = credentials;
		await rest( 'POST', '/connection', credentials );
		await eventually( async () =>
			( await current() ).state === 'running' ? true : undefined
		);
		const old = orders[ 0 ]!;
		const change = pipe.store.php(
			`$order = wc_get_order( $args['id'] ); $order->set_customer_note( 'changed meanwhile' ); $order->save();`,
			{ args: { id: old } }
		);
		const { orderId } = await blockCheckout( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email: 'live@example.com' },
			report: false,
		} );
		await pipe.order( orderId, () => true, 30_000 );
		const during = await current();
		await change;
		expect( during.finished_at ).toBeNull();
		pipe.gateway.treat = () => ( { kind: 'pass' } );
		expect( ( await finished() ).state ).toBe( 'done' );
		await pipe.drained();
		expect( ( await pipe.order( old ) ).customer_note ).toBe(
			'changed meanwhile'
		);
		expect( await orderIds() ).toHaveLength( 902 );
		expect(
			( await triggers() )
				.filter( ( { type } ) => type === 'order_submitted' )
				.map( ( { order_id: id } ) => Number( id ) )
		).toEqual( [ orderId ] );
		expect(
			( await triggers() ).filter(
				( { order_id: id } ) => Number( id ) !== orderId
			)
		).toEqual( [] );
	} );

	test( 'R15 R24 what is changed and delivered while a slice is read is not overwritten by it', async () => {
		const { orders } = await disconnectedWith( { orders: 20 } );
		const old = orders[ 0 ]!;
		// Until the change has come, the first slice is not through.
		const imported = pipe.store.phpJson< string >(
			`global $wpdb;
			add_filter( 'woocommerce_order_number', static function ( $number ) use ( $wpdb ) {
				static $isFirst = true;
				if ( $isFirst ) {
					$isFirst = false;
					update_option( 'test_reading', '1', false );
					for ( $i = 0; $i < 200 && ! $wpdb->get_var( "SELECT option_value FROM {$wpdb->options} WHERE option_name = 'test_changed'" ); $i++ ) {
						usleep( 100000 );
					}
				}
				return $number;
			} );
			$plugin = \\Ivorey\\WooCommerce\\Plugin::instance();
			$plugin->connection()->connect( \\Ivorey\\WooCommerce\\Connection\\Credentials::fromJson( wp_json_encode( $args['credentials'] ), true ) );
			return $plugin->importRun()->run( \\Ivorey\\WooCommerce\\Import\\ImportOptions::byHand() )->name;`,
			{ args: { credentials: pipe.credentials } }
		);
		await eventually( async () =>
			( await optionOf( 'test_reading' ) ) === '1' ? true : undefined
		);
		await pipe.store.php(
			`$order = wc_get_order( $args['id'] ); $order->set_customer_note( 'newer' ); $order->save();`,
			{ args: { id: old } }
		);
		await pipe.order( old, ( order ) => order.customer_note === 'newer' );
		await pipe.store.php( `update_option( 'test_changed', '1', false );` );
		expect( await imported ).toBe( 'Waiting' );
		expect( ( await finished() ).state ).toBe( 'done' );
		await pipe.drained();
		expect( ( await pipe.order( old ) ).customer_note ).toBe( 'newer' );
		expect( await orderIds() ).toHaveLength( 21 );
		expect( await verify( pipe.store ) ).toMatchObject( { agrees: true } );
	} );

	async function optionOf( name: string ): Promise< string | undefined > {
		const [ row ] = await pipe.store.sql< { value: string } >(
			`select option_value as value from ${ pipe.store.tablePrefix }options where option_name = '${ name }'`
		);
		return row?.value;
	}

	test( 'R26 a reconnect fills in exactly what was missed, and fires nothing for it', async () => {
		const { orders } = await disconnectedWith( { orders: 300 } );
		await connectAs( pipe.credentials );
		expect( ( await finished() ).state ).toBe( 'done' );
		await pipe.store.wp( [ 'ivorey', 'disconnect' ] );
		expect( await orderIds() ).toHaveLength( 301 );
		await pipe.store.php(
			`foreach ( $args['ids'] as $id ) { $order = wc_get_order( $id ); $order->set_customer_note( 'while away' ); $order->save(); }`,
			{ args: { ids: [ orders[ 3 ], orders[ 250 ] ] } }
		);
		const { orderId } = await cliOrder( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email: 'away@example.com' },
		} );
		expect( await pipe.waiting() ).toBe( 0 );
		pipe.gateway.reset();
		await connectAs( pipe.credentials );
		expect( ( await finished() ).state ).toBe( 'done' );
		expect( sentOrders().sort( ( a, b ) => a - b ) ).toEqual( [
			orders[ 3 ],
			orders[ 250 ],
			orderId,
		] );
		expect( await orderIds() ).toHaveLength( 302 );
		expect( ( await pipe.order( orders[ 3 ]! ) ).customer_note ).toBe(
			'while away'
		);
		expect( await triggers() ).toEqual( [] );
	} );

	async function connectAs(
		credentials: Pipe[ 'credentials' ]
	): Promise< void > {
		const { status } = await rest( 'POST', '/connection', credentials );
		expect( status ).toBe( 201 );
	}

	test( 'R25 a switch is flipped on either side, and a conflict is settled by the version', async () => {
		const [ accountId, connectionId ] = Pipe.keyOf( pipe.credentials );
		const before = ( await rest( 'GET', '/settings' ) ).body;
		const flipped = await rest( 'PUT', '/settings', {
			sync: { contacts: false },
		} );
		expect( flipped ).toMatchObject( {
			status: 200,
			body: { version: before.version + 1, sync: { contacts: false } },
		} );
		const stored = async () =>
			(
				await pipe.pool.query< { settings: Settings } >(
					'select settings from connections where account_id = $1 and connection_id = $2',
					[ accountId, connectionId ]
				)
			).rows[ 0 ]!.settings;
		expect( await stored() ).toEqual( flipped.body );

		// In Ivorey, and the store learns of it with its next answer.
		const { version, ...selections } = await stored();
		await changeSettings(
			unlimited.db,
			{ accountId, connectionId },
			{
				...selections,
				sync: { ...selections.sync, orders: false },
				baseVersion: version,
				by: 'account',
			},
			new Date()
		);
		const conflict = await rest( 'PUT', '/settings', {
			sync: { products: false },
		} );
		expect( conflict.status ).toBe( 409 );
		expect( ( await stored() ).sync ).toMatchObject( {
			orders: false,
			products: true,
		} );
		expect( ( await rest( 'GET', '/settings' ) ).body ).toEqual(
			await stored()
		);
		expect(
			( await rest( 'PUT', '/settings', { sync: { products: false } } ) )
				.status
		).toBe( 200 );

		// A request of Ivorey's raises the version, and is no conflict.
		await requestImport(
			unlimited.db,
			{ accountId, connectionId },
			'cancel',
			new Date()
		);
		expect(
			await rest( 'PUT', '/settings', { sync: { products: true } } )
		).toMatchObject( { status: 200, body: { sync: { products: true } } } );
		expect(
			( await rest( 'PUT', '/settings', { sync: { coupons: true } } ) )
				.status
		).toBe( 400 );
	} );

	test( 'R25 what was captured while an element was on arrives after it was switched off', async () => {
		await pipe.api.stop();
		const { orderId } = await cliOrder( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email: 'early@example.com' },
		} );
		expect( await pipe.waiting() ).toBeGreaterThan( 0 );
		await pipe.api.start();
		await rest( 'PUT', '/settings', {
			import: { orders: false },
			sync: {
				orders: false,
				transactions: false,
				payment_received_triggers: false,
			},
		} );
		await pipe.store.wp( [ 'ivorey', 'drain' ] );
		await pipe.order( orderId );
		await cliOrder( pipe.store, {
			items: [ { id: pipe.store.products.MUG! } ],
			billing: { email: 'late@example.com' },
		} );
		await pipe.store.wp( [ 'ivorey', 'drain' ] );
		expect( await orderIds() ).toEqual( [ orderId ] );
	} );

	test( 'R20 only what is selected is imported, by WP-CLI too', async () => {
		await disconnectedWith( { orders: 20, customers: 20 } );
		await pipe.connect();
		await finished();
		await rest( 'PUT', '/settings', {
			import: { orders: false, transactions: false },
			sync: {
				orders: false,
				transactions: false,
				payment_received_triggers: false,
			},
		} );
		const run = await pipe.store.wp( [
			'ivorey',
			'import',
			'--format=json',
		] );
		const view = JSON.parse(
			run.stdout.slice( 0, run.stdout.lastIndexOf( '}' ) + 1 )
		) as ImportView;
		expect( view.state ).toBe( 'done' );
		expect( Object.keys( view.elements ) ).not.toContain( 'orders' );
		expect( view.elements.contacts ).toMatchObject( { done: 22 } );
		const refused = await pipe.store.wp( [
			'ivorey',
			'import',
			'--elements=orders',
		] );
		expect( refused.exitCode ).toBe( 1 );
		expect( refused.stderr ).toContain( 'orders' );
		expect(
			( await rest( 'POST', '/import', { elements: [ 'orders' ] } ) )
				.status
		).toBe( 409 );
		expect(
			( await rest( 'POST', '/import', { elements: [ 'coupons' ] } ) )
				.status
		).toBe( 400 );
	} );

	test( 'R20 by WP-CLI, an option that names no element imports nothing', async () => {
		pipe.gateway.reset();
		for ( const option of [ '--elements=', '--elements' ] ) {
			const { exitCode, stderr } = await pipe.store.wp( [
				'ivorey',
				'import',
				option,
			] );
			expect( exitCode ).toBe( 1 );
			expect( stderr ).toContain( 'No element is named.' );
		}
		expect( pipe.gateway.batches ).toEqual( [] );
	} );

	test( 'R24 by WP-CLI, JSON is all that is printed', async () => {
		const { exitCode, stdout } = await pipe.store.wp( [
			'ivorey',
			'import',
			'--elements=products',
			'--format=json',
		] );
		expect( exitCode ).toBe( 0 );
		expect( JSON.parse( stdout ) ).toMatchObject( { state: 'done' } );
	} );

	test( 'nobody without manage_woocommerce sees or moves anything', async () => {
		for ( const [ method, route ] of [
			[ 'GET', '/import' ],
			[ 'POST', '/import' ],
			[ 'DELETE', '/import' ],
			[ 'GET', '/settings' ],
			[ 'PUT', '/settings' ],
		] as const ) {
			const response = await pipe.store.fetch(
				`/wp-json/ivorey/v1${ route }`,
				{ method }
			);
			expect( [ method, route, response.status ] ).toEqual( [
				method,
				route,
				401,
			] );
		}
	} );
} );
