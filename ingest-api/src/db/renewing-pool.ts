import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import {
	connectionFate,
	isDiskFull,
	isReadOnly,
	NoConnection,
	type ConnectionFate,
} from './errors.ts';
import { leaseWithin, type Lease, type Scope } from './lease.ts';
import { sendTogether, type Query } from './message.ts';
import { createStatementNames } from './statement-names.ts';

/** How long a full disk is remembered; after that, a request has to try again. */
const DISK_FULL_MS = 2_000;

/**
 * pg's pool, without the connections that no longer work: pg and Kysely return a connection to the pool whatever it
 * answered, so one to a server that became a standby would fail forever.
 *
 * Once a connection broke, or reached a read-only server, all connections opened earlier are closed instead of handed
 * out, so that new ones find the server at its present address.
 */
export class RenewingPool {
	readonly options: object;

	#pool: pg.Pool;
	#generation = 0;
	#generationOf = new WeakMap< pg.PoolClient, number >();
	#diskFullAt = -Infinity;
	readonly #nameOf = createStatementNames();

	constructor( pool: pg.Pool ) {
		this.#pool = pool;
		this.options = pool.options;
		pool.on( 'connect', ( client ) =>
			this.#generationOf.set( client, this.#generation )
		);
	}

	/** Whether the server reported it within the last seconds. */
	get isDiskFull(): boolean {
		return performance.now() - this.#diskFullAt < DISK_FULL_MS;
	}

	/** Retires all open connections. */
	renew(): void {
		this.#generation++;
	}

	/** Connects for Kysely; a null scope means the login itself. @throws NoConnection */
	async connect( scope: Scope | null ): Promise< PostgresPoolClient > {
		const { query, release } = leaseWithin( await this.#lease(), scope );
		return {
			// The other form, with cursors, is not used.
			query: ( ( text: string, values: unknown[] ) =>
				query(
					this.#queryOf( text, values )
				) ) as unknown as PostgresPoolClient[ 'query' ],
			release,
		};
	}

	#queryOf( text: string, values: unknown[] ): Query {
		// A text without parameters begins or ends a transaction, or is not repeated.
		const name = values.length === 0 ? undefined : this.#nameOf( text );
		return name === undefined ? { text, values } : { name, text, values };
	}

	/** Runs one statement, with a timeout that also applies if the server is silent. @throws Error */
	async ask< Row >(
		text: string,
		values: unknown[],
		timeoutMs: number
	): Promise< Row[] > {
		const { query, release } = await this.#lease();
		try {
			const [ result ] = await query( [
				{ text, values, query_timeout: timeoutMs },
			] );
			return result!.rows as Row[];
		} finally {
			release();
		}
	}

	async end(): Promise< void > {
		await this.#pool.end();
	}

	async #lease(): Promise< Lease > {
		const client = await this.#take();
		let fate: ConnectionFate = 'good';
		let failure: unknown;
		return {
			query: async ( queries ) => {
				if ( fate === 'lost' ) {
					// This includes a rollback, which would wait in vain and hide the cause.
					throw failure;
				}
				try {
					return await ask( client, queries );
				} catch ( error ) {
					failure = error;
					fate = worse( fate, connectionFate( error ) );
					this.#learn( client, error );
					throw error;
				}
			},
			release: ( destroy = false ) => {
				if ( fate === 'lost' ) {
					drop( client );
				} else {
					client.release( destroy || fate === 'unfit' );
				}
			},
		};
	}

	async #take(): Promise< pg.PoolClient > {
		for (;;) {
			const client = await this.#pool
				.connect()
				.catch( ( cause: unknown ) => {
					throw new NoConnection( cause );
				} );
			if ( this.#isCurrent( client ) ) {
				return client;
			}
			drop( client );
		}
	}

	#isCurrent( client: pg.PoolClient ): boolean {
		return this.#generationOf.get( client ) === this.#generation;
	}

	#learn( client: pg.PoolClient, error: unknown ): void {
		if ( isDiskFull( error ) ) {
			this.#diskFullAt = performance.now();
		}
		const isFromAnotherTime =
			connectionFate( error ) === 'lost' || isReadOnly( error );
		if ( isFromAnotherTime && this.#isCurrent( client ) ) {
			this.renew();
		}
	}
}

/** A single query goes through pg as it is: without values it may be several statements in one text. */
async function ask(
	client: pg.PoolClient,
	queries: readonly Query[]
): Promise< pg.QueryResult[] > {
	const [ only, ...more ] = queries;
	return only !== undefined && more.length === 0
		? [ await client.query( only ) ]
		: sendTogether( client, queries );
}

const worse = ( one: ConnectionFate, other: ConnectionFate ): ConnectionFate =>
	one === 'lost' || other === 'good' ? one : other;

/** Removes it from the pool without saying goodbye, which a server that is gone would not answer. */
function drop( client: pg.PoolClient ): void {
	client.release( true );
	destroySocket( client );
}

/** `end()` would wait for the running query; the cast is needed because pg does not type its `connection`. */
export function destroySocket( client: pg.PoolClient, error?: Error ): void {
	const { connection } = client as unknown as {
		connection: { stream: { destroy: ( error?: Error ) => void } };
	};
	connection.stream.destroy( error );
}
