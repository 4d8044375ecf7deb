import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Credentials } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import {
	formatConnection,
	newSecret,
	type ConnectionKey,
} from '../db/identifiers.ts';
import type { Keyring } from './keyring.ts';
import { encryptSecret, newToken } from './secrets.ts';
import { hashToken } from '../http/bearer-token.ts';

/** Retired ones are kept as evidence (R27); more than these nobody holds any more. */
const RETIRED_KEPT = 20;

export interface IssueOptions {
	/** Where the store finds this API. */
	apiUrl: string;
	keys: Keyring;
	at: Date;
}

/**
 * Makes a token and a secret current. Those before have to be retired first.
 *
 * @return What the store needs to send; it cannot be had a second time.
 */
export async function issueCredentials(
	db: Kysely< Database >,
	key: ConnectionKey,
	options: IssueOptions
): Promise< Credentials > {
	const token = newToken( options.keys, key );
	const secret = newSecret();
	const issueId = randomUUID();
	const row = {
		account_id: key.accountId,
		connection_id: key.connectionId,
		status: 'current',
		created_at: options.at,
	} as const;
	await db
		.insertInto( 'connection_credentials' )
		.values( [
			{
				...row,
				credential_id: `${ issueId }.token`,
				kind: 'token',
				value: hashToken( token ),
			},
			{
				...row,
				credential_id: `${ issueId }.secret`,
				kind: 'secret',
				value: encryptSecret( options.keys, key, secret ),
			},
		] )
		.execute();
	return {
		api_url: options.apiUrl,
		connection: formatConnection( key ),
		token,
		secret,
	};
}

/** So long that what is under way costs nothing. */
const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** All of them end at once. */
export async function retireCredentials(
	db: Kysely< Database >,
	key: ConnectionKey,
	now: Date
): Promise< void > {
	await db
		.updateTable( 'connection_credentials' )
		.set( ( eb ) => ( {
			status: 'retired',
			valid_until: eb.fn< Date >( 'least', [
				'valid_until',
				eb.val( now ),
			] ),
		} ) )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.execute();
	await forgetRetired( db, key );
}

/**
 * Keeps one pair valid beside the new one: the one that the store uses. If the store has not used the
 * current pair, that pair never reached it, and the one before has no end yet.
 *
 * `endsAtOnce`: the old pair, which may have leaked, ends with the first use of the new one, and not a day later.
 */
export async function retireForSuccessor(
	db: Kysely< Database >,
	key: ConnectionKey,
	now: Date,
	{ endsAtOnce }: { endsAtOnce: boolean }
): Promise< void > {
	const inUse = await db
		.selectFrom( 'connection_credentials' )
		.select( [ 'credential_id', 'status' ] )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.where( 'valid_until', 'is', null )
		.execute();
	const retired = inUse.filter( ( { status } ) => status === 'retired' );
	const kept = ( retired.length > 0 ? retired : inUse ).map(
		( { credential_id: id } ) => id
	);
	await db
		.updateTable( 'connection_credentials' )
		.set( ( eb ) => ( {
			status: 'retired',
			ends_at_once: sql< boolean >`ends_at_once or ${ endsAtOnce }`,
			valid_until: eb
				.case()
				.when( 'credential_id', 'in', kept )
				.then( null )
				.else(
					eb.fn< Date >( 'least', [ 'valid_until', eb.val( now ) ] )
				)
				.end(),
		} ) )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.execute();
	await forgetRetired( db, key );
}

/** The current ones have reached the store: those before end after the overlap, or now. */
export async function endOverlap(
	db: Kysely< Database >,
	key: ConnectionKey,
	now: Date
): Promise< void > {
	const later = new Date( now.getTime() + OVERLAP_MS );
	await db
		.updateTable( 'connection_credentials' )
		.set( {
			valid_until: sql< Date >`case when ends_at_once then ${ now }::timestamptz else ${ later }::timestamptz end`,
		} )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.where( 'status', '=', 'retired' )
		.where( 'valid_until', 'is', null )
		.execute();
}

async function forgetRetired(
	db: Kysely< Database >,
	key: ConnectionKey
): Promise< void > {
	await sql`
		delete from connection_credentials
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and credential_id in (
			select credential_id from connection_credentials
			where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and status = 'retired'
			order by valid_until desc nulls first
			offset ${ RETIRED_KEPT }
		)
		returning credential_id
	`.execute( db );
}
