import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './composer.ts';

const READY_TIMEOUT_MS = 30_000;

/** The API as a separate process, as in production: it can be stopped, killed and restarted. */
export class ApiProcess {
	readonly url: string;
	/** The process' log, line by line. */
	readonly log: string[] = [];
	/** Called with each new line. */
	onLine: ( line: string ) => void = () => undefined;

	#env: Record< string, string >;
	#folder: string;
	#process: ChildProcess | null = null;

	private constructor(
		port: number,
		env: Record< string, string >,
		folder: string
	) {
		this.#folder = folder;
		this.url = `http://127.0.0.1:${ port }`;
		this.#env = {
			IVOREY_DEVELOPMENT: '1',
			// The same as in the image.
			NODE_OPTIONS: '--max-semi-space-size=8',
			...env,
			PORT: String( port ),
			HOST: '127.0.0.1',
		};
	}

	/**
	 * Starts the API in development mode, unless `env` says otherwise.
	 *
	 * @param env    Environment variables; without `DATABASE_URL` the API runs an embedded Postgres.
	 * @param port   Any free port by default.
	 * @param folder The repository of another version.
	 */
	static async start(
		env: Record< string, string >,
		port?: number,
		folder = root
	): Promise< ApiProcess > {
		const api = new ApiProcess( port ?? ( await freePort() ), env, folder );
		await api.start();
		return api;
	}

	/** The process ID of the current process. */
	get pid(): number {
		return this.#process!.pid!;
	}

	async start(): Promise< void > {
		const running = spawn(
			'node',
			[ path.join( this.#folder, 'ingest-api/src/main.ts' ) ],
			{
				env: { ...process.env, ...this.#env },
				stdio: [ 'ignore', 'pipe', 'pipe' ],
			}
		);
		this.#process = running;
		for ( const stream of [ running.stdout, running.stderr ] ) {
			createInterface( stream ).on( 'line', ( line ) => {
				this.log.push( line );
				this.onLine( line );
			} );
		}
		const deadline = Date.now() + READY_TIMEOUT_MS;
		while ( ! ( await this.#isReady() ) ) {
			if ( running.exitCode !== null ) {
				throw new Error(
					`The API ended at its start:\n${ this.log.join( '\n' ) }`
				);
			}
			if ( Date.now() > deadline ) {
				await this.kill();
				throw new Error(
					`The API is not ready after ${ READY_TIMEOUT_MS } ms:\n${ this.log.join(
						'\n'
					) }`
				);
			}
			await sleep( 50 );
		}
	}

	/** Stops the way an operator does: requests in flight are finished. */
	async stop(): Promise< void > {
		await this.#end( 'SIGTERM' );
	}

	/** Stops the way the kernel does: at once. */
	async kill(): Promise< void > {
		await this.#end( 'SIGKILL' );
	}

	async #end( signal: 'SIGTERM' | 'SIGKILL' ): Promise< void > {
		const running = this.#process;
		this.#process = null;
		if ( running !== null && running.exitCode === null ) {
			running.kill( signal );
			await once( running, 'exit' );
		}
	}

	async #isReady(): Promise< boolean > {
		try {
			return ( await fetch( `${ this.url }/readyz` ) ).ok;
		} catch {
			return false;
		}
	}
}

/** A port that is free now. The caller keeps it, so that a restarted API has the same address. */
export async function freePort(): Promise< number > {
	const probe = createServer().listen( 0, '127.0.0.1' );
	await once( probe, 'listening' );
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once( probe, 'close' );
	return port;
}
