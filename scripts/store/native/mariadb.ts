import { cp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { createConnection, type Connection } from 'mysql2/promise';
import { takePort } from '../ports.ts';
import type { ProcessKeeper, Server } from '../processes.ts';
import type { NativeTools } from '../tools.ts';

export const DATABASE = 'wordpress';
const START_TIMEOUT_MS = 30_000;

/**
 * InnoDB with its transactions and locks, but without waiting for the disk: the loss of data in a power failure does
 * not matter here. The process may still be killed at any time.
 */
const SETTINGS = [
	'--no-defaults',
	'--performance-schema=0',
	'--max-connections=100',
	'--character-set-server=utf8mb4',
	'--skip-log-bin',
	'--skip-name-resolve',
	'--innodb-buffer-pool-size=64M',
	'--innodb-log-file-size=8M',
	'--innodb-doublewrite=0',
	'--innodb-flush-method=nosync',
	'--innodb-flush-log-at-trx-commit=2',
	'--innodb-use-native-aio=0',
	// The file is copied for each store; increments of 64 megabytes would be mostly empty.
	'--innodb-autoextend-increment=1',
];

/** MariaDB refuses to run as root unless told to. */
const asUser = () => ( process.getuid?.() === 0 ? [ '--user=root' ] : [] );

export async function createDataFolder(
	tools: NativeTools,
	data: string
): Promise< void > {
	await execa(
		tools.mariadbInstallDb,
		[
			...SETTINGS,
			`--datadir=${ data }`,
			...asUser(),
			// The database's root user without a password; the folder of the socket keeps others out.
			'--auth-root-authentication-method=normal',
			'--skip-test-db',
		],
		// Two set-ups at the same time would remove each other's temporary tables.
		{ env: { TMPDIR: path.dirname( data ) } }
	);
}

/** The sign-in for a PHP that cannot use Unix sockets. */
interface Network {
	port: number;
	password: string;
}
const NETWORK_USER = 'store';

/**
 * One MariaDB server on a data folder, reached by a socket that only this user can open. It listens on this machine's
 * network only on request.
 */
export class MariaDb {
	readonly #keeper: ProcessKeeper;
	readonly #tools: NativeTools;
	readonly #data: string;
	readonly #log: string;
	readonly socket: string;
	#server: Server | null = null;
	#connection: Promise< Connection > | null = null;
	#network: Network | null = null;

	constructor(
		keeper: ProcessKeeper,
		tools: NativeTools,
		files: { data: string; socket: string; log: string }
	) {
		this.#keeper = keeper;
		this.#tools = tools;
		this.#data = files.data;
		this.#log = files.log;
		this.socket = files.socket;
	}

	get pid(): number | null {
		return this.#server && ! this.#server.hasEnded()
			? this.#server.pid
			: null;
	}

	/** Call before the start: the server also listens on a port of 127.0.0.1, with a password for this run. */
	async joinNetwork(): Promise< void > {
		const { port, release } = await takePort( 0, undefined );
		await release();
		this.#network = { port, password: randomBytes( 24 ).toString( 'hex' ) };
	}

	/** Constants for wp-config.php. */
	get constants(): Readonly< Record< string, string > > {
		return this.#network
			? {
					DB_HOST: `127.0.0.1:${ this.#network.port }`,
					DB_USER: NETWORK_USER,
					DB_PASSWORD: this.#network.password,
				}
			: { DB_HOST: `localhost:${ this.socket }` };
	}

	async start(): Promise< void > {
		this.#server = this.#keeper.start(
			this.#tools.mariadbd,
			[
				...SETTINGS,
				...asUser(),
				...( this.#network
					? [
							'--bind-address=127.0.0.1',
							`--port=${ this.#network.port }`,
						]
					: [ '--skip-networking' ] ),
				`--datadir=${ this.#data }`,
				`--socket=${ this.socket }`,
				`--pid-file=${ this.socket }.pid`,
				`--tmpdir=${ this.#data }`,
			],
			{ log: this.#log }
		);
		const deadline = Date.now() + START_TIMEOUT_MS;
		for (;;) {
			try {
				const connection = await createConnection( {
					socketPath: this.socket,
					user: 'root',
				} );
				await connection.query(
					`CREATE DATABASE IF NOT EXISTS ${ DATABASE } CHARACTER SET utf8mb4`
				);
				await this.#letNetworkIn( connection );
				await connection.end();
				return;
			} catch ( error ) {
				if ( this.#server.hasEnded() || Date.now() > deadline ) {
					await this.#server.stop( 'SIGKILL' );
					throw new Error(
						`MariaDB did not start, see ${ this.#log }`,
						{ cause: error }
					);
				}
			}
			await sleep( 15 );
		}
	}

	/** The users in the data folder have no password, so the network gets a user with one. */
	async #letNetworkIn( connection: Connection ): Promise< void > {
		if ( ! this.#network ) {
			return;
		}
		for ( const statement of [
			"DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> 'localhost'",
			'FLUSH PRIVILEGES',
			`CREATE OR REPLACE USER ${ NETWORK_USER }@127.0.0.1 IDENTIFIED BY '${ this.#network.password }'`,
			`GRANT ALL ON *.* TO ${ NETWORK_USER }@127.0.0.1`,
		] ) {
			await connection.query( statement );
		}
	}

	/** The rows of a query, or the result of a statement. `?` stands for a parameter. */
	async query(
		query: string,
		params: readonly unknown[] = []
	): Promise< unknown > {
		this.#connection ??= this.#connect();
		const connection = await this.#connection;
		const [ rows ] = await connection.query( query, [ ...params ] );
		return rows;
	}

	async #connect(): Promise< Connection > {
		const connection = await createConnection( {
			socketPath: this.socket,
			user: 'root',
			database: DATABASE,
			charset: 'utf8mb4',
			// As WordPress reads dates: text, without this process' time zone.
			dateStrings: true,
		} );
		// A killed server closes the connection; the next query opens another one.
		connection.on( 'error', () => ( this.#connection = null ) );
		connection.on( 'end', () => ( this.#connection = null ) );
		return connection;
	}

	async stop( signal: NodeJS.Signals = 'SIGTERM' ): Promise< void > {
		const connection = this.#connection;
		this.#connection = null;
		await connection?.then( ( open ) => open.destroy() ).catch( () => {} );
		await this.#server?.stop( signal );
		this.#server = null;
	}

	/** Copies the whole data folder; the server is down for a moment. */
	async snapshot( folder: string ): Promise< void > {
		await this.stop();
		await rm( folder, { recursive: true, force: true } );
		await cp( this.#data, folder, { recursive: true } );
		await this.start();
	}

	/** Restores the snapshot. The current data is discarded, so the server need not shut down cleanly. */
	async restore( folder: string ): Promise< void > {
		await this.stop( 'SIGKILL' );
		await rm( this.#data, { recursive: true, force: true } );
		await cp( folder, this.#data, { recursive: true } );
		await this.start();
	}
}
