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

/** Any number that nothing else in this database locks. */
const ADVISORY_LOCK = 4_867_391_205;
const LOOK_EVERY_MS = 250;
const DEADLOCK_DETECTED = '40P01';
const DEADLOCK_ATTEMPTS = 20;
const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

/** Progress of a long migration; each callback is called once for each thing. */
export interface MigrationEvents {
	/** Another program migrates. */
	onWait?: () => void;
	onBuild?: ( index: string ) => void;
	/** Row-level security is set up on a table. */
	onSecure?: ( table: string ) => void;
	onValidate?: ( constraint: string ) => void;
}

/**
 * Brings the schema up to date, on a connection of its own for which no time limits hold. Several
 * programs may start at once: one migrates, the others wait as long as it takes.
 *
 * @throws Error when a migration fails (none of it stays, but of indexes, validated constraints and secured tables those
 *         that are done), when the database does not hold UTF-8, when the login may not make the roles that it needs, or
 *         when a later version has dropped what this one needs.
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
			// Kysely's migrator looks at every column of the database several times, which most starts can be spared.
			if ( age === 'earlier' ) {
				await past( () => migrateToLatest( connection ) );
			}
			await past( () => secureTables( connection, onSecure ) );
			await past( () => validateConstraints( connection, onValidate ) );
			await past( () => buildIndexes( connection, onBuild ) );
		} );
		// The lock goes with the connection.
	} );
}

async function migrateToLatest( db: Kysely< unknown > ): Promise< void > {
	// Kysely's own lock comes only after it has made its tables, which two starts at once can collide on.
	const { error } = await new Migrator( {
		db,
		provider: { getMigrations: async () => MIGRATIONS },
	} ).migrateToLatest();
	if ( error !== undefined ) {
		throw error instanceof Error ? error : new Error( String( error ) );
	}
}

/**
 * Past the deadlocks with the batches of the copies that run: they lock the same tables in another order. Nothing of a
 * try that Postgres breaks off stays, but of indexes and the like those that are done.
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

/** Work on the schema, on a connection of its own for which no time limits hold. */
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
	// A statement that is waited for fails with an error of its own.
	pool.on( 'error', () => undefined );
	pool.on( 'connect', ( client ) => client.on( 'error', () => undefined ) );
	return new Kysely< unknown >( {
		dialect: new PostgresDialect( { pool } ),
	} );
}

/** Those that the role or the database have, too. */
async function liftLimits( db: Kysely< unknown > ): Promise< void > {
	await sql`
		select set_config( name, '0', false ) from pg_settings
		where name in ( 'statement_timeout', 'lock_timeout', 'transaction_timeout',
			'idle_in_transaction_session_timeout', 'idle_session_timeout' )
	`.execute( db );
}

/**
 * Asks again and again instead of waiting within a statement: an index that is built concurrently
 * waits for all statements that began before, so that the two would wait for each other.
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
