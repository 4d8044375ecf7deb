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

/** Retired credentials are kept as evidence (R27); nobody still holds older ones than these. */
const RETIRED_KEPT = 20;

export interface IssueOptions {
	/** The address at which the store reaches this API. */
	apiUrl: string;
	keys: Keyring;
	at: Date;
}

/**
 * Makes a token and a secret current. Their predecessors have to be retired first.
 *
 * @return The credentials, which cannot be read again later.
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

/** Long enough that requests under way do not fail. */
const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** Ends all of a connection's credentials at once. */
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
 * Keeps one pair valid beside the new one: the pair that the store uses. If the store has not used the current pair,
 * that pair never reached it, and the one before has no end yet.
 *
 * `endsAtOnce`: the old pair may have leaked, so it ends with the first use of the new one, and not a day later.
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

/**
 * The current credentials have reached the store: their predecessors end after the overlap, or now if they end at once.
 */
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
