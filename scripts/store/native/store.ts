import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BaseStore } from '../base-store.ts';
import { removeFolders, replaceFolder } from '../folders.ts';
import { ProcessKeeper } from '../processes.ts';
import { withDefaults, type Settings, type Versions } from '../settings.ts';
import type { NativeTools } from '../tools.ts';
import type {
	PhpOptions,
	Site,
	Store,
	StoreOptions,
	WpOptions,
	WpResult,
} from '../types.ts';
import { PLUGIN_FOLDER, layOutWordPress } from './files.ts';
import { DATABASE, MariaDb } from './mariadb.ts';
import { remember, type Memory } from '../memory.ts';
import { openStore } from '../open.ts';
import { PHP_SETTINGS, runCode, runWpCli, type PhpSite } from './php.ts';
import type { Places } from '../places.ts';
import { PlaygroundServer } from '../playground/server.ts';
import type { ReservedPort } from '../ports.ts';
import { leaveSlot } from '../slots.ts';
import { configureSites, moveSites, siteUrls } from './sites.ts';
import { template } from './template.ts';
import {
	BuiltinServer,
	FpmServer,
	type PhpProcess,
	type WebServer,
} from './web.ts';
import { makePhpCommand } from '../webassembly/command.ts';
import { wpConfig } from '../wp-config.ts';

export async function startNativeStore(
	tools: NativeTools,
	versions: Versions,
	options: StoreOptions
): Promise< Store > {
	if ( options.server === 'fpm' && ! tools.fpm ) {
		throw new Error(
			'nginx and PHP-FPM are not on this machine: start the store with the builtin server.'
		);
	}
	const settings = withDefaults( options );
	return openStore(
		'native',
		versions,
		settings,
		options.dataDir,
		( where, memory ) =>
			new NativeStore(
				options.server === 'builtin' ? { ...tools, fpm: null } : tools,
				versions,
				settings,
				where,
				memory
			)
	);
}

class NativeStore extends BaseStore {
	readonly #tools: NativeTools;
	/** The command that runs its PHP. */
	#php: string;
	readonly #components: Versions;
	readonly #settings: Settings;
	readonly #places: Places;
	readonly #keeper: ProcessKeeper;
	readonly #database: MariaDb;
	readonly #web: WebServer;
	readonly #memory: Memory;

