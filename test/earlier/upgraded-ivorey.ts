import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import pg from 'pg';
import { credentialsSchema, type Credentials } from '@ivorey/shared';
import { ApiProcess } from '../../scripts/api-process.ts';
import { root } from '../../scripts/composer.ts';
import { waitFor } from '../wait.ts';
import type { EarlierVersion } from './earlier-version.ts';
import { SteadyStore } from './steady-store.ts';

/** The command that creates connections, and its place in 0.1.0. */
const COMMANDS = [
	'ingest-api/src/cli/connection.ts',
	'ingest-api/src/connections/cli.ts',
];

/** An Ivorey with running instances of several versions, and stores that sell in the meantime. */
export class UpgradedIvorey {
	readonly stores: SteadyStore[] = [];
	readonly url: string;
	readonly pool: pg.Pool;
	readonly #env: Record< string, string >;
	readonly #copies: ApiProcess[] = [];

	private constructor( url: string ) {
		this.url = url;
		this.pool = new pg.Pool( { connectionString: url, max: 1 } );
		this.#env = {
			DATABASE_URL: url,
			ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ),
			RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
		};
	}

	/** Starts two instances of an earlier version, on a database whose tables are dropped. */
	static async start(
		url: string,
		earlier: EarlierVersion
	): Promise< UpgradedIvorey > {
		const ivorey = new UpgradedIvorey( url );
		await ivorey.pool.query( 'drop schema public cascade' );
		await ivorey.pool.query( 'create schema public' );
		await ivorey.startCopy( earlier.root );
		await ivorey.startCopy( earlier.root );
		return ivorey;
	}

	async startCopy( folder = root ): Promise< void > {
		this.#copies.push(
			await ApiProcess.start( this.#env, undefined, folder )
		);
	}

	/** Requests reach it until it stops listening, as behind a load balancer. */
	async stopOldest(): Promise< void > {
		await this.#copies[ 0 ]!.stop();
		this.#copies.shift();
	}

	/** Connects another store that sells from now on, with a version's command line. */
	async connect( folder: string ): Promise< void > {
		const storeUrl = `https://shop-${ this.stores.length + 1 }.example.com`;
		const store = new SteadyStore(
			await this.createConnection( folder, storeUrl ),
			storeUrl,
			() => this.#copies.map( ( { url } ) => url )
		);
		this.stores.push( store );
		await store.open();
	}

	/** With a version's command line, in a new account. */
	async createConnection(
		folder: string,
		storeUrl: string
	): Promise< Credentials > {
		const { stdout } = await execa(
			'node',
			[
				COMMANDS.find( ( file ) =>
					existsSync( path.join( folder, file ) )
				)!,
				'create',
				'--store-url',
				storeUrl,
				'--account',
				storeUrl,
			],
			{ cwd: folder, env: this.#env }
		);
		return credentialsSchema.parse( JSON.parse( stdout ) );
	}

	/** The URL of the instance started last. */
	get newestUrl(): string {
		return this.#copies.at( -1 )!.url;
	}

	/** Runs a command of today's version. */
	run( name: string, ...args: string[] ): Promise< void > {
		return runHere( this.#env, name, ...args );
	}

	/** @param orders Per store. */
	async goesOn( orders?: number ): Promise< void > {
		await Promise.all(
			this.stores.map( ( store ) => store.goesOn( orders ) )
		);
	}

	/** Waits for a line in an instance's log. */
	async said( message: string ): Promise< void > {
		await waitFor( () => this.hasSaid( message ), message );
	}

	hasSaid( message: string ): boolean {
		return this.#copies.some( ( { log } ) =>
			log.some( ( line ) => line.includes( `"${ message }"` ) )
		);
	}

	async hasOldColumns(): Promise< boolean > {
		const { rows } = await this.pool.query(
			"select to_regclass( 'order_lines' ) as lines"
		);
		return rows[ 0 ].lines !== null;
	}

	async stop(): Promise< void > {
		// Stores that are cut off keep retrying until then.
		const closed = this.stores.map( ( store ) => store.close() );
		await Promise.race( [ Promise.all( closed ), sleep( 5_000 ) ] );
		await Promise.all( this.#copies.map( ( copy ) => copy.kill() ) );
		await this.pool.end();
	}
}

/** Runs a command of today's version. */
export async function runHere(
	env: Record< string, string >,
	name: string,
	...args: string[]
): Promise< void > {
	await execa( 'npm', [ 'run', '-s', name, '--', ...args ], {
		cwd: root,
		env,
	} );
}
