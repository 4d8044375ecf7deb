import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { DEFAULT_ACCOUNT_NAME, findOrMakeAccount } from './accounts.ts';
import { noteChange } from './changes.ts';
import type { Database } from '../db/schema.ts';
import { acrossAccounts, forAccount } from '../db/scope.ts';
import { emailKey } from './email-key.ts';

export interface Person {
	accountId: string;
	accountName: string;
	personId: string;
	email: string;
}

/** Finds memberships: one address may be in several accounts. */
export async function findPeople(
	db: Kysely< Database >,
	email: string
): Promise< Person[] > {
	// This query cannot filter by account: it finds the accounts of an address.
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

/** The addresses of an account's owners, oldest first. */
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

/** Whether no account has a person yet who can sign in. */
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
 * Adds an owner to the account with this name, creating the account if needed.
 *
 * @throws InputError if the name is empty or ambiguous.
 */
export async function addPerson(
	db: Kysely< Database >,
	options: { email: string; accountName?: string; now: Date }
): Promise< Person > {
	const accountName = options.accountName ?? DEFAULT_ACCOUNT_NAME;
	const accountId = await findOrMakeAccount( db, accountName, options.now );
	const { email, now } = options;
	const personId = await forAccount( db, accountId )
		.transaction()
		.execute( async ( tx ) => {
			const made = randomUUID();
			const { person_id: id } = await tx
				.insertInto( 'account_people' )
				.values( {
					account_id: accountId,
					person_id: made,
					email,
					email_key: emailKey( email ),
					created_at: now,
					role: 'owner',
				} )
				.onConflict( ( conflict ) =>
					conflict
						.columns( [ 'account_id', 'email_key' ] )
						.doUpdateSet( { email } )
				)
				.returning( 'person_id' )
				.executeTakeFirstOrThrow();
			if ( id === made ) {
				await noteChange(
					tx,
					{ accountId, origin: 'operator' },
					{
						kind: 'person_added',
						subject: { kind: 'person', id, label: email },
						details: { role: 'owner' },
					},
					now
				);
			}
			return id;
		} );
	return {
		accountId,
		accountName: accountName.trim(),
		personId,
		email,
	};
}
