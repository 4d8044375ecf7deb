import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import type { ProcessKeeper, Server } from '../processes.ts';
import { childrenOf } from '../processes.ts';
import { untilFree } from '../ports.ts';
import type { NativeTools } from '../tools.ts';
import { fpmConfig, nginxConfig } from './web-config.ts';

export interface PhpProcess {
	pid: number;
	/** null if the server does not tell. */
	busy: boolean | null;
	/** The request that it works on or last worked on. */
	request: string | null;
}

export interface WebServer {
	start: () => Promise< void >;
	stop: () => Promise< void >;
	phpProcesses: () => Promise< PhpProcess[] >;
	/** Kills these PHP processes at once, without letting them finish, and waits until PHP serves again. */
	killPhp: ( pids: readonly number[] ) => Promise< void >;
}

export interface WebFiles {
	/** The WordPress folder. */
	root: string;
	/** For configuration files and logs. */
	folder: string;
	/** For sockets: the system limits their paths to about 90 characters. */
	sockets: string;
}

export interface WebOptions {
	port: number;
	workers: number;
	multisite: boolean;
	/** `name=value` settings of php.ini. */
	phpSettings: readonly string[];
}

const START_TIMEOUT_MS = 15_000;
const STATUS_TIMEOUT_MS = 20_000;

/** nginx with PHP-FPM, as in most shops: PHP can keep working after the response was sent. */
export class FpmServer implements WebServer {
	readonly #keeper: ProcessKeeper;
	readonly #programs: { phpFpm: string; nginx: string };
	readonly #files: WebFiles;
	readonly #options: WebOptions;
	#fpm: Server | null = null;
	#nginx: Server | null = null;

	constructor(
		keeper: ProcessKeeper,
		programs: { phpFpm: string; nginx: string },
		files: WebFiles,
		options: WebOptions
	) {
		this.#keeper = keeper;
		this.#programs = programs;
		this.#files = files;
		this.#options = options;
	}

	async start(): Promise< void > {
		const { folder } = this.#files;
		await mkdir( path.join( folder, 'nginx' ), { recursive: true } );
		const fpm = path.join( folder, 'php-fpm.conf' );
		const nginx = path.join( folder, 'nginx.conf' );
		await writeFile( fpm, fpmConfig( this.#files, this.#options ) );
		await writeFile( nginx, nginxConfig( this.#files, this.#options ) );
		const asRoot =
			process.getuid?.() === 0 ? [ '--allow-to-run-as-root' ] : [];
		this.#fpm = this.#keeper.start(
			this.#programs.phpFpm,
			[ '--nodaemonize', '--fpm-config', fpm, ...asRoot ],
			{
				log: path.join( folder, 'php-fpm.out' ),
			}
		);
		this.#nginx = this.#keeper.start(
			this.#programs.nginx,
			[ '-c', nginx, '-p', `${ folder }/nginx/` ],
			{
				log: path.join( folder, 'nginx.out' ),
			}
		);
		await this.#untilServing();
	}

	async stop(): Promise< void > {
		await this.#nginx?.stop();
		// SIGTERM makes PHP-FPM end its workers at once, which cuts off their work.
		await this.#fpm?.stop();
	}

	async phpProcesses(): Promise< PhpProcess[] > {
		const response = await fetch(
			`${ this.#origin() }/.store/php-status?json&full`,
			{ signal: AbortSignal.timeout( STATUS_TIMEOUT_MS ) }
		).catch( () => null );
		if ( ! response?.ok ) {
			// Every worker is busy, so none is left to answer.
			return childrenOf( this.#fpm?.pid ?? 0 ).map( ( pid ) => ( {
				pid,
				busy: null,
				request: null,
			} ) );
		}
		const { processes } = ( await response.json() ) as {
			processes: { pid: number; state: string; 'request uri': string }[];
		};
		return processes.map( ( entry ) => ( {
			pid: entry.pid,
			busy: entry.state !== 'Idle',
			request: entry[ 'request uri' ] || null,
		} ) );
	}

	async killPhp( pids: readonly number[] ): Promise< void > {
		kill( pids );
		// A dying worker still accepts requests but answers none.
		while ( pids.some( isRunning ) ) {
			await sleep( 20 );
		}
		// The master starts a new worker for each that died.
		await this.#untilServing();
	}

	#origin(): string {
		return `http://127.0.0.1:${ this.#options.port }`;
	}

	async #untilServing(): Promise< void > {
		await untilServing(
			`${ this.#origin() }/.store/php-ping`,
			[ this.#fpm, this.#nginx ],
			this.#files.folder
		);
	}
}

/** PHP's built-in server with several workers: for machines without nginx or PHP-FPM. */
export class BuiltinServer implements WebServer {
	readonly #keeper: ProcessKeeper;
	readonly #tools: NativeTools;
	readonly #files: WebFiles;
	readonly #options: WebOptions;
	#server: Server | null = null;

	constructor(
		keeper: ProcessKeeper,
		tools: NativeTools,
		files: WebFiles,
		options: WebOptions
	) {
		this.#keeper = keeper;
		this.#tools = tools;
		this.#files = files;
		this.#options = options;
	}

	async start(): Promise< void > {
		const router = path.resolve(
			import.meta.dirname,
			'../wordpress/router.php'
		);
		const settings = this.#options.phpSettings.flatMap( ( setting ) => [
			'-d',
			setting,
		] );
		this.#server = this.#keeper.start(
			this.#tools.php,
			[
				...settings,
				'-S',
				`127.0.0.1:${ this.#options.port }`,
				'-t',
				this.#files.root,
				router,
			],
			{
				log: path.join( this.#files.folder, 'php-server.log' ),
				env: {
					...process.env,
					PHP_CLI_SERVER_WORKERS: String( this.#options.workers ),
				},
			}
		);
		await untilServing(
			`http://127.0.0.1:${ this.#options.port }/.store/php-ping`,
			[ this.#server ],
			this.#files.folder
		);
	}

	async stop(): Promise< void > {
		await this.#server?.stop();
	}

	async phpProcesses(): Promise< PhpProcess[] > {
		const pid = this.#server?.pid;
		return pid === undefined
			? []
			: childrenOf( pid ).map( ( child ) => ( {
					pid: child,
					busy: null,
					request: null,
				} ) );
	}

	async killPhp( pids: readonly number[] ): Promise< void > {
		kill( pids );
		// Unlike in PHP-FPM, no master replaces a dead worker.
		await this.#server?.stop( 'SIGKILL' );
		await untilFree( this.#options.port );
		await this.start();
	}
}

function kill( pids: readonly number[] ): void {
	for ( const pid of pids ) {
		try {
			process.kill( pid, 'SIGKILL' );
		} catch {
			// It has already ended.
		}
	}
}

function isRunning( pid: number ): boolean {
	try {
		return process.kill( pid, 0 );
	} catch {
		return false;
	}
}

async function untilServing(
	url: string,
	servers: readonly ( Server | null )[],
	logs: string
): Promise< void > {
	const deadline = Date.now() + START_TIMEOUT_MS;
	for (;;) {
		const response = await fetch( url ).catch( () => null );
		await response?.text();
		if ( response?.ok ) {
			return;
		}
		if (
			servers.some( ( server ) => server?.hasEnded() ) ||
			Date.now() > deadline
		) {
			throw new Error(
				`The store's web server did not start, see the logs in ${ logs }`
			);
		}
		await sleep( 15 );
	}
}