	constructor(
		tools: NativeTools,
		components: Versions,
		settings: Settings,
		places: Places,
		memory: Memory
	) {
		// Playground decides itself where pages log.
		const where = tools.webAssembly
			? {
					...places,
					debugLog: path.join(
						places.root,
						'wp-content',
						'debug.log'
					),
				}
			: places;
		super(
			`http://localhost:${ memory.port }`,
			where,
			settings,
			components
		);
		this.#tools = tools;
		this.#php = tools.php;
		this.#components = components;
		this.#settings = settings;
		this.#places = where;
		this.#memory = memory;
		this.#keeper = new ProcessKeeper( where.folder, {
			remove: where.disposable,
		} );
		this.#database = new MariaDb( this.#keeper, tools, {
			data: where.data,
			socket: path.join( where.sockets, 'mariadb' ),
			log: path.join( where.logs, 'mariadb.log' ),
		} );
		const files = {
			root: where.root,
			folder: where.logs,
			sockets: where.sockets,
		};
		const web = {
			port: memory.port,
			workers: settings.workers,
			multisite: settings.multisite,
			phpSettings: [
				...PHP_SETTINGS,
				'display_errors=Off',
				'max_execution_time=120',
				`opcache.file_cache=${ where.opcache }`,
			],
		};
		if ( tools.webAssembly ) {
			this.#web = new PlaygroundServer( this.#keeper, {
				url: this.url,
				php: tools.webAssembly,
				root: where.root,
				mounts: {
					[ where.files ]: where.files,
					[ PLUGIN_FOLDER ]: PLUGIN_FOLDER,
				},
				database: 'mysql',
				logs: where.logs,
			} );
			return;
		}
		this.#web = tools.fpm
			? new FpmServer( this.#keeper, tools.fpm, files, web )
			: new BuiltinServer( this.#keeper, tools, files, web );
	}

	get sites(): readonly Site[] {
		return this.#memory.sites;
	}

	async start(
		remembered: Memory | null,
		port: ReservedPort
	): Promise< void > {
		await mkdir( this.#places.logs, { recursive: true } );
		await mkdir( this.#places.opcache, { recursive: true } );
		await mkdir( this.#places.reports, { recursive: true } );
		if ( this.#tools.webAssembly ) {
			this.#php = await makePhpCommand(
				this.#tools.webAssembly,
				path.join( this.#places.folder, 'bin' )
			);
			await this.#database.joinNetwork();
		}
		await ( remembered ? this.#takeUp( remembered ) : this.#make() );
		await remember( this.#places.memory, this.#memory );
		await port.release();
		await this.#web.start();
	}

	async php( code: string, options: PhpOptions = {} ): Promise< string > {
		const site = this.#phpSite( options.site );
		return ( await runCode( site, code, options ) ).stdout;
	}

	async phpJson< T >( code: string, options: PhpOptions = {} ): Promise< T > {
		const site = this.#phpSite( options.site );
		return ( await runCode( site, code, options ) ).value as T;
	}

	async wp(
		args: readonly string[],
		options: WpOptions = {}
	): Promise< WpResult > {
		return runWpCli( this.#phpSite( options.site ), args, options );
	}

	async sql< T >(
		query: string,
		params: readonly unknown[] = []
	): Promise< T[] > {
		const rows = await this.#database.query( query, params );
		return Array.isArray( rows ) ? ( rows as T[] ) : [];
	}

	async reset(): Promise< void > {
		const { snapshot, uploads, files, reports, debugLog } = this.#places;
		await this.#restore( snapshot.data );
		await this.#moveSites();
		await replaceFolder( snapshot.uploads, uploads );
		await rm( files, { recursive: true, force: true } );
		await rm( debugLog, { force: true } );
		await mkdir( reports, { recursive: true } );
	}

	async backUp(): Promise< () => Promise< void > > {
		const backup = path.join( this.#places.folder, 'backup' );
		await this.#database.snapshot( backup );
		return () => this.#restore( backup );
	}

	/** Kills busy PHP processes first, so that they do not write into the restored database. */
	async #restore( data: string ): Promise< void > {
		await this.killPhp(
			( await this.phpProcesses() )
				.filter( ( { busy } ) => busy !== false )
				.map( ( { pid } ) => pid )
		);
		await this.#database.restore( data );
	}

	async phpProcesses(): Promise< PhpProcess[] > {
		return this.#web.phpProcesses();
	}

	async killPhp( pids?: readonly number[] ): Promise< void > {
		const doomed =
			pids ?? ( await this.phpProcesses() ).map( ( { pid } ) => pid );
		if ( doomed.length > 0 ) {
			await this.#web.killPhp( doomed );
		}
	}

	async restartDatabase(): Promise< void > {
		await this.#database.stop( 'SIGKILL' );
		await this.#database.start();
	}

	async stop(): Promise< void > {
		const { data, disposable, slot } = this.#places;
		await this.#web.stop();
		// A database that is discarded need not shut down cleanly.
		const isKept = ! disposable.some( ( folder ) =>
			data.startsWith( folder )
		);
		await this.#database.stop( isKept ? 'SIGTERM' : 'SIGKILL' );
		await this.#keeper.close();
		await removeFolders( disposable );
		leaveSlot( slot );
	}

	async #make(): Promise< void > {
		const { data, uploads, snapshot } = this.#places;
		const made = await template( this.#tools, {
			...this.#components,
			...this.#memory.made,
		} );
		await replaceFolder( path.join( made, 'data' ), data );
		await this.#layOut();
		await replaceFolder( path.join( made, 'uploads' ), uploads );
		await this.#database.start();
		await this.#moveSites();
		this.#memory.sites = await configureSites(
			this.#phpSite(),
			this.#urls(),
			this.#settings
		);
		await this.#database.snapshot( snapshot.data );
		await replaceFolder( uploads, snapshot.uploads );
	}

	/** Restarts a kept store, perhaps at another address or on newer versions. */
	async #takeUp( { versions }: Memory ): Promise< void > {
		const { uploads, folder } = this.#places;
		const aside = path.join( folder, 'uploads-aside' );
		await replaceFolder( uploads, aside );
		await this.#layOut();
		await replaceFolder( aside, uploads );
		await rm( aside, { recursive: true, force: true } );
		await this.#database.start();
		await this.#moveSites();
		for ( const [ index, url ] of this.#urls().entries() ) {
			const site = this.#memory.sites[ index ];
			if ( site ) {
				site.url = url;
			}
		}
		if ( versions.wordpress !== this.versions.wordpress ) {
			await this.php(
				`require_once ABSPATH . 'wp-admin/includes/upgrade.php'; wp_upgrade();`
			);
		}
	}

	async #layOut(): Promise< void > {
		const { wordpress, woocommerce } = this.#components;
		layOutWordPress(
			this.root,
			wordpress.folder,
			woocommerce.folder,
			this.#settings.locale
		);
		await writeFile(
			path.join( this.root, 'wp-config.php' ),
			wpConfig( {
				database: DATABASE,
				databaseHost: 'localhost',
				cliShowsErrors: true,
				tablePrefix: this.tablePrefix,
				host: new URL( this.url ).host,
				multisite: this.#settings.multisite,
				cron: this.#settings.cron,
				salts: this.#memory.salts,
				files: this.#places.files,
				debugLog: this.#places.debugLog,
				constants: {
					...this.#database.constants,
					...this.#settings.constants,
				},
			} )
		);
	}

	async #moveSites(): Promise< void > {
		await moveSites( this.#database, this.tablePrefix, this.#urls() );
	}

	#urls(): string[] {
		return siteUrls( this.url, this.#settings.multisite );
	}

	#phpSite( site: Site | undefined = this.sites[ 0 ] ): PhpSite {
		return {
			php: this.#php,
			root: this.root,
			url: site?.url ?? this.url,
			opcache: this.#tools.webAssembly ? null : this.#places.opcache,
			keeper: this.#keeper,
		};
	}
}
