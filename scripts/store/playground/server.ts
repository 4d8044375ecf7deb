import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeFile } from 'node:fs/promises';
import type { PhpProcess, WebServer } from '../native/web.ts';
import { untilFree } from '../ports.ts';
import type { ProcessKeeper, Server } from '../processes.ts';
import type { PhpVersion } from '../webassembly/versions.ts';

const ROOT_INSIDE = '/wordpress';
const START_TIMEOUT_MS = 180_000;
/** With fewer workers, a request that waits for another request of the same site may deadlock. */
export const PLAYGROUND_WORKERS = 6;

export interface PlaygroundOptions {
	url: string;
	php: PhpVersion;
	/** The WordPress folder. */
	root: string;
	/** Additional folders of this machine, by their paths inside. */
	mounts: Readonly< Record< string, string > >;
	/** With `mysql`, wp-config.php has the database's address, and WordPress is already installed. */
	database: 'sqlite' | 'mysql';
	/** The folder for the blueprint and the log. */
	logs: string;
}

/**
 * WordPress Playground's command line, which `wp-env start --runtime=playground` also uses. It runs without wp-env
 * here, because wp-env would leave it running in the background and cannot mount a folder of SQLite's.
 */
export class PlaygroundServer implements WebServer {
	readonly #keeper: ProcessKeeper;
	readonly #options: PlaygroundOptions;
	#server: Server | null = null;

	constructor( keeper: ProcessKeeper, options: PlaygroundOptions ) {
		this.#keeper = keeper;
		this.#options = options;
	}

	async start(): Promise< void > {
		const { url, php, root, mounts, database, logs } = this.#options;
		const blueprint = path.join( logs, 'blueprint.json' );
		// Without the version here, a blueprint runs on another PHP than the requested one.
		await writeFile(
			blueprint,
			JSON.stringify( {
				preferredVersions: { php, wp: 'latest' },
				steps: [],
			} )
		);
		const program = path.join(
			path.dirname(
				createRequire( import.meta.url ).resolve(
					'@wp-playground/cli/package.json'
				)
			),
			'wp-playground.js'
		);
		this.#server = this.#keeper.start(
			process.execPath,
			[
				program,
				'server',
				`--port=${ new URL( url ).port }`,
				`--site-url=${ url }`,
				`--php=${ php }`,
				`--workers=${ PLAYGROUND_WORKERS }`,
				`--blueprint=${ blueprint }`,
				...( database === 'mysql'
					? [
							'--skip-sqlite-setup',
							'--wordpress-install-mode=do-not-attempt-installing',
						]
					: [
							'--wordpress-install-mode=install-from-existing-files-if-needed',
						] ),
				...Object.entries( {
					[ ROOT_INSIDE ]: root,
					...mounts,
				} ).flatMap( ( [ inside, folder ] ) => [
					'--mount-dir-before-install',
					folder,
					inside,
				] ),
			],
			{
				log: this.#log,
				env: { ...process.env, FORCE_COLOR: '0' },
			}
		);
		await this.#untilServing();
	}

	async stop(): Promise< void > {
		await this.#server?.stop();
	}

	/** One process serves all requests. */
	async phpProcesses(): Promise< PhpProcess[] > {
		return this.#server && ! this.#server.hasEnded()
			? [ { pid: this.#server.pid, busy: null, request: null } ]
			: [];
	}

	async killPhp(): Promise< void > {
		await this.#server?.stop( 'SIGKILL' );
		await untilFree( Number( new URL( this.#options.url ).port ) );
		await this.start();
	}

	get #log(): string {
		return path.join( this.#options.logs, 'playground.log' );
	}

	async #untilServing(): Promise< void > {
		const deadline = Date.now() + START_TIMEOUT_MS;
		for (;;) {
			const response = await fetch(
				`${ this.#options.url }/wp-login.php`
			).catch( () => null );
			await response?.text();
			if ( response?.ok ) {
				return;
			}
			if ( this.#server?.hasEnded() || Date.now() > deadline ) {
				throw new Error(
					`Playground did not start, see ${ this.#log }`
				);
			}
			await sleep( 200 );
		}
	}
}
