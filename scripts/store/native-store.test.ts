import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../test/wait.ts';
import { describeStore } from '../../test/describe-store.ts';
import { blockCheckout } from './shopper.ts';
import { REQUEST_HEADER, startStore, type Store } from './store.ts';

/** The ID of the PHP process that is busy with a request whose query contains this text. */
function workingOn( store: Store, query: string ): Promise< number > {
	return waitFor( async () => {
		const found = ( await store.phpProcesses() ).find(
			( { busy, request } ) =>
				busy === true && request?.endsWith( `?${ query }` )
		);
		return found?.pid;
	}, `A PHP process that is busy with ?${ query }` );
}

describeStore( 'a native store', () => {
	let store: Store;
	beforeAll( async () => {
		store = await startStore( { plugin: false } );
	} );
	afterAll( () => store?.stop() );

	describe( 'PHP', () => {
		it( 'runs inside WordPress, in a process of its own, with arguments', async () => {
			expect(
				await store.phpJson(
					`return array( $args['text'], WC()->version, $wpdb->prefix, PHP_SAPI, get_option( 'home' ) );`,
					{ args: { text: 'it\'s \\ "quoted" ü' } }
				)
			).toEqual( [
				'it\'s \\ "quoted" ü',
				store.versions.woocommerce,
				'wp_',
				'cli',
				store.url,
			] );
			expect( await store.php( `echo "a\\n";` ) ).toBe( 'a\n' );
		} );

		it( 'runs the shutdown hooks of a request', async () => {
			expect(
				await store.php(
					`add_action( 'shutdown', static function () { echo 'after'; } ); echo 'before ';`
				)
			).toBe( 'before after' );
		} );

		it.each( [
			[ `throw new RuntimeException( 'on purpose' );`, 'on purpose' ],
			[ `nowhere();`, 'undefined function nowhere()' ],
			[ `echo 'so far'; exit( 3 );`, 'ended with 3:\nso far' ],
			[ `syntax error`, 'syntax error' ],
		] )( 'reports why it failed: %s', async ( code, why ) => {
			await expect( store.php( code ) ).rejects.toThrow( why );
		} );

		it( 'can be killed while it runs', async () => {
			const abort = new AbortController();
			const running = store.php( `sleep( 60 );`, {
				signal: abort.signal,
			} );
			setTimeout( () => abort.abort(), 300 );

			await expect( running ).rejects.toThrow();
		} );
	} );

	it( 'returns rows of the database, as text and numbers', async () => {
		expect(
			await store.sql(
				'SELECT option_value AS v, 1 + 1 AS n FROM wp_options WHERE option_name = ?',
				[ 'blogname' ]
			)
		).toEqual( [ { v: 'Test store', n: 2 } ] );
	} );

	it( 'runs WP-CLI, with its input and its exit code', async () => {
		expect( await store.wp( [ 'cli', 'version' ] ) ).toMatchObject( {
			exitCode: 0,
			stdout: expect.stringMatching( /^WP-CLI \d/ ),
		} );
		expect( await store.wp( [ 'no-such-command' ] ) ).toMatchObject( {
			exitCode: 1,
			stderr: expect.stringContaining( 'not a registered' ),
		} );
	} );

	it( 'catches mail', async () => {
		await store.php( `wp_mail( 'a@b.example', 'Grüße', 'First line' );` );

		expect( ( await store.mails() ).at( -1 ) ).toMatchObject( {
			to: 'a@b.example',
			subject: 'Grüße',
			message: 'First line',
		} );
	} );

	it( 'runs the scheduled actions that are due', async () => {
		await store.php(
			`as_enqueue_async_action( 'store_test_action', array( 'hello' ) );`
		);

		expect( await store.runActionScheduler() ).toBeGreaterThan( 0 );
		expect(
			await store.sql(
				`SELECT status FROM wp_actionscheduler_actions WHERE hook = 'store_test_action'`
			)
		).toEqual( [ { status: 'failed' } ] );
	} );

	it( 'sends nothing to the network', async () => {
		expect(
			await store.phpJson(
				`return wp_remote_get( 'https://example.com/' )->get_error_code();`
			)
		).toBe( 'http_request_not_executed' );
	} );

	it( 'shows the shop to a visitor, without a notice of PHP', async () => {
		await store.reset();
		for ( const [ at, text ] of [
			[ '/shop/', 'T-shirt' ],
			[ '/product/mug/', '12.50' ],
			[ '/wp-login.php', 'Log In' ],
			[ '/wp-json/wc/store/v1/products', 'MUG' ],
		] as const ) {
			const response = await store.fetch( at );
			expect( response.status ).toBe( 200 );
			expect( await response.text() ).toContain( text );
		}
		expect( await store.debugLog() ).toBe( '' );
	} );

	describe( 'reset', () => {
		it( 'restores the initial state, in under two seconds', async () => {
			await store.reset();
			const before = await store.sql(
				'CHECKSUM TABLE wp_options, wp_posts, wp_wc_orders, wp_users'
			);
			const placed = await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );
			await store.sql( 'CREATE TABLE wp_left_behind (id INT)' );
			await store.sql( 'DROP TABLE wp_wc_webhooks' );
			await store.php(
				`update_option( 'blogname', 'Changed' ); wp_mail( 'a@b.example', 'x', 'y' ); trigger_error( 'left behind' );
					file_put_contents( wp_upload_dir()['basedir'] . '/left-behind', '' );`
			);

			const began = performance.now();
			await store.reset();
			expect( performance.now() - began ).toBeLessThan( 2_000 );

			expect(
				await store.sql(
					'CHECKSUM TABLE wp_options, wp_posts, wp_wc_orders, wp_users'
				)
			).toEqual( before );
			expect(
				await store.sql( `SHOW TABLES LIKE '%left_behind'` )
			).toEqual( [] );
			expect(
				await store.sql( `SHOW TABLES LIKE 'wp_wc_webhooks'` )
			).toHaveLength( 1 );
			expect( await store.mails() ).toEqual( [] );
			expect( await store.debugLog() ).toBe( '' );
			expect(
				await readdir( path.join( store.root, 'wp-content/uploads' ) )
			).not.toContain( 'left-behind' );
			const again = await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );
			expect( again.orderId ).toBe( placed.orderId );
		} );

		it( 'ends running PHP before it can write to the restored database', async () => {
			await addMuPlugin(
				store,
				'slow',
				`if ( isset( $_GET['slow'] ) ) {
						add_action( 'init', static function () { sleep( 2 ); update_option( 'blogname', 'Late' ); exit; } );
					}`
			);
			const slow = store.fetch( '/?slow' ).catch( () => null );
			const pid = await workingOn( store, 'slow' );
			await store.reset();
			await slow;

			expect(
				( await store.phpProcesses() ).map( ( entry ) => entry.pid )
			).not.toContain( pid );
			expect(
				await store.sql(
					`SELECT option_value AS name FROM wp_options WHERE option_name = 'blogname'`
				)
			).toEqual( [ { name: 'Test store' } ] );
		} );
	} );

	describe( 'the report of a request', () => {
		const report = async ( at: string ) => {
			const id = `test-${ Date.now() }`;
			const response = await store.fetch( at, {
				headers: { [ REQUEST_HEADER ]: id },
			} );
			await response.text();
			return store.requestReport( id );
		};
		const sqls = ( queries: Array< { sql: string } > ) =>
			queries.map( ( { sql } ) => sql );

		beforeAll( () =>
			addMuPlugin(
				store,
				'reported',
				`if ( isset( $_GET['reported'] ) ) {
						add_action( 'init', static function () {
							global $wpdb;
							$wpdb->query( "SELECT 'in the request'" );
							wp_remote_get( 'http://127.0.0.1:9/in-the-request', array( 'timeout' => 1 ) );
						} );
						add_action( 'shutdown', static function () {
							global $wpdb;
							$wpdb->query( "SELECT 'at shutdown'" );
							if ( 'finish' === $_GET['reported'] ) {
								call_user_func( 'fastcgi_finish_request' );
							}
							$wpdb->query( "SELECT 'at the end'" );
							wp_remote_post( 'http://127.0.0.1:9/at-the-end', array( 'blocking' => false ) );
						}, (int) $_GET['at'] );
					}`
			)
		);

		it.each( [ -100, 1, 10, 10_000 ] )(
			'divides it at the moment when the response was sent, at any priority of shutdown (%d)',
			async ( at ) => {
				const { before, after, ...rest } = await report(
					`/?reported=finish&at=${ at }`
				);

				expect( rest ).toMatchObject( {
					method: 'GET',
					status: 200,
					ended: true,
					sentBy: 'fastcgi_finish_request',
				} );
				expect( sqls( before.queries ) ).toEqual(
					expect.arrayContaining( [
						`SELECT 'in the request'`,
						`SELECT 'at shutdown'`,
					] )
				);
				expect( sqls( before.queries ) ).not.toContain(
					`SELECT 'at the end'`
				);
				expect( sqls( after.queries ) ).toContain(
					`SELECT 'at the end'`
				);
				expect( before.requests ).toMatchObject( [
					{
						url: 'http://127.0.0.1:9/in-the-request',
						blocking: true,
					},
				] );
				expect( after.requests ).toMatchObject( [
					{
						method: 'POST',
						url: 'http://127.0.0.1:9/at-the-end',
						blocking: false,
					},
				] );
			}
		);

		it( 'puts all work before the response if nothing sent that early', async () => {
			const { before, after, sentBy } = await report(
				'/?reported=not&at=10'
			);

			expect( sentBy ).toBe( 'end' );
			expect( sqls( before.queries ) ).toContain( `SELECT 'at the end'` );
			expect( after ).toEqual( { queries: [], requests: [] } );
		} );

		it( 'counts each query of a checkout, with its callers', async () => {
			const placed = await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );
			const { before } = await store.requestReport( placed.requestId! );

			expect( before.queries.length ).toBeGreaterThan( 200 );
			expect(
				before.queries.find( ( { sql } ) =>
					/^\s*INSERT INTO `?wp_wc_orders\b/.test( sql )
				)?.caller
			).toContain( 'OrdersTableDataStore' );
		} );
	} );

	describe( 'faults', () => {
		it( 'PHP serves again after it was killed', async () => {
			const pids = ( await store.phpProcesses() ).map(
				( { pid } ) => pid
			);
			expect( pids.length ).toBeGreaterThanOrEqual( 2 );
			await store.killPhp();

			expect( ( await store.fetch( '/shop/' ) ).status ).toBe( 200 );
			const now = ( await store.phpProcesses() ).map(
				( { pid } ) => pid
			);
			expect( now.filter( ( pid ) => pids.includes( pid ) ) ).toEqual(
				[]
			);
		} );

		it( 'tells which PHP process works on which request, so that it can be killed during that request', async () => {
			await addMuPlugin(
				store,
				'sleepy',
				`if ( isset( $_GET['sleepy'] ) ) { sleep( 20 ); }`
			);
			const response = store
				.fetch( '/?sleepy' )
				.then( ( { status } ) => status );
			await store.killPhp( [ await workingOn( store, 'sleepy' ) ] );
			expect( await response ).toBe( 502 );
		} );

		it( 'a killed database comes back with the committed data', async () => {
			await store.php( `update_option( 'blogname', 'Committed' );` );
			await store.restartDatabase();

			expect(
				await store.phpJson( `return get_option( 'blogname' );` )
			).toBe( 'Committed' );
		} );
	} );
} );

/** Adds code that the store runs in each request from now on. */
async function addMuPlugin(
	store: Store,
	name: string,
	code: string
): Promise< void > {
	const file = path.join(
		store.root,
		'wp-content/mu-plugins',
		`${ name }.php`
	);
	expect( existsSync( file ) ).toBe( false );
	await writeFile( file, `<?php\n${ code }\n` );
}
