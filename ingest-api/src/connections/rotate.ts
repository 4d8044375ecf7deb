import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Rotated } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import type { Refusal } from '../ops/problem.ts';
import { issueCredentials, retireCredentials } from './credentials.ts';
import type { ConnectionKey } from './identifiers.ts';

/** So long that what is under way, or an answer that was lost, costs nothing. */
export const OVERLAP_MS = 24 * 60 * 60 * 1_000;

export interface RotateOptions {
	/** Of the signed request; each rotates once. */
	webhookId: string;
	apiUrl: string;
	encryptionKey: Buffer;
	now: Date;
}

/** New credentials for a store that holds good ones, which stay good for a day. */
export async function rotateCredentials(
	db: Kysely< Database >,
	key: ConnectionKey,
	options: RotateOptions
): Promise< Rotated | Refusal > {
	const issueId = `rotation_${ createHash( 'sha256' ).update( options.webhookId ).digest( 'base64url' ) }`;
	const validUntil = new Date( options.now.getTime() + OVERLAP_MS );
	return db.transaction().execute( async ( tx ) => {
		// One after the other: there is one current token.
		await tx
			.selectFrom( 'connections' )
			.select( 'connection_id' )
			.where( 'account_id', '=', key.accountId )
			.where( 'connection_id', '=', key.connectionId )
			.forUpdate()
			.execute();
		const repeated = await tx
			.selectFrom( 'connection_credentials' )
			.select( 'credential_id' )
			.where( 'account_id', '=', key.accountId )
			.where( 'connection_id', '=', key.connectionId )
			.where( 'credential_id', '=', `${ issueId }.token` )
			.executeTakeFirst();
		if ( repeated !== undefined ) {
			return {
				problem: 'id-reused',
				detail: 'This request has rotated the credentials before. Ask again with a new webhook-id.',
			};
		}
		await retireCredentials( tx, key, validUntil );
		const credentials = await issueCredentials( tx, key, {
			apiUrl: options.apiUrl,
			encryptionKey: options.encryptionKey,
			at: options.now,
			issueId,
		} );
		return {
			credentials,
			previous_valid_until: validUntil.toISOString(),
		};
	} );
}
