import { existsSync } from 'node:fs';
import {
	cp,
	mkdir,
	mkdtemp,
	readFile,
	readdir,
	rm,
	writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../cache.ts';
import { ProcessKeeper, endLeftovers, ownerOf } from '../processes.ts';
import type { NativeTools } from '../tools.ts';
import type {
	Mail,
	PhpOptions,
	RequestReport,
	Site,
	Store,
	StoreOptions,
	WpResult,
} from '../types.ts';
import { layOutWordPress } from './files.ts';
import { DATABASE, MariaDb } from './mariadb.ts';
import { PHP_SETTINGS, runCode, runWpCli, type PhpSite } from './php.ts';
import {
	ADMIN,
	SECOND_SITE_PATH,
	TEMPLATE_HOST,
	script,
	template,
} from './template.ts';
import {
	BuiltinServer,
	FpmServer,
	type PhpProcess,
	type WebServer,
} from './web.ts';
import { randomSalts, wpConfig } from './wp-config.ts';

export interface Versions {
	wordpress: { version: string; folder: string };
	woocommerce: { version: string; folder: string };
}

type Settings = Required<
	Omit< StoreOptions, 'runtime' | 'wordpress' | 'woocommerce' | 'dataDir' >
>;

/** What a kept store must remember, beside its database. */
interface Memory {
	format: 1;
	settings: Pick<
		Settings,
		'tablePrefix' | 'multisite' | 'catalogue' | 'hpos'
	>;
	port: number;
	salts: Record< string, string >;
	sites: Site[];
}

const WORKERS = 8;
const REPORT_TIMEOUT_MS = 10_000;

export async function startNativeStore(
	tools: NativeTools,
	versions: Versions,
	options: StoreOptions
): Promise< Store > {
	await removeLeftovers();
	const settings: Settings = {
		server: options.server ?? ( tools.fpm ? 'fpm' : 'builtin' ),
		workers: options.workers ?? WORKERS,
		hpos: options.hpos ?? true,
		tablePrefix: options.tablePrefix ?? 'wp_',
		multisite: options.multisite ?? false,
		timezone: options.timezone ?? 'UTC',
		locale: options.locale ?? 'en_US',
		currency: options.currency ?? 'USD',
		catalogue: options.catalogue ?? 'small',
		plugin: options.plugin ?? true,
		constants: options.constants ?? {},
		cron: options.cron ?? false,
		port: options.port ?? 0,
	};
	if ( settings.server === 'fpm' && ! tools.fpm ) {
		throw new Error(
			'nginx and PHP-FPM are not on this machine: start the store with the builtin server.'
		);
	}
	const store = await NativeStore.prepare(
		tools,
		versions,
		settings,
		options.dataDir
	);
	try {
		await store.start();
		return store;
	} catch ( error ) {
		await store.stop();
		throw error;
	}
}

class NativeStore implements Store {
	readonly runtime = 'native';
	readonly adminUser = ADMIN.user;
	readonly adminPassword = ADMIN.password;
	readonly adminEmail = ADMIN.email;
	readonly url: string;
	readonly root: string;
	readonly versions: Store[ 'versions' ];
	readonly tablePrefix: string;
	readonly hpos: boolean;
	readonly #tools: NativeTools;
	readonly #components: Versions;
	readonly #settings: Settings;
	readonly #places: Places;
	readonly #keeper: ProcessKeeper;
	readonly #database: MariaDb;
	readonly #web: WebServer;
	readonly #memory: Memory;
	readonly #isNew: boolean;

	static async prepare(
		tools: NativeTools,
		versions: Versions,
		settings: Settings,
		dataDir: string | undefined
	): Promise< NativeStore > {
		const kept = dataDir !== undefined;
		const folder = kept ? path.resolve( dataDir ) : await temporaryFolder();
		await mkdir( folder, { recursive: true } );
		if ( kept ) {
			const owner = ownerOf( folder );
			if ( owner !== null ) {
				throw new Error(
					`The store in ${ folder } is in use by process ${ owner }.`
				);
			}
			endLeftovers( folder );
		}
		const remembered = await recall( folder, settings );
		const port =
			settings.port ||
			( remembered && ( await isFree( remembered.port ) )
				? remembered.port
				: await freePort() );
		const memory: Memory = {
			format: 1,
			settings: {
				tablePrefix: settings.tablePrefix,
				multisite: settings.multisite,
				catalogue: settings.catalogue,
				hpos: settings.hpos,
			},
			port,
			salts: remembered?.salts ?? randomSalts(),
			sites: remembered?.sites ?? [],
		};
		// Sockets' paths have to be short, so they have a folder of their own.
		const sockets = await mkdtemp( path.join( tmpdir(), 'ivorey-' ) );
		return new NativeStore(
			tools,
			versions,
			settings,
			places( folder, sockets ),
			memory,
			{ kept, isNew: ! remembered }
		);
	}

	constructor(
		tools: NativeTools,
		versions: Versions,
		settings: Settings,
		where: Places,
		memory: Memory,
		{ kept, isNew }: { kept: boolean; isNew: boolean }
	) {
		this.#tools = tools;
		this.#components = versions;
		this.#settings = settings;
		this.#places = where;
		this.#memory = memory;
		this.#isNew = isNew;
		this.root = where.root;
		this.url = `http://localhost:${ memory.port }`;
		this.versions = {
			wordpress: versions.wordpress.version,
			woocommerce: versions.woocommerce.version,
		};
		this.tablePrefix = settings.tablePrefix;
		this.hpos = settings.hpos;
		this.#keeper = new ProcessKeeper( where.folder, {
			disposable: ! kept,
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
			],
		};
		this.#web =
			settings.server === 'fpm' && tools.fpm
				? new FpmServer( this.#keeper, tools.fpm, files, web )
				: new BuiltinServer( this.#keeper, tools, files, web );
	}

	get sites(): readonly Site[] {
		return this.#memory.sites;
	}

	get products(): Readonly< Record< string, number > > {
		return this.#memory.sites[ 0 ]?.products ?? {};
	}

	async start(): Promise< void > {
		const { data, root, uploads, logs, files } = this.#places;
		await mkdir( logs, { recursive: true } );
		await mkdir( path.join( files, 'requests' ), { recursive: true } );
		if ( this.#isNew ) {
			const made = await template( this.#tools, {
				...this.#components,
				...this.#memory.settings,
			} );
			await rm( data, { recursive: true, force: true } );
			await cp( path.join( made, 'data' ), data, { recursive: true } );
			await rm( root, { recursive: true, force: true } );
			layOutWordPress(
				root,
				this.#components.wordpress.folder,
				this.#components.woocommerce.folder
			);
			await cp( path.join( made, 'uploads' ), uploads, {
				recursive: true,
			} );
		} else {
			await this.#renewFiles();
		}
		await writeFile( path.join( root, 'wp-config.php' ), this.#wpConfig() );
		await this.#database.start();
		await this.#moveToHost();
		if ( this.#isNew ) {
			await this.#configureSites();
			await writeFile(
				path.join( this.#places.folder, MEMORY ),
				JSON.stringify( this.#memory, null, '\t' )
			);
			await this.#database.snapshot( this.#places.snapshot );
			await cp( uploads, this.#places.uploadsSnapshot, {
				recursive: true,
			} );
		}
		await this.#web.start();
	}

	async php( code: string, options: PhpOptions = {} ): Promise< string > {
		return ( await runCode( this.#phpSite( options.site ), code, options ) )
			.stdout;
	}

	async phpJson< T >( code: string, options: PhpOptions = {} ): Promise< T > {
		return ( await runCode( this.#phpSite( options.site ), code, options ) )
			.value as T;
	}

	async wp(
		args: readonly string[],
		options: {
			input?: string;
			site?: Site;
			env?: Readonly< Record< string, string > >;
		} = {}
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

	async fetch( pathOrUrl: string, init?: RequestInit ): Promise< Response > {
		return fetch( new URL( pathOrUrl, this.url ), init );
	}

	restHeaders(
		site: Site | undefined = this.sites[ 0 ]
	): Record< string, string > {
		const credentials = Buffer.from(
			`${ this.adminUser }:${ site?.restPassword ?? '' }`
		).toString( 'base64' );
		return { authorization: `Basic ${ credentials }` };
	}

	async reset(): Promise< void > {
		// What PHP is still doing must not reach into the fresh database.
		await this.killPhp(
			( await this.phpProcesses() )
				.filter( ( { busy } ) => busy !== false )
				.map( ( { pid } ) => pid )
		);
		await this.#database.restore( this.#places.snapshot );
		await rm( this.#places.uploads, { recursive: true, force: true } );
		await cp( this.#places.uploadsSnapshot, this.#places.uploads, {
			recursive: true,
		} );
		await rm( this.#places.files, { recursive: true, force: true } );
		await mkdir( path.join( this.#places.files, 'requests' ), {
			recursive: true,
		} );
	}

	async runActionScheduler(): Promise< number > {
		return this.phpJson< number >(
			`return ActionScheduler_QueueRunner::instance()->run( 'Tests' );`
		);
	}

	async debugLog(): Promise< string > {
		return read( this.#places.debugLog );
	}

	async mails(): Promise< Mail[] > {
		const lines = (
			await read( path.join( this.#places.files, 'mails.jsonl' ) )
		).split( '\n' );
		return lines
			.filter( Boolean )
			.map( ( line ) => JSON.parse( line ) as Mail );
	}

	async requestReport(
		id: string,
		timeoutMs = REPORT_TIMEOUT_MS
	): Promise< RequestReport > {
		const file = path.join(
			this.#places.files,
			'requests',
			`${ id }.json`
		);
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const text = await read( file );
			const report =
				text === '' ? null : ( JSON.parse( text ) as RequestReport );
			if ( report && ( report.ended || Date.now() > deadline ) ) {
				return report;
			}
			if ( Date.now() > deadline ) {
				throw new Error(
					`No report of the request ${ id }: was it sent with the header for it?`
				);
			}
			await sleep( 20 );
		}
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
		await this.#web.stop();
		await this.#database.stop();
		await this.#keeper.close();
		await rm( this.#places.sockets, { recursive: true, force: true } );
		if ( this.#places.folder.startsWith( temporaryStores() ) ) {
			await rm( this.#places.folder, { recursive: true, force: true } );
		}
	}

	#phpSite( site: Site | undefined = this.sites[ 0 ] ): PhpSite {
		return {
			php: this.#tools.php,
			root: this.root,
			url: site?.url ?? this.url,
		};
	}

	/** WordPress' files may be those of another version by now; what was uploaded stays. */
	async #renewFiles(): Promise< void > {
		const { root, uploads, folder } = this.#places;
		const aside = path.join( folder, 'uploads-aside' );
		await cp( uploads, aside, { recursive: true } );
		await rm( root, { recursive: true, force: true } );
		layOutWordPress(
			root,
			this.#components.wordpress.folder,
			this.#components.woocommerce.folder
		);
		await cp( aside, uploads, { recursive: true } );
		await rm( aside, { recursive: true, force: true } );
	}

	#wpConfig(): string {
		return wpConfig( {
			database: DATABASE,
			socket: this.#database.socket,
			tablePrefix: this.tablePrefix,
			host: new URL( this.url ).host,
			multisite: this.#settings.multisite,
			cron: this.#settings.cron,
			salts: this.#memory.salts,
			files: this.#places.files,
			debugLog: this.#places.debugLog,
			constants: this.#settings.constants,
		} );
	}

	/** The host is in the database too, where a network looks it up. */
	async #moveToHost(): Promise< void > {
		const prefix = this.tablePrefix;
		const { host } = new URL( this.url );
		const paths = this.#settings.multisite
			? [ '/', SECOND_SITE_PATH ]
			: [ '/' ];
		for ( const [ index, at ] of paths.entries() ) {
			const options =
				index === 0
					? `${ prefix }options`
					: `${ prefix }${ index + 1 }_options`;
			const url = `${ this.url }${ at }`.replace( /\/$/, '' );
			await this.sql(
				`UPDATE ${ options } SET option_value = ? WHERE option_name IN ('siteurl', 'home')`,
				[ url ]
			);
		}
		if ( this.#settings.multisite ) {
			await this.sql( `UPDATE ${ prefix }blogs SET domain = ?`, [
				host,
			] );
			await this.sql( `UPDATE ${ prefix }site SET domain = ?`, [ host ] );
			await this.sql(
				`UPDATE ${ prefix }sitemeta SET meta_value = ? WHERE meta_key = 'siteurl'`,
				[ `${ this.url }/` ]
			);
		}
		await this.sql(
			`UPDATE ${ prefix }posts SET guid = REPLACE(guid, ?, ?)`,
			[ `http://${ TEMPLATE_HOST }`, this.url ]
		);
		this.#memory.sites.forEach(
			( site, index ) =>
				( site.url = `${ this.url }${ paths[ index ] ?? '/' }`.replace(
					/\/$/,
					''
				) )
		);
	}

	async #configureSites(): Promise< void > {
		const { hpos, timezone, locale, currency, plugin } = this.#settings;
		const paths = this.#settings.multisite
			? [ '', SECOND_SITE_PATH.replace( /\/$/, '' ) ]
			: [ '' ];
		for ( const [ index, at ] of paths.entries() ) {
			const url = `${ this.url }${ at }`;
			const { value } = await runCode(
				{ php: this.#tools.php, root: this.root, url },
				await script( 'configure.php' ),
				{
					args: { hpos, timezone, locale, currency, plugin },
				}
			);
			const { restPassword, products } = value as Pick<
				Site,
				'restPassword' | 'products'
			>;
			this.#memory.sites.push( {
				id: index + 1,
				url,
				restPassword,
				products,
			} );
		}
	}
}

interface Places {
	folder: string;
	sockets: string;
	root: string;
	uploads: string;
	data: string;
	snapshot: string;
	uploadsSnapshot: string;
	logs: string;
	files: string;
	debugLog: string;
}

const MEMORY = 'store.json';

function places( folder: string, sockets: string ): Places {
	const root = path.join( folder, 'wordpress' );
	const files = path.join( folder, 'files' );
	return {
		folder,
		sockets,
		root,
		uploads: path.join( root, 'wp-content', 'uploads' ),
		data: path.join( folder, 'data' ),
		snapshot: path.join( folder, 'snapshot', 'data' ),
		uploadsSnapshot: path.join( folder, 'snapshot', 'uploads' ),
		logs: path.join( folder, 'logs' ),
		files,
		debugLog: path.join( files, 'debug.log' ),
	};
}

async function recall(
	folder: string,
	settings: Settings
): Promise< Memory | null > {
	const text = await read( path.join( folder, MEMORY ) );
	if ( text === '' ) {
		return null;
	}
	const memory = JSON.parse( text ) as Memory;
	for ( const name of [
		'tablePrefix',
		'multisite',
		'catalogue',
		'hpos',
	] as const ) {
		if ( memory.settings[ name ] !== settings[ name ] ) {
			throw new Error(
				`The store kept in ${ folder } was made with ${ name } ${ String( memory.settings[ name ] ) }: remove the folder to make another one.`
			);
		}
	}
	return memory;
}

/** Beside what stores are made of, so that files can be linked instead of copied. */
const temporaryStores = () => path.join( cacheFolder(), 'stores' ) + path.sep;

async function temporaryFolder(): Promise< string > {
	await mkdir( temporaryStores(), { recursive: true } );
	return mkdtemp( temporaryStores() );
}

/** Stores whose owner was killed together with its watchdog. */
async function removeLeftovers(): Promise< void > {
	const stores = temporaryStores();
	for ( const name of existsSync( stores ) ? await readdir( stores ) : [] ) {
		const folder = path.join( stores, name );
		// One without bookkeeping is just being made.
		if (
			existsSync( path.join( folder, 'owner' ) ) &&
			ownerOf( folder ) === null
		) {
			endLeftovers( folder );
			await rm( folder, { recursive: true, force: true } );
		}
	}
}

async function freePort(): Promise< number > {
	return new Promise( ( resolve, reject ) => {
		const server = createServer();
		server.once( 'error', reject );
		server.listen( 0, '127.0.0.1', () => {
			const address = server.address();
			server.close( () =>
				resolve(
					typeof address === 'object' && address ? address.port : 0
				)
			);
		} );
	} );
}

async function isFree( port: number ): Promise< boolean > {
	return new Promise( ( resolve ) => {
		const server = createServer();
		server.once( 'error', () => resolve( false ) );
		server.listen( port, '127.0.0.1', () =>
			server.close( () => resolve( true ) )
		);
	} );
}

async function read( file: string ): Promise< string > {
	return readFile( file, 'utf8' ).catch( () => '' );
}
