import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it, vi } from 'vitest';
import { describeStore } from '../../test/describe-store.ts';
import { blockCheckout } from './shopper.ts';
import { startStore, type Store, type StoreOptions } from './store.ts';

/** The IDs of the processes whose command line contains this store's folder. */
function processesOf( root: string ): number[] {
	const folder = path.dirname( root );
	return readdirSync( '/proc' )
		.filter( ( name ) => /^\d+$/.test( name ) )
		.filter( ( pid ) => {
			try {
				return readFileSync(
					`/proc/${ pid }/cmdline`,
					'utf8'
				).includes( folder );
			} catch {
				return false;
			}
		} )
		.map( Number );
}

async function expectNothingLeft( {
	root,
	url,
}: {
	root: string;
	url: string;
} ): Promise< void > {
	await vi.waitFor(
		() => {
			expect( processesOf( root ) ).toEqual( [] );
			expect( existsSync( path.dirname( root ) ) ).toBe( false );
		},
		{ timeout: 15_000, interval: 100 }
	);
	await expect( fetch( url ) ).rejects.toThrow();
}

/** A store in a separate process, which can be killed; it runs PHP code that does not end by itself. */
async function startElsewhere( options: StoreOptions ) {
	const child = spawn(
		process.execPath,
		[
			'--input-type=module',
			'--eval',
			`import { startStore } from ${ JSON.stringify(
				new URL( 'store.ts', import.meta.url ).href
			) };
			const store = await startStore( ${ JSON.stringify( options ) } );
			store.php( "touch( STORE_FILES . '/sleeping' ); sleep( 60 );" ).catch( () => {} );
			setInterval( () => {}, 1000 );
			console.log( JSON.stringify( { root: store.root, url: store.url } ) );`,
		],
		{ stdio: [ 'ignore', 'pipe', 'inherit' ] }
	);
	const [ line ] = ( await once(
		createInterface( child.stdout ),
		'line'
	) ) as [ string ];
	return {
		...( JSON.parse( line ) as { root: string; url: string } ),
		kill: async () => {
			const ended = once( child, 'exit' );
			child.kill( 'SIGKILL' );
			await ended;
		},
	};
}

describeStore( 'the life of a native store', () => {
	const stores: Store[] = [];
	const folders: string[] = [];
	const start = async ( options: StoreOptions = {} ) => {
		const store = await startStore( {
			plugin: false,
			...options,
		} );
		stores.push( store );
		return store;
	};
	const folder = async () => {
		const made = await mkdtemp( path.join( tmpdir(), 'ivorey-kept-' ) );
		folders.push( made );
		return made;
	};
	afterEach( async () => {
		await Promise.all(
			stores.splice( 0 ).map( ( store ) => store.stop() )
		);
		await Promise.all(
			folders
				.splice( 0 )
				.map( ( made ) => rm( made, { recursive: true } ) )
		);
	} );

	it( 'leaves nothing behind when it is stopped', async () => {
		const store = await start();
		const [ { socket } = { socket: '' } ] = await store.sql< {
			socket: string;
		} >( 'SELECT @@socket AS socket' );
		expect( processesOf( store.root ).length ).toBeGreaterThan( 0 );
		await store.stop();

		await expectNothingLeft( store );
		expect( existsSync( path.dirname( socket ) ) ).toBe( false );
	} );

	it( 'ends with its owner, even if that is killed, and so does the PHP it runs', async () => {
		const { kill, root, url } = await startElsewhere( {
			plugin: false,
		} );
		await vi.waitFor(
			() =>
				expect(
					existsSync(
						path.join( path.dirname( root ), 'files/sleeping' )
					)
				).toBe( true ),
			{ timeout: 10_000 }
		);
		await kill();

		await expectNothingLeft( { root, url } );
	} );

	it( 'is removed by the next store if its watchdog was killed too', async () => {
		const { kill, root, url } = await startElsewhere( {
			plugin: false,
		} );
		const watchdogs = processesOf( root ).filter( ( pid ) =>
			readFileSync( `/proc/${ pid }/cmdline`, 'utf8' ).includes(
				'store-watchdog'
			)
		);
		expect( watchdogs ).toHaveLength( 1 );
		process.kill( watchdogs[ 0 ]!, 'SIGKILL' );
		await kill();
		expect( processesOf( root ).length ).toBeGreaterThan( 0 );
		await start();

		await expectNothingLeft( { root, url } );
	} );

	it( 'runs beside others', async () => {
		const [ one, other ] = await Promise.all( [ start(), start() ] );
		await one.php( `update_option( 'blogname', 'One' );` );

		expect( one.url ).not.toBe( other.url );
		expect(
			await other.phpJson( `return get_option( 'blogname' );` )
		).toBe( 'Test store' );
	} );

	it( 'continues at the same address with the same keys if it is kept', async () => {
		const dataDir = await folder();
		const first = await start( { dataDir } );
		const { orderId } = await blockCheckout( first, {
			items: [ { id: first.products.MUG! } ],
		} );
		const salt = await first.phpJson( `return wp_salt();` );
		await first.stop();
		const second = await start( { dataDir } );

		expect( second.url ).toBe( first.url );
		expect( second.products ).toEqual( first.products );
		expect( await second.phpJson( `return wp_salt();` ) ).toBe( salt );
		const order = await second.fetch(
			`/wp-json/wc/v3/orders/${ orderId }`,
			{ headers: second.restHeaders() }
		);
		expect( await order.json() ).toMatchObject( {
			id: orderId,
			status: 'processing',
		} );
		await second.reset();
		expect( await second.sql( 'SELECT id FROM wp_wc_orders' ) ).toEqual(
			[]
		);
		expect( ( await second.fetch( '/shop/' ) ).status ).toBe( 200 );
	} );

	it( 'continues after its owner was killed, at another address if necessary', async () => {
		const dataDir = await folder();
		const { kill, url } = await startElsewhere( {
			plugin: false,
			dataDir,
		} );
		await kill();
		const taken = createServer();
		await vi.waitFor(
			() =>
				new Promise< void >( ( resolve, reject ) =>
					taken
						.once( 'error', reject )
						.listen(
							Number( new URL( url ).port ),
							'127.0.0.1',
							resolve
						)
				),
			{ timeout: 10_000, interval: 100 }
		);
		const store = await start( { dataDir } );
		await new Promise( ( resolve ) => taken.close( resolve ) );

		expect( store.url ).not.toBe( url );
		// Bypasses the constants of wp-config.php, which hide the values in the database.
		expect(
			await store.sql(
				`SELECT option_value AS home FROM wp_options WHERE option_name = 'home'`
			)
		).toEqual( [ { home: store.url } ] );
		expect( ( await store.fetch( '/shop/' ) ).status ).toBe( 200 );
	} );

	it( 'is not started twice, nor with options that differ from those it was made with', async () => {
		const dataDir = await folder();
		const store = await start( { dataDir } );
		await expect( start( { dataDir } ) ).rejects.toThrow(
			`in use by process ${ process.pid }`
		);
		await store.stop();

		await expect(
			start( { dataDir, tablePrefix: 'other_' } )
		).rejects.toThrow( 'made with tablePrefix wp_, not other_' );
	} );

	it( 'reports that its port is taken', async () => {
		const { url } = await start();
		const port = Number( new URL( url ).port );

		await expect( start( { port } ) ).rejects.toThrow(
			`Port ${ port } is in use`
		);
	} );
} );
