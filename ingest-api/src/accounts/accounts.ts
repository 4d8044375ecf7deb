import type { Kysely } from 'kysely';
import { noteChange, type ChangeAuthor } from './changes.ts';
import { newAccountId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { acrossAccounts, forAccount } from '../db/scope.ts';

export const DEFAULT_ACCOUNT_NAME = 'My account';

/** An error the reader can fix; the message says how. */
export class InputError extends Error {
	override name = 'InputError';
}

/** @throws InputError if no account, or more than one, matches. */
export async function findAccount(
	db: Kysely< Database >,
	name: string
): Promise< string > {
	const accountId = await findByName( db, name.trim() );
	if ( accountId === null ) {
		throw new InputError( `There is no account named "${ name.trim() }".` );
	}
	return accountId;
}

/** @throws InputError */
export async function findOrMakeAccount(
	db: Kysely< Database >,
	name: string,
	now: Date
): Promise< string > {
	const trimmed = name.trim();
	if ( trimmed === '' ) {
		throw new InputError( 'The account needs a name.' );
	}
	const found = await findByName( db, trimmed );
	if ( found !== null ) {
		return found;
	}
	const accountId = newAccountId();
	await forAccount( db, accountId )
		.insertInto( 'accounts' )
		.values( { account_id: accountId, name: trimmed, created_at: now } )
		.execute();
	return accountId;
}

async function findByName(
	db: Kysely< Database >,
	name: string
): Promise< string | null > {
	const found = await acrossAccounts( db )
		.selectFrom( 'accounts' )
		.select( 'account_id' )
		.where( 'name', '=', name )
		.limit( 2 )
		.execute();
	if ( found.length > 1 ) {
		throw new InputError(
			`There is more than one account named "${ name }".`
		);
	}
	return found[ 0 ]?.account_id ?? null;
}

/** Serializes changes that must not run twice at once, such as two owners removing each other. */
export async function lockAccount(
	tx: Kysely< Database >,
	accountId: string
): Promise< void > {
	await tx
		.selectFrom( 'accounts' )
		.select( 'account_id' )
		.where( 'account_id', '=', accountId )
		.forNoKeyUpdate()
		.executeTakeFirst();
}

export interface AccountProfile {
	name: string;
	timeZone: string;
	/** null: not chosen. */
	locale: string | null;
}

export async function readAccountProfile(
	db: Kysely< Database >,
	accountId: string
): Promise< AccountProfile > {
	const row = await db
		.selectFrom( 'accounts' )
		.select( [ 'name', 'time_zone', 'locale' ] )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	return { name: row.name, timeZone: row.time_zone, locale: row.locale };
}

/** R40: a save that changes nothing is not recorded as a change. */
export async function changeAccountProfile(
	db: Kysely< Database >,
	author: ChangeAuthor,
	profile: AccountProfile,
	now: Date
): Promise< void > {
	const { accountId } = author;
	await db.transaction().execute( async ( tx ) => {
		await lockAccount( tx, accountId );
		const before = await readAccountProfile( tx, accountId );
		const details = Object.fromEntries(
			( [ 'name', 'timeZone', 'locale' ] as const )
				.filter( ( field ) => before[ field ] !== profile[ field ] )
				.map( ( field ) => [
					field,
					{ from: before[ field ], to: profile[ field ] },
				] )
		);
		if ( Object.keys( details ).length === 0 ) {
			return;
		}
		await tx
			.updateTable( 'accounts' )
			.set( {
				name: profile.name,
				time_zone: profile.timeZone,
				locale: profile.locale,
			} )
			.where( 'account_id', '=', accountId )
			.execute();
		await noteChange(
			tx,
			author,
			{ kind: 'account_changed', details },
			now
		);
	} );
}

/** The IANA time zone in which the account's days begin. */
export async function readTimeZone(
	db: Kysely< Database >,
	accountId: string
): Promise< string > {
	const row = await db
		.selectFrom( 'accounts' )
		.select( 'time_zone' )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	return row.time_zone;
}
