import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { DEFAULT_ACCOUNT_NAME, findOrMakeAccount } from './accounts.ts';
import type { PersonRole } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';
import { acrossAccounts, forAccount } from '../db/scope.ts';
import { emailKey } from './email-key.ts';

export interface Person {
	accountId: string;
	accountName: string;
	personId: string;
	email: string;
}

/** A membership; one address may be in several accounts. */
export async function findPeople(
	db: Kysely< Database >,
	email: string
): Promise< Person[] > {
	// Only this query cannot begin with the account: it finds the accounts of an address.
	const rows = await acrossAccounts( db )
		.selectFrom( 'account_people as p' )
		.innerJoin( 'accounts as a', 'a.account_id', 'p.account_id' )
		.select( [ 'p.account_id', 'p.person_id', 'p.email', 'a.name' ] )
		.where( 'p.email_key', '=', emailKey( email ) )
		.orderBy( 'p.account_id' )
		.limit( 20 )
		.execute();
	return rows.map( ( row ) => ( {
		accountId: row.account_id,
		accountName: row.name,
		personId: row.person_id,
		email: row.email,
	} ) );
}

/** The addresses of an account's owners, those who came first before the others. */
export async function listOwners(
	db: Kysely< Database >,
	accountId: string
): Promise< string[] > {
	const rows = await db
		.selectFrom( 'account_people' )
		.select( 'email' )
		.where( 'account_id', '=', accountId )
		.where( 'role', '=', 'owner' )
		.orderBy( 'created_at' )
		.orderBy( 'person_id' )
		.execute();
	return rows.map( ( { email } ) => email );
}

export interface PersonOfAccount {
	personId: string;
	/** null where nobody said it. */
	name: string | null;
	email: string;
	role: PersonRole;
	createdAt: Date;
}

/** Who is in an account, those who came first before the others. */
export async function listPeopleOf(
	db: Kysely< Database >,
	accountId: string
): Promise< PersonOfAccount[] > {
	const rows = await db
		.selectFrom( 'account_people' )
		.select( [ 'person_id', 'name', 'email', 'role', 'created_at' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( 'created_at' )
		.orderBy( 'person_id' )
		.execute();
	return rows.map( ( row ) => ( {
		personId: row.person_id,
		name: row.name,
		email: row.email,
		role: row.role,
		createdAt: row.created_at,
	} ) );
}

/** Whether no account has anybody who can sign in yet. */
export async function isNobodyThere(
	db: Kysely< Database >
): Promise< boolean > {
	const row = await acrossAccounts( db )
		.selectFrom( 'account_people' )
		.select( 'account_id' )
		.limit( 1 )
		.executeTakeFirst();
	return row === undefined;
}

/**
 * Adds a person to the account with this name, which is created if need be.
 *
 * @throws InputError where the name is empty or ambiguous.
 */
export async function addPerson(
	db: Kysely< Database >,
	options: { email: string; accountName?: string; now: Date }
): Promise< Person > {
	const accountName = options.accountName ?? DEFAULT_ACCOUNT_NAME;
	const accountId = await findOrMakeAccount( db, accountName, options.now );
	const inserted = await forAccount( db, accountId )
		.insertInto( 'account_people' )
		.values( {
			account_id: accountId,
			person_id: randomUUID(),
			email: options.email,
			email_key: emailKey( options.email ),
			created_at: options.now,
		} )
		.onConflict( ( conflict ) =>
			conflict
				.columns( [ 'account_id', 'email_key' ] )
				.doUpdateSet( { email: options.email } )
		)
		.returning( 'person_id' )
		.executeTakeFirstOrThrow();
	return {
		accountId,
		accountName: accountName.trim(),
		personId: inserted.person_id,
		email: options.email,
	};
}
