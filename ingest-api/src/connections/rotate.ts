import type { Kysely } from 'kysely';
import type { Rotated } from '@ivorey/shared';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { ALREADY_USED, useOnce } from './actions.ts';
import type { SignedRequest } from '../http/signed-headers.ts';
import { issueCredentials, retireForSuccessor } from './credentials.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Keyring } from './keyring.ts';

export interface RotateOptions {
	/** Each request rotates once. */
	request: SignedRequest;
	apiUrl: string;
	keys: Keyring;
	now: Date;
}

/**
 * Issues new credentials to a store that holds valid ones, which stay valid until a day after the first use of the new
 * ones.
 */
export async function rotateCredentials(
	db: Kysely< Database >,
	key: ConnectionKey,
	{ request, apiUrl, keys, now }: RotateOptions
): Promise< Rotated > {
	return db.transaction().execute( async ( tx ) => {
		if ( ! ( await useOnce( tx, key, request, now ) ) ) {
			throw new ProblemError( ALREADY_USED );
		}
		await retireForSuccessor( tx, key, now, { endsAtOnce: false } );
		return {
			credentials: await issueCredentials( tx, key, {
				apiUrl,
				keys,
				at: now,
			} ),
		};
	} );
}
