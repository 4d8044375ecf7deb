import type { Kysely } from 'kysely';
import pg from 'pg';
import { createReadiness } from './readiness.ts';
import { destroySocket, RenewingPool } from './renewing-pool.ts';
import type { Database } from './schema.ts';
import { NOBODY, openScoped, type OnQuery } from './scope.ts';

export const APPLICATION_NAME = 'ivorey';

export interface DatabaseOptions {
	url: string;
	/**
	 * `requests` sees rows only through forAccount() or acrossAccounts(); also for workers.
	 * `owner` sees all rows.
	 */
	as: 'requests' | 'owner';
	poolSize?: number;
	connectTimeoutMs?: number;
	statementTimeoutMs?: number;
	/** A connection is closed at this age, so that a server that moved is found at its new address. */
	maxLifetimeSeconds?: number;
	/** Called when a connection breaks, idle or in use; its user gets an error as well. */
	onConnectionError?: ( error: Error ) => void;
	onQuery?: OnQuery;
}

export interface OpenDatabase {
	db: Kysely< Database >;
	pool: pg.Pool;
	/**
	 * Whether batches can be accepted: the database answers, can write, and has this program's schema. Answers quickly
	 * and never throws.
	 */
	isReady: () => Promise< boolean >;
	/** Drops every connection at once; the server rolls back uncommitted work. */
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
		// For a server that vanishes silently: its own timeouts cannot reach us then.
		query_timeout: statementTimeout + 2_000,
		maxLifetimeSeconds: options.maxLifetimeSeconds ?? 300,
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
	const renewing = new RenewingPool( pool );
	const db = openScoped(
		renewing,
		options.as === 'owner' ? null : NOBODY,
		options.onQuery
	);
	return {
		db,
		pool,
		isReady: createReadiness( renewing ),
		abort() {
			for ( const client of clients ) {
				destroySocket(
					client,
					new Error( 'Connection terminated by shutdown' )
				);
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
