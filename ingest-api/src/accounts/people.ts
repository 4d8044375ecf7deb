import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { DEFAULT_ACCOUNT_NAME, findOrMakeAccount } from './accounts.ts';
import type { Database } from '../db/schema.ts';
import { acrossAccounts, forAccount } from '../db/scope.ts';
import { emailKey } from './email-key.ts';

export interface Person {
	accountId: string;
	accountName: string;
	personId: string;
	email: string;
}

/** What a person signs in to; one address may be in several accounts. */
export async function findPeople(
	db: Kysely< Database >,
	email: string
): Promise< Person[] > {
	// The one question that cannot begin with the account: which accounts there are for an address.
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

/** Whether nobody can sign in yet, in any account. */
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
 * The account with this name, made if need be, and this person in it.
 *
 * @throws InputError where the name says no account.
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
