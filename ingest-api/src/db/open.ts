import { Kysely, PostgresDialect, type LogEvent } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export const APPLICATION_NAME = 'ivorey';

export interface DatabaseOptions {
	url: string;
	poolSize?: number;
	connectTimeoutMs?: number;
	statementTimeoutMs?: number;
	/** A connection broke, idle or in use; whoever was using it gets an error of its own. */
	onConnectionError?: ( error: Error ) => void;
	onQuery?: ( event: LogEvent ) => void;
}

export interface OpenDatabase {
	db: Kysely< Database >;
	pool: pg.Pool;
	/** Drops every connection at once: what was not committed is rolled back by the server. */
	abort: () => void;
	close: () => Promise< void >;
}

export function openDatabase( options: DatabaseOptions ): OpenDatabase {
	const statementTimeout = options.statementTimeoutMs ?? 15_000;
	const pool = new pg.Pool( {
		connectionString: options.url,
		application_name: APPLICATION_NAME,
		max: options.poolSize ?? 10,
		connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
		statement_timeout: statementTimeout,
		lock_timeout: Math.ceil( statementTimeout / 2 ),
		idle_in_transaction_session_timeout: statementTimeout * 2,
		// For a server that is gone without a word: its own timeouts cannot be heard then.
		query_timeout: statementTimeout + 2_000,
		keepAlive: true,
	} );
	const clients = new Set< pg.PoolClient >();
	const onError = options.onConnectionError ?? ( () => undefined );
	pool.on( 'error', onError );
	pool.on( 'connect', ( client ) => {
		clients.add( client );
		// The pool listens only while a client is idle; one that breaks between two queries would end the process.
		client.on( 'error', onError );
	} );
	pool.on( 'remove', ( client ) => clients.delete( client ) );
	const { onQuery } = options;
	const db = new Kysely< Database >( {
		dialect: new PostgresDialect( { pool } ),
		...( onQuery === undefined ? {} : { log: onQuery } ),
	} );
	return {
		db,
		pool,
		abort() {
			for ( const client of clients ) {
				destroySocket( client );
			}
		},
		async close() {
			await db.destroy();
			// Kysely ends the pool only if it ever used it.
			if ( ! pool.ended ) {
				await pool.end();
			}
		},
	};
}

/** `end()` would wait for the query that is under way; typed by hand, since pg does not type its `connection`. */
function destroySocket( client: pg.PoolClient ): void {
	const { connection } = client as unknown as {
		connection: { stream: { destroy: ( error: Error ) => void } };
	};
	connection.stream.destroy(
		new Error( 'Connection terminated by shutdown' )
	);
}
