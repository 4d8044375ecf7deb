import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeFolders, replaceFolder } from '../folders.ts';
import { remember, type Memory } from '../memory.ts';
import { openStore } from '../open.ts';
import { PLUGIN_FOLDER } from '../native/files.ts';
import { PhpError } from '../native/php.ts';
import type { Places } from '../places.ts';
import type { ReservedPort } from '../ports.ts';
import { ProcessKeeper } from '../processes.ts';
import { script } from '../script.ts';
import {
	ADMIN,
	withDefaults,
	type Settings,
	type Versions,
} from '../settings.ts';
import type { PhpOptions, ServedOptions, ServedStore, Site } from '../types.ts';
import { wpConfig } from '../wp-config.ts';
import { PlaygroundServer } from './server.ts';

/** The path of the store's folder for reports inside Playground. */
const FILES_INSIDE = '/store-files';
const PHP_VERSION = '8.2';

type RunOptions = Pick< PhpOptions, 'args' >;

/** Starts the store of `npm start` if PHP or MariaDB is missing. Tests need a native store. */
export async function startPlaygroundStore(
	versions: Versions,
	options: ServedOptions
): Promise< ServedStore > {
	const settings = withDefaults( options );
	return openStore(
		'playground',
		versions,
		settings,
		options.dataDir,
		( where, memory ) =>
			new PlaygroundStore( versions, settings, where, memory )
	);
}

/**
 * WordPress in WebAssembly with SQLite: slower, without a database server or processes, but with nothing to install.
 */
class PlaygroundStore implements ServedStore {
	readonly adminUser = ADMIN.user;
	readonly adminPassword = ADMIN.password;
	readonly url: string;
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
		this.url = `http://localhost:${ memory.port }`;
		this.#components = components;
		this.#settings = settings;
		this.#places = where;
		this.#memory = memory;
		this.#keeper = new ProcessKeeper( where.folder, {
			remove: where.disposable,
		} );
		this.#server = new PlaygroundServer( this.#keeper, {
			url: this.url,
			php: PHP_VERSION,
			root: where.root,
			mounts: {
				[ FILES_INSIDE ]: where.files,
				'/wordpress/wp-content/plugins/ivorey-for-woocommerce':
					PLUGIN_FOLDER,
			},
			database: 'sqlite',
			logs: where.logs,
		} );
	}

	async start(
		remembered: Memory | null,
		port: ReservedPort
	): Promise< void > {
		const isKept = remembered !== null;
		const { files, logs, memory } = this.#places;
		await mkdir( logs, { recursive: true } );
		await mkdir( files, { recursive: true } );
		await ( isKept ? this.#keepContent() : this.#layOut() );
		await port.release();
		await this.#server.start();
		if ( ! isKept ) {
			await this.#setUp();
			await this.#configure();
		}
		for ( const site of this.#memory.sites ) {
			site.url = this.url;
		}
		await remember( memory, this.#memory );
	}

	async php( code: string, options: RunOptions = {} ): Promise< string > {
		return ( await this.#run( code, options ) ).output;
	}

	async phpJson< T >( code: string, options: RunOptions = {} ): Promise< T > {
		return ( await this.#run( code, options ) ).value as T;
	}

	async stop(): Promise< void > {
		await this.#server.stop();
		await this.#keeper.close();
		await removeFolders( this.#places.disposable );
	}

	async #run(
		code: string,
		{ args = {} }: RunOptions
	): Promise< { output: string; value: unknown } > {
		const response = await fetch( this.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-store-run': this.#token,
			},
			body: JSON.stringify( { code, args } ),
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

	/** Copies instead of linking, because Playground writes into WordPress' folder. */
	async #layOut(): Promise< void > {
		const { wordpress, woocommerce } = this.#components;
		const { root } = this.#places;
		await replaceFolder( wordpress.folder, root );
		const content = path.join( root, 'wp-content' );
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
			path.join( root, 'wp-config.php' ),
			wpConfig( {
				database: 'wordpress',
				databaseHost: 'localhost',
				tablePrefix: this.#settings.tablePrefix,
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

	/** Replaces all files except for SQLite's database and the uploads. */
	async #keepContent(): Promise< void > {
		const { folder, root, uploads } = this.#places;
		const database = path.join( root, 'wp-content', 'database' );
		const aside = path.join( folder, 'aside' );
		await replaceFolder( database, path.join( aside, 'data' ) );
		await replaceFolder( uploads, path.join( aside, 'uploads' ) );
		await this.#layOut();
		await replaceFolder( path.join( aside, 'data' ), database );
		await replaceFolder( path.join( aside, 'uploads' ), uploads );
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
}
