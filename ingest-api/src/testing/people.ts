import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { newAccountId } from '../db/identifiers.ts';
import type { PersonRole } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';
import { emailKey } from '../accounts/email-key.ts';

export interface TestPerson {
	accountId: string;
	personId: string;
	email: string;
}

/** A separate account with one person in it. */
export async function makePerson(
	db: Kysely< Database >,
	email = `${ randomUUID() }@example.com`,
	accountName = 'Ada & Co'
): Promise< TestPerson > {
	const accountId = newAccountId();
	await db
		.insertInto( 'accounts' )
		.values( {
			account_id: accountId,
			name: accountName,
			created_at: new Date(),
		} )
		.execute();
	return addPerson( db, accountId, email );
}

/** Adds another person to an account. */
export async function addPerson(
	db: Kysely< Database >,
	accountId: string,
	email: string,
	role: PersonRole = 'owner'
): Promise< TestPerson > {
	const personId = randomUUID();
	await db
		.insertInto( 'account_people' )
		.values( {
			account_id: accountId,
			person_id: personId,
			email,
			email_key: emailKey( email ),
			created_at: new Date(),
			role,
		} )
		.execute();
	return { accountId, personId, email };
}
