import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BaseStore } from '../base-store.ts';
import { cacheFolder } from '../cache.ts';
import { removeFolders, replaceFolder } from '../folders.ts';
import { recall, remember, type MadeWith, type Memory } from '../memory.ts';
import { PLUGIN_FOLDER } from '../native/files.ts';
import { PhpError } from '../native/php.ts';
import type { PhpProcess } from '../native/web.ts';
import { findPlaces, type Places } from '../places.ts';
import { takePort, type ReservedPort } from '../ports.ts';
import { ProcessKeeper } from '../processes.ts';
import { script } from '../script.ts';
import {
	ADMIN,
	withDefaults,
	type Settings,
	type Versions,
} from '../settings.ts';
import type {
	PhpOptions,
	Site,
	Store,
	StoreOptions,
	WpResult,
} from '../types.ts';
import { randomSalts, wpConfig } from '../wp-config.ts';
import { FILES_INSIDE, PlaygroundServer } from './server.ts';

/** With fewer, a request that waits for another request of the same site may wait for ever. */
const WORKERS = 6;
const SETUP_SCRIPTS = [ 'shop.php', 'catalogue.php' ];
/** To be raised when this file sets something up differently. */
const REVISION = 1;

export async function startPlaygroundStore(
	versions: Versions,
	options: StoreOptions
): Promise< Store > {
	if ( options.multisite || options.server ) {
		throw new Error(
			'Playground runs one site, on a server of its own: use the native runtime for networks and other servers.'
		);
	}
	const settings = withDefaults( { workers: WORKERS, ...options } );
	const { tablePrefix, multisite, catalogue, hpos } = settings;
	const made: MadeWith = {
		runtime: 'playground',
		tablePrefix,
		multisite,
		catalogue,
		hpos,
	};
	const where = await findPlaces( options.dataDir );
	let store: PlaygroundStore | null = null;
	let port: ReservedPort | null = null;
	try {
		const remembered = await recall( where.memory, made );
		port = await takePort( settings.port, remembered?.port );
		store = new PlaygroundStore( versions, settings, where, {
			made,
			versions: {
				wordpress: versions.wordpress.version,
				woocommerce: versions.woocommerce.version,
			},
			port: port.port,
			salts: remembered?.salts ?? randomSalts(),
			sites: remembered?.sites ?? [],
		} );
		await store.start( remembered !== null, port );
		return store;
	} catch ( error ) {
		await port?.release();
		await store?.stop();
		await removeFolders( where.disposable );
		throw error;
	}
}

/** WordPress in WebAssembly with SQLite: slower, and without a database server or processes, but with nothing to install. */
class PlaygroundStore extends BaseStore {
	readonly runtime = 'playground' as const;
	readonly #components: Versions;
	readonly #settings: Settings;
	readonly #places: Places;
	readonly #memory: Memory;
	readonly #keeper: ProcessKeeper;
	readonly #server: PlaygroundServer;
	readonly #token = randomBytes( 24 ).toString( 'base64url' );

