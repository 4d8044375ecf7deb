import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeFile } from 'node:fs/promises';
import type { ProcessKeeper, Server } from '../processes.ts';

/** Where the store's own folder for reports is inside Playground. */
export const FILES_INSIDE = '/store-files';
const PHP_VERSION = '8.2';
const START_TIMEOUT_MS = 180_000;

export interface PlaygroundFiles {
	root: string;
	files: string;
	plugin: string;
	/** For the blueprint and the log. */
	logs: string;
}

/**
 * WordPress Playground's command line, which is what `wp-env start --runtime=playground` starts as well. It is
 * started without wp-env here, which would leave it running behind its own back and take no folder of SQLite's.
 */
export class PlaygroundServer {
	readonly #keeper: ProcessKeeper;
	readonly #files: PlaygroundFiles;
	readonly #url: string;
	readonly #workers: number;
	#server: Server | null = null;

	constructor(
		keeper: ProcessKeeper,
		files: PlaygroundFiles,
		url: string,
		workers: number
	) {
		this.#keeper = keeper;
		this.#files = files;
		this.#url = url;
		this.#workers = workers;
	}

	async start(): Promise< void > {
		const { root, files, plugin, logs } = this.#files;
		const blueprint = path.join( logs, 'blueprint.json' );
		// Without the version here a blueprint runs on another PHP than the one that is asked for.
		await writeFile(
			blueprint,
			JSON.stringify( {
				preferredVersions: { php: PHP_VERSION, wp: 'latest' },
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
				`--port=${ new URL( this.#url ).port }`,
				`--site-url=${ this.#url }`,
				`--php=${ PHP_VERSION }`,
				`--workers=${ this.#workers }`,
				`--blueprint=${ blueprint }`,
				'--wordpress-install-mode=install-from-existing-files-if-needed',
				'--mount-dir-before-install',
				root,
				'/wordpress',
				'--mount-dir-before-install',
				files,
				FILES_INSIDE,
				'--mount-dir-before-install',
				plugin,
				'/wordpress/wp-content/plugins/ivorey-for-woocommerce',
			],
			{
				log: path.join( logs, 'playground.log' ),
				env: { ...process.env, FORCE_COLOR: '0' },
			}
		);
		await this.#untilServing();
	}

	async stop(): Promise< void > {
		await this.#server?.stop();
	}

	async #untilServing(): Promise< void > {
		const deadline = Date.now() + START_TIMEOUT_MS;
		for (;;) {
			const response = await fetch( `${ this.#url }/wp-login.php` ).catch(
				() => null
			);
			await response?.text();
			if ( response?.ok ) {
				return;
			}
			if ( this.#server?.hasEnded() || Date.now() > deadline ) {
				throw new Error(
					`Playground did not start, see ${ path.join(
						this.#files.logs,
						'playground.log'
					) }`
				);
			}
			await sleep( 200 );
		}
	}
}
