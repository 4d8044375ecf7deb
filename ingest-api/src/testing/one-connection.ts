import type { Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { newAccountId } from '../db/identifiers.ts';
import { openDatabase } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';

/** One connection, limited to an account, to a separate database until the end of the test. */
export async function openConnection(): Promise< {
	db: Kysely< Database >;
	accountId: string;
} > {
	const { url, drop } = await freshDatabase();
	const { db, close } = openDatabase( {
		as: 'requests',
		url,
		poolSize: 1,
	} );
	onTestFinished( async () => {
		await close();
		await drop();
	} );
	const accountId = newAccountId();
	return { db: forAccount( db, accountId ), accountId };
}
