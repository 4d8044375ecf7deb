import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, onTestFinished } from 'vitest';
import {
	freshDatabase,
	type FreshDatabase,
} from '../../../test/postgres/database.ts';
import { MIGRATIONS } from '../db/migrations.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';

/** A database with the schema as it was after a migration. */
export async function databaseOf(
	migration: string
): Promise< FreshDatabase & { db: Kysely< Database > } > {
	const database = await freshDatabase();
	const opened = openDatabase( {
		as: 'owner',
		url: database.url,
		poolSize: 3,
	} );
	onTestFinished( opened.close );
	await sql`drop schema public cascade`.execute( opened.db );
	await sql`create schema public`.execute( opened.db );
	const { error } = await new Migrator( {
		db: opened.db,
		provider: { getMigrations: async () => MIGRATIONS },
	} ).migrateTo( migration );
	expect( error ).toBeUndefined();
	return { ...database, db: opened.db };
}