	constructor(
		components: Versions,
		settings: Settings,
		where: Places,
		memory: Memory
	) {
		const url = `http://localhost:${ memory.port }`;
		super( url, where, settings, components );
		this.#components = components;
		this.#settings = settings;
		this.#places = where;
		this.#memory = memory;
		this.#keeper = new ProcessKeeper( where.folder, {
			remove: where.disposable,
		} );
		this.#server = new PlaygroundServer(
			this.#keeper,
			{
				root: where.root,
				files: where.files,
				plugin: PLUGIN_FOLDER,
				logs: where.logs,
			},
			url,
			settings.workers
		);
	}

	get sites(): readonly Site[] {
		return this.#memory.sites;
	}

	async start( isKept: boolean, port: ReservedPort ): Promise< void > {
		const { logs, reports, memory, uploads, snapshot } = this.#places;
		await mkdir( logs, { recursive: true } );
		await mkdir( reports, { recursive: true } );
		const template = await this.#template();
		if ( isKept ) {
			await this.#keepContent();
		} else {
			await this.#layOut();
			if ( existsSync( template ) ) {
				await replaceFolder(
					path.join( template, 'data' ),
					this.#data
				);
				await replaceFolder(
					path.join( template, 'uploads' ),
					uploads
				);
			}
		}
		await port.release();
		await this.#server.start();
		if ( isKept ) {
			for ( const site of this.#memory.sites ) {
				site.url = this.url;
			}
		} else {
			if ( ! existsSync( template ) ) {
				await this.#setUp();
				await this.#saveTemplate( template );
			}
			await this.#configure();
			await replaceFolder( this.#data, snapshot.data );
			await replaceFolder( uploads, snapshot.uploads );
		}
		await remember( memory, this.#memory );
	}

	async php( code: string, options: PhpOptions = {} ): Promise< string > {
		return ( await this.#run( code, options ) ).output;
	}

	async phpJson< T >( code: string, options: PhpOptions = {} ): Promise< T > {
		return ( await this.#run( code, options ) ).value as T;
	}

	async reset(): Promise< void > {
		const { snapshot, uploads, files, reports } = this.#places;
		await replaceFolder( snapshot.uploads, uploads );
		// The folder itself is known to Playground, and stays.
		await rm( path.join( this.#data, '.ht.sqlite-wal' ), { force: true } );
		await rm( path.join( this.#data, '.ht.sqlite-shm' ), { force: true } );
		await cp( snapshot.data, this.#data, { recursive: true } );
		for ( const name of [ 'requests', 'mails.jsonl', 'debug.log' ] ) {
			await rm( path.join( files, name ), {
				recursive: true,
				force: true,
			} );
		}
		await mkdir( reports, { recursive: true } );
	}

	async stop(): Promise< void > {
		await this.#server.stop();
		await this.#keeper.close();
		await removeFolders( this.#places.disposable );
	}

	async wp(): Promise< WpResult > {
		return needsNative( 'WP-CLI' );
	}

	async sql< T >(): Promise< T[] > {
		return needsNative( 'SQL' );
	}

	async phpProcesses(): Promise< PhpProcess[] > {
		return needsNative( 'The list of PHP processes' );
	}

	async killPhp(): Promise< void > {
		return needsNative( 'Killing PHP' );
	}

	async restartDatabase(): Promise< void > {
		return needsNative( 'Restarting the database' );
	}

	/** SQLite's folder. */
	get #data(): string {
		return path.join( this.root, 'wp-content', 'database' );
	}

	async #run(
		code: string,
		{ args = {}, env, signal }: PhpOptions
	): Promise< { output: string; value: unknown } > {
		if ( env ) {
			needsNative( 'An environment for PHP' );
		}
		const response = await this.fetch( '/', {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-store-run': this.#token,
			},
			body: JSON.stringify( { code, args } ),
			...( signal ? { signal } : {} ),
		} );
		const text = await response.text();
		let answer: { output: string; value: unknown } | { error: string };
		try {
			answer = JSON.parse( text );
		} catch {
			throw new PhpError(
				`PHP ended with ${ response.status }:\n${ text.slice( 0, 8_000 ) }`
			);
		}
		if ( 'error' in answer ) {
			throw new PhpError( `PHP failed:\n${ answer.error }` );
		}
		return answer;
	}

	/** A copy, not links: Playground writes into WordPress' folder. */
	async #layOut(): Promise< void > {
		const { wordpress, woocommerce } = this.#components;
		await replaceFolder( wordpress.folder, this.root );
		const content = path.join( this.root, 'wp-content' );
		await replaceFolder(
			woocommerce.folder,
			path.join( content, 'plugins', 'woocommerce' )
		);
		await mkdir( path.join( content, 'mu-plugins' ) );
		for ( const [ from, to ] of [
			[ 'store-in-tests.php', '000-store-in-tests.php' ],
			[ 'run-route.php', '001-run-route.php' ],
		] as const ) {
			copyFileSync(
				new URL( `../wordpress/${ from }`, import.meta.url ),
				path.join( content, 'mu-plugins', to )
			);
		}
		await writeFile(
			path.join( this.root, 'wp-config.php' ),
			wpConfig( {
				database: 'wordpress',
				databaseHost: 'localhost',
				tablePrefix: this.tablePrefix,
				host: new URL( this.url ).host,
				multisite: false,
				cron: this.#settings.cron,
				salts: this.#memory.salts,
				files: FILES_INSIDE,
				debugLog: `${ FILES_INSIDE }/debug.log`,
				cliShowsErrors: false,
				constants: {
					STORE_RUN_TOKEN: this.#token,
					...this.#settings.constants,
				},
			} )
		);
	}

	/** New files around the database and the uploads of before. */
	async #keepContent(): Promise< void > {
		const aside = path.join( this.#places.folder, 'aside' );
		await replaceFolder( this.#data, path.join( aside, 'data' ) );
		await replaceFolder(
			this.#places.uploads,
			path.join( aside, 'uploads' )
		);
		await this.#layOut();
		await replaceFolder( path.join( aside, 'data' ), this.#data );
		await replaceFolder(
			path.join( aside, 'uploads' ),
			this.#places.uploads
		);
		await rm( aside, { recursive: true } );
	}

	async #setUp(): Promise< void > {
		await this.php(
			`wp_set_password( $args['password'], 1 );
			wp_update_user( array( 'ID' => 1, 'user_email' => $args['email'] ) );
			update_option( 'admin_email', $args['email'] );
			update_option( 'blogname', 'Test store' );
			require_once ABSPATH . 'wp-admin/includes/plugin.php';
			$result = activate_plugin( 'woocommerce/woocommerce.php' );
			if ( is_wp_error( $result ) ) {
				throw new RuntimeException( $result->get_error_message() );
			}`,
			{ args: { ...ADMIN } }
		);
		await this.php( await script( 'shop.php' ) );
		await this.php(
			`${ await script( 'catalogue.php' ) }
			ivorey_store_small_catalogue();
			if ( 'sample' === $args['catalogue'] ) {
				ivorey_store_sample_catalogue();
			}`,
			{ args: { catalogue: this.#settings.catalogue } }
		);
	}

	async #configure(): Promise< void > {
		const { hpos, timezone, locale, currency, plugin } = this.#settings;
		const site = await this.phpJson<
			Pick< Site, 'restPassword' | 'products' >
		>( await script( 'configure.php' ), {
			args: { hpos, timezone, locale, currency, plugin },
		} );
		this.#memory.sites = [ { id: 1, url: this.url, ...site } ];
	}

	async #template(): Promise< string > {
		const hash = createHash( 'sha256' );
		for ( const name of SETUP_SCRIPTS ) {
			hash.update(
				await readFile(
					new URL( `../wordpress/${ name }`, import.meta.url )
				)
			);
		}
		const { catalogue, tablePrefix } = this.#settings;
		hash.update( JSON.stringify( [ REVISION, catalogue, tablePrefix ] ) );
		const { wordpress, woocommerce } = this.versions;
		return path.join(
			cacheFolder(),
			'templates',
			`playground-${ wordpress }-${ woocommerce }-${ hash.digest( 'hex' ).slice( 0, 12 ) }`
		);
	}

	async #saveTemplate( template: string ): Promise< void > {
		const scratch = `${ template }.${ randomBytes( 4 ).toString( 'hex' ) }`;
		await mkdir( scratch, { recursive: true } );
		await replaceFolder( this.#data, path.join( scratch, 'data' ) );
		await replaceFolder(
			this.#places.uploads,
			path.join( scratch, 'uploads' )
		);
		await rename( scratch, template ).catch( () =>
			// Another process was faster; its template is as good.
			rm( scratch, { recursive: true } )
		);
	}
}

function needsNative( what: string ): never {
	throw new Error(
		`${ what } needs the native runtime; Playground has none of it.`
	);
}
