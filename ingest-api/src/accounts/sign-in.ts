import { sql, type Kysely } from 'kysely';
import { deleteInSlices } from '../db/delete-slices.ts';
import type { PersonRole } from '../db/console-tables.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';
import { newAccountToken, parseAccountToken } from './account-token.ts';
import { findPeople, type Person } from './people.ts';

/** Validity of a link sent by e-mail. */
export const LINK_MS = 15 * 60 * 1_000;
/** Validity of a link printed for the operator. */
export const PRINTED_LINK_MS = 24 * 60 * 60 * 1_000;
export const SESSION_MS = 14 * 24 * 60 * 60 * 1_000;

/** Makes a link that signs in once. @return Its secret part. */
export async function makeSignInLink(
	db: Kysely< Database >,
	person: Person,
	options: { nextPath: string; now: Date; validMs: number }
): Promise< string > {
	const token = newAccountToken( person.accountId );
	await forAccount( db, person.accountId )
		.insertInto( 'sign_in_links' )
		.values( {
			account_id: person.accountId,
			link_hash: token.hash,
			person_id: person.personId,
			next_path: options.nextPath,
			created_at: options.now,
			expires_at: new Date( options.now.getTime() + options.validMs ),
		} )
		.execute();
	return token.text;
}

function personOf(
	accountId: string,
	row: { name: string; person_id: string; email: string }
): Person {
	return {
		accountId,
		accountName: row.name,
		personId: row.person_id,
		email: row.email,
	};
}

/** Finds a link's person without using the link up, since programs that scan e-mails also open links. */
export async function findSignInLink(
	db: Kysely< Database >,
	token: string,
	now: Date
): Promise< Person | null > {
	const key = parseAccountToken( token );
	if ( key === null ) {
		return null;
	}
	const row = await forAccount( db, key.accountId )
		.selectFrom( 'sign_in_links as l' )
		.innerJoin( 'account_people as p', ( join ) =>
			join
				.onRef( 'p.account_id', '=', 'l.account_id' )
				.onRef( 'p.person_id', '=', 'l.person_id' )
		)
		.innerJoin( 'accounts as a', 'a.account_id', 'l.account_id' )
		.select( [ 'p.person_id', 'p.email', 'a.name' ] )
		.where( 'l.account_id', '=', key.accountId )
		.where( 'l.link_hash', '=', key.hash )
		.where( 'l.used_at', 'is', null )
		.where( 'l.expires_at', '>', now )
		.executeTakeFirst();
	return row === undefined ? null : personOf( key.accountId, row );
}

/** The destination of an expired link, so that a new one can lead there; null if it is unknown. */
export async function findNextPath(
	db: Kysely< Database >,
	token: string
): Promise< string | null > {
	const key = parseAccountToken( token );
	if ( key === null ) {
		return null;
	}
	const row = await forAccount( db, key.accountId )
		.selectFrom( 'sign_in_links' )
		.select( 'next_path' )
		.where( 'account_id', '=', key.accountId )
		.where( 'link_hash', '=', key.hash )
		.executeTakeFirst();
	return row?.next_path ?? null;
}

/** Uses the link up. @return The session's secret and the destination; null if the link does not work. */
export async function signIn(
	db: Kysely< Database >,
	token: string,
	now: Date
): Promise< { session: string; nextPath: string } | null > {
	const key = parseAccountToken( token );
	if ( key === null ) {
		return null;
	}
	const own = forAccount( db, key.accountId );
	return own.transaction().execute( async ( tx ) => {
		const link = await tx
			.updateTable( 'sign_in_links' )
			.set( { used_at: now } )
			.where( 'account_id', '=', key.accountId )
			.where( 'link_hash', '=', key.hash )
			.where( 'used_at', 'is', null )
			.where( 'expires_at', '>', now )
			.returning( [ 'person_id', 'next_path' ] )
			.executeTakeFirst();
		if ( link === undefined ) {
			return null;
		}
		const session = await openSession(
			tx,
			key.accountId,
			link.person_id,
			now
		);
		return { session, nextPath: link.next_path };
	} );
}

