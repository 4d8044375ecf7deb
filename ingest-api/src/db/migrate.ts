import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { validateConstraints } from './constraints.ts';
import { buildIndexes } from './indexes.ts';
import { MIGRATIONS } from './migrations.ts';
import { APPLICATION_NAME } from './open.ts';
import { secureTables } from './row-security.ts';
import { ageOfSchema } from './schema-age.ts';

/** An arbitrary number that nothing else in this database locks. */
const ADVISORY_LOCK = 4_867_391_205;
const LOOK_EVERY_MS = 250;
const DEADLOCK_DETECTED = '40P01';
const DEADLOCK_ATTEMPTS = 20;
const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

/** The progress of a long migration; each callback is called once per item. */
export interface MigrationEvents {
	/** Another program is migrating. */
	onWait?: () => void;
	onBuild?: ( index: string ) => void;
	/** Row-level security is being set up on a table. */
	onSecure?: ( table: string ) => void;
	onValidate?: ( constraint: string ) => void;
}

/**
 * Brings the schema up to date, on a separate connection without time limits. Several programs may start at once: one
 * migrates, the others wait as long as it takes.
 *
 * @throws Error if a migration fails (it is rolled back, but finished indexes, validated constraints and secured tables
 *         stay), if the database does not hold UTF-8, if the login may not make the roles that it needs, or
 *         if a later version has dropped what this one needs.
 */
export async function migrate(
	url: string,
	{
		onWait = () => undefined,
		onBuild = () => undefined,
		onSecure = () => undefined,
		onValidate = () => undefined,
	}: MigrationEvents = {}
): Promise< void > {
	await withoutLimits( url, async ( db ) => {
		await db.connection().execute( async ( connection ) => {
			await assertUtf8( connection );
			await lock( connection, onWait );
			const age = await ageOfSchema( connection );
			if ( age === 'later' ) {
				return;
			}
			// Kysely's migrator reads every column of the database several times, which most starts can skip.
			if ( age === 'earlier' ) {
				await past( () => migrateToLatest( connection ) );
			}
			await past( () => secureTables( connection, onSecure ) );
			await past( () => validateConstraints( connection, onValidate ) );
			await past( () => buildIndexes( connection, onBuild ) );
		} );
		// The lock ends with the connection.
	} );
}

async function migrateToLatest( db: Kysely< unknown > ): Promise< void > {
	// Kysely's own lock comes only after it has made its tables, and two concurrent starts can collide on those.
	const { error } = await new Migrator( {
		db,
		provider: { getMigrations: async () => MIGRATIONS },
	} ).migrateToLatest();
	if ( error !== undefined ) {
		throw error instanceof Error ? error : new Error( String( error ) );
	}
}

/**
 * Retries after deadlocks with batches of running copies, which lock the same tables in another order. Postgres rolls
 * back a cancelled attempt, except for finished indexes and the like.
 */
async function past( work: () => Promise< void > ): Promise< void > {
	for ( let attempt = 1; ; attempt++ ) {
		try {
			await work();
			return;
		} catch ( error ) {
			if (
				! ( error instanceof pg.DatabaseError ) ||
				error.code !== DEADLOCK_DETECTED ||
				attempt === DEADLOCK_ATTEMPTS
			) {
				throw error;
			}
			await sleep( Math.random() * LOOK_EVERY_MS );
		}
	}
}

/** Runs work on the schema, on a separate connection without time limits. */
export async function withoutLimits< T >(
	url: string,
	work: ( db: Kysely< unknown > ) => Promise< T >
): Promise< T > {
	const db = openSingle( url );
	try {
		await liftLimits( db );
		return await work( db );
	} finally {
		await db.destroy();
	}
}

function openSingle( url: string ): Kysely< unknown > {
	const pool = new pg.Pool( {
		connectionString: url,
		application_name: APPLICATION_NAME,
		max: 1,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		keepAlive: true,
		keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
	} );
	// A pending statement fails with its own error.
	pool.on( 'error', () => undefined );
	pool.on( 'connect', ( client ) => client.on( 'error', () => undefined ) );
	return new Kysely< unknown >( {
		dialect: new PostgresDialect( { pool } ),
	} );
}

/** Also lifts the limits that the role or the database set. */
async function liftLimits( db: Kysely< unknown > ): Promise< void > {
	await sql`
		select set_config( name, '0', false ) from pg_settings
		where name in ( 'statement_timeout', 'lock_timeout', 'transaction_timeout',
			'idle_in_transaction_session_timeout', 'idle_session_timeout' )
	`.execute( db );
}

/**
 * Polls instead of waiting within a statement: an index that is built concurrently waits for all statements that began
 * earlier, so the two would wait for each other.
 */
async function lock(
	db: Kysely< unknown >,
	onWait: () => void
): Promise< void > {
	for ( let attempt = 1; ; attempt++ ) {
		const { rows } = await sql< { locked: boolean } >`
			select pg_try_advisory_lock( ${ ADVISORY_LOCK } ) as locked
		`.execute( db );
		if ( rows[ 0 ]!.locked ) {
			return;
		}
		if ( attempt === 1 ) {
			onWait();
		}
		await sleep( LOOK_EVERY_MS );
	}
}

async function assertUtf8( db: Kysely< unknown > ): Promise< void > {
	const { rows } = await sql< {
		server_encoding: string;
	} >`show server_encoding`.execute( db );
	const encoding = rows[ 0 ]!.server_encoding;
	if ( encoding !== 'UTF8' ) {
		throw new Error(
			`The database has the encoding ${ encoding }. Make it with: create database … encoding 'UTF8'`
		);
	}
}
