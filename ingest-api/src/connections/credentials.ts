import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Credentials } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import {
	formatConnection,
	newSecret,
	newToken,
	type ConnectionKey,
} from './identifiers.ts';
import { encryptSecret, hashToken } from './secrets.ts';

/** Retired ones are kept as evidence (R27); more than these nobody holds any more. */
const RETIRED_KEPT = 20;

export interface IssueOptions {
	/** Where the store finds this API. */
	apiUrl: string;
	/** 32 bytes; the same as the API's. */
	encryptionKey: Buffer;
	at: Date;
	/** Makes both rows' ids, so that what is issued once cannot be issued again. */
	issueId?: string;
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
	const token = newToken();
	const secret = newSecret();
	const issueId = options.issueId ?? randomUUID();
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
				value: encryptSecret( options.encryptionKey, key, secret ),
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

/** The current ones stay good until then; none before them stays good for longer. */
export async function retireCredentials(
	db: Kysely< Database >,
	key: ConnectionKey,
	validUntil: Date
): Promise< void > {
	await db
		.updateTable( 'connection_credentials' )
		.set( ( eb ) => ( {
			status: 'retired',
			valid_until: eb.fn< Date >( 'least', [
				'valid_until',
				eb.val( validUntil ),
			] ),
		} ) )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.execute();
	await sql`
		delete from connection_credentials
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and credential_id in (
			select credential_id from connection_credentials
			where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and status = 'retired'
			order by created_at desc
			offset ${ RETIRED_KEPT }
		)
		returning credential_id
	`.execute( db );
}