/** @return The session's secret. */
export async function openSession(
	tx: Kysely< Database >,
	accountId: string,
	personId: string,
	now: Date
): Promise< string > {
	const session = newAccountToken( accountId );
	await tx
		.insertInto( 'console_sessions' )
		.values( {
			account_id: accountId,
			session_hash: session.hash,
			person_id: personId,
			created_at: now,
			expires_at: new Date( now.getTime() + SESSION_MS ),
		} )
		.execute();
	return session.text;
}

/**
 * Switches to another account of the same address, which the session has proved. The session in this account ends.
 *
 * @return The new session's secret; null if the address is not in that account.
 */
export async function switchAccount(
	db: Kysely< Database >,
	{ session, email }: { session: string; email: string },
	accountId: string,
	now: Date
): Promise< string | null > {
	const people = await findPeople( db, email );
	const there = people.find( ( person ) => person.accountId === accountId );
	if ( there === undefined ) {
		return null;
	}
	const opened = await openSession(
		forAccount( db, accountId ),
		accountId,
		there.personId,
		now
	);
	await signOut( db, session );
	return opened;
}

export interface SignedIn extends Person {
	/** The name they gave themselves. */
	name: string | null;
	role: PersonRole;
	/** Their own, or else the account's; null if neither has chosen one. */
	timeZone: string | null;
	locale: string | null;
}

/** Rare enough to cost nothing. */
const SEEN_EVERY_MS = 5 * 60_000;
/** The time zone of accounts that have never chosen one. */
const UNCHOSEN_ZONE = 'UTC';

/** @return null if the session is unknown or has expired, or its person was removed. */
export async function findSession(
	db: Kysely< Database >,
	session: string,
	now: Date
): Promise< SignedIn | null > {
	const key = parseAccountToken( session );
	if ( key === null ) {
		return null;
	}
	const own = forAccount( db, key.accountId );
	const row = await own
		.selectFrom( 'console_sessions as s' )
		.innerJoin( 'account_people as p', ( join ) =>
			join
				.onRef( 'p.account_id', '=', 's.account_id' )
				.onRef( 'p.person_id', '=', 's.person_id' )
		)
		.innerJoin( 'accounts as a', 'a.account_id', 's.account_id' )
		.select( [
			'p.person_id',
			'p.email',
			'p.name as person_name',
			'p.role',
			'p.time_zone',
			'p.locale',
			'p.last_seen_at',
			'a.name',
			'a.time_zone as account_zone',
			'a.locale as account_locale',
		] )
		.where( 's.account_id', '=', key.accountId )
		.where( 's.session_hash', '=', key.hash )
		.where( 's.expires_at', '>', now )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	const person = personOf( key.accountId, row );
	await noteSeen( own, person, row.last_seen_at, now );
	const zone = row.time_zone ?? row.account_zone;
	return {
		...person,
		name: row.person_name,
		role: row.role,
		timeZone:
			row.time_zone === null && zone === UNCHOSEN_ZONE ? null : zone,
		locale: row.locale ?? row.account_locale,
	};
}

async function noteSeen(
	db: Kysely< Database >,
	{ accountId, personId }: Person,
	last: Date | null,
	now: Date
): Promise< void > {
	if ( last !== null && now.getTime() - last.getTime() < SEEN_EVERY_MS ) {
		return;
	}
	await db
		.updateTable( 'account_people' )
		.set( { last_seen_at: now } )
		.where( 'account_id', '=', accountId )
		.where( 'person_id', '=', personId )
		.execute();
}

export async function signOut(
	db: Kysely< Database >,
	session: string
): Promise< void > {
	const key = parseAccountToken( session );
	if ( key !== null ) {
		await forAccount( db, key.accountId )
			.deleteFrom( 'console_sessions' )
			.where( 'account_id', '=', key.accountId )
			.where( 'session_hash', '=', key.hash )
			.execute();
	}
}

/** Deletes expired links, sessions and connect requests. */
export async function forgetExpired(
	db: Kysely< Database >,
	accountId: string,
	before: Date,
	signal?: AbortSignal
): Promise< void > {
	for ( const [ table, key ] of [
		[ 'sign_in_links', 'link_hash' ],
		[ 'console_sessions', 'session_hash' ],
		[ 'connect_requests', 'request_id' ],
	] as const ) {
		await deleteInSlices( db, {
			table,
			accountId,
			key: [ key ],
			where: sql`t.expires_at < ${ before }`,
			signal,
		} );
	}
}
