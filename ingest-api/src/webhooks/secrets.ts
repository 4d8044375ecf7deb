import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sign } from '@ivorey/shared/signature';
import type { Note } from '../accounts/changes.ts';
import type { Keyring } from '../connections/keyring.ts';
import { decryptSecret, encryptSecret } from '../connections/secrets.ts';
import { newSecret, type EndpointKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';

/** How long a replaced secret still signs beside the new one. */
export const OVERLAP_MS = 24 * 60 * 60_000;

/** Endpoint secrets are encrypted like connection secrets, and bound to the endpoint. */
const ownerOf = ( { accountId, endpointId }: EndpointKey ) => ( {
	accountId,
	connectionId: endpointId,
} );

/** @return The secret, which is shown only once. */
export async function issueSecret(
	db: Kysely< Database >,
	keys: Keyring,
	key: EndpointKey,
	now: Date
): Promise< string > {
	const secret = newSecret();
	await db
		.insertInto( 'webhook_secrets' )
		.values( {
			account_id: key.accountId,
			endpoint_id: key.endpointId,
			secret_id: randomUUID(),
			value: encryptSecret( keys, ownerOf( key ), secret ),
			created_at: now,
		} )
		.execute();
	return secret;
}

/** R45: replaces the secret; both sign for a day. @return The new one; null if there is no such endpoint. */
export async function rotateSecret(
	db: Kysely< Database >,
	keys: Keyring,
	key: EndpointKey,
	now: Date,
	note?: Note
): Promise< string | null > {
	return db.transaction().execute( async ( tx ) => {
		const endpoint = await tx
			.selectFrom( 'webhook_endpoints' )
			.select( 'endpoint_id' )
			.where( 'account_id', '=', key.accountId )
			.where( 'endpoint_id', '=', key.endpointId )
			.forUpdate()
			.executeTakeFirst();
		if ( endpoint === undefined ) {
			return null;
		}
		await tx
			.deleteFrom( 'webhook_secrets' )
			.where( 'account_id', '=', key.accountId )
			.where( 'endpoint_id', '=', key.endpointId )
			.where( 'expires_at', '<=', now )
			.execute();
		await tx
			.updateTable( 'webhook_secrets' )
			.set( { expires_at: new Date( now.getTime() + OVERLAP_MS ) } )
			.where( 'account_id', '=', key.accountId )
			.where( 'endpoint_id', '=', key.endpointId )
			.where( 'expires_at', 'is', null )
			.execute();
		await note?.( tx );
		return issueSecret( tx, keys, key, now );
	} );
}

/** The secrets that sign now, the current one first, without those that no key decrypts. */
export async function signingSecrets(
	db: Kysely< Database >,
	keys: Keyring,
	key: EndpointKey,
	now: Date
): Promise< string[] > {
	const rows = await db
		.selectFrom( 'webhook_secrets' )
		.select( 'value' )
		.where( 'account_id', '=', key.accountId )
		.where( 'endpoint_id', '=', key.endpointId )
		.where( ( eb ) =>
			eb.or( [
				eb( 'expires_at', 'is', null ),
				eb( 'expires_at', '>', now ),
			] )
		)
		.orderBy( 'created_at', 'desc' )
		.execute();
	return rows.flatMap(
		( { value } ) => decryptSecret( keys, ownerOf( key ), value ) ?? []
	);
}

/** The headers of an attempt, as Standard Webhooks defines them. */
export function signedHeaders(
	secrets: readonly string[],
	eventId: string,
	body: string,
	now: Date
): Record< string, string > {
	const timestamp = Math.floor( now.getTime() / 1_000 );
	return {
		'content-type': 'application/json',
		'user-agent': 'Ivorey-Webhooks/1',
		'webhook-id': eventId,
		'webhook-timestamp': String( timestamp ),
		'webhook-signature': secrets
			.map( ( secret ) => sign( secret, eventId, timestamp, body ) )
			.join( ' ' ),
	};
}
