import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as connections from './migrations/0001_connections.ts';
import * as contactsAndOrders from './migrations/0002_contacts_and_orders.ts';
import * as elements from './migrations/0003_elements.ts';
import * as settingsAndStatus from './migrations/0004_settings_and_status.ts';
import * as verify from './migrations/0005_verify.ts';
import * as consoleTables from './migrations/0006_console.ts';
import * as signedActions from './migrations/0007_signed_actions.ts';
import * as orderNumbers from './migrations/0008_order_numbers.ts';
import * as orderKeys from './migrations/0009_order_keys.ts';
import * as replacedCredentials from './migrations/0010_replaced_credentials.ts';
import * as unpricedProducts from './migrations/0011_unpriced_products.ts';
import * as askedAt from './migrations/0012_asked_at.ts';
import * as epochs from './migrations/0013_epochs.ts';
import * as erasures from './migrations/0017_erasures.ts';
import type { Database } from './schema.ts';

/** In the order in which they are applied; what was released is never changed. */
const MIGRATIONS = {
	'0001_connections': connections,
	'0002_contacts_and_orders': contactsAndOrders,
	'0003_elements': elements,
	'0004_settings_and_status': settingsAndStatus,
	'0005_verify': verify,
	'0006_console': consoleTables,
	'0007_signed_actions': signedActions,
	'0008_order_numbers': orderNumbers,
	'0009_order_keys': orderKeys,
	'0010_replaced_credentials': replacedCredentials,
	'0011_unpriced_products': unpricedProducts,
	'0012_asked_at': askedAt,
	'0013_epochs': epochs,
	'0017_erasures': erasures,
} as const satisfies Record< string, Migration >;

const LATEST_MIGRATION = Object.keys( MIGRATIONS ).at( -1 )!;

/** Any number that nothing else in this database locks. */
const ADVISORY_LOCK = 4_867_391_205;

/**
 * Brings the schema up to date. Several programs may start at once: one migrates, the others wait.
 *
 * @throws Error when a migration fails (none of it stays), or when the database does not hold UTF-8.
 */
export async function migrate( db: Kysely< Database > ): Promise< void > {
	await db.connection().execute( async ( connection ) => {
		await assertUtf8( connection );
		// Kysely's own lock comes only after it has made its tables, which two starts at once can collide on.
		await sql`select pg_advisory_lock( ${ ADVISORY_LOCK } )`.execute(
			connection
		);
		try {
			const { error } = await new Migrator( {
				db: connection,
				provider: { getMigrations: async () => MIGRATIONS },
			} ).migrateToLatest();
			if ( error !== undefined ) {
				throw error instanceof Error
					? error
					: new Error( String( error ) );
			}
		} finally {
			await sql`select pg_advisory_unlock( ${ ADVISORY_LOCK } )`.execute(
				connection
			);
		}
	} );
}

/** @throws Error when the database cannot be reached. */
export async function isMigrated( db: Kysely< Database > ): Promise< boolean > {
	const { rows } = await sql< { found: boolean } >`
		select exists ( select from kysely_migration where name = ${ LATEST_MIGRATION } ) as found
	`.execute( db );
	return rows[ 0 ]!.found;
}

async function assertUtf8( db: Kysely< Database > ): Promise< void > {
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
