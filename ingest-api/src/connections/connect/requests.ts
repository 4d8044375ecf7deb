import { createHash, randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import {
	CONNECT_CODE_SECONDS,
	DEFAULT_SETTINGS,
	type Settings,
} from '@ivorey/shared';
import type { ConnectRequestsTable } from '../../db/console-tables.ts';
import type { Database } from '../../db/schema.ts';
import { newAccountToken } from '../../accounts/account-token.ts';
import { findJoined, type Selections } from '../join.ts';

/** Time for the screens between the store's URL and Save. */
const SCREENS_MS = 60 * 60 * 1_000;

export type ConnectRequest = Selectable< ConnectRequestsTable >;

/** Parameters from the store, if it started the connection. */
export interface StartedInStore {
	state: string;
	codeChallenge: string;
}

export interface NewConnectRequest {
	accountId: string;
	personId: string;
	/** Checked and normalised. */
	storeUrl: string;
	approveUrl: string;
	/** null if the connection was started in Ivorey. */
	store: StartedInStore | null;
	now: Date;
}

/** Starts with the store's earlier selections, or else with everything on. @return The request's ID. */
export async function startConnectRequest(
	db: Kysely< Database >,
	request: NewConnectRequest
): Promise< string > {
	const known = await findJoined( db, request.accountId, request.storeUrl );
	const selections: Settings = known?.settings ?? DEFAULT_SETTINGS;
	const requestId = randomUUID();
	await db
		.insertInto( 'connect_requests' )
		.values( {
			account_id: request.accountId,
			request_id: requestId,
			person_id: request.personId,
			started_in: request.store === null ? 'ivorey' : 'store',
			store_url: request.storeUrl,
			approve_url: request.approveUrl,
			redirect_state: request.store?.state ?? null,
			code_challenge: request.store?.codeChallenge ?? null,
			import: JSON.stringify( selections.import ),
			sync: JSON.stringify( selections.sync ),
			created_at: request.now,
			expires_at: new Date( request.now.getTime() + SCREENS_MS ),
		} )
		.execute();
	return requestId;
}

/** @return null if there is none, if it was settled, or if it has expired. */
export async function findOpenRequest(
	db: Kysely< Database >,
	accountId: string,
	requestId: string,
	now: Date
): Promise< ConnectRequest | null > {
	const found = await db
		.selectFrom( 'connect_requests' )
		.selectAll()
		.where( 'account_id', '=', accountId )
		.where( 'request_id', '=', requestId )
		.where( 'settled', 'is', null )
		.where( 'expires_at', '>', now )
		.executeTakeFirst();
	return found ?? null;
}

/** R20, R21: saves the selections of one of the two screens. */
export async function saveSelections(
	db: Kysely< Database >,
	request: ConnectRequest,
	selections: Partial< Selections >
): Promise< void > {
	await db
		.updateTable( 'connect_requests' )
		.set( {
			...( selections.import === undefined
				? {}
				: { import: JSON.stringify( selections.import ) } ),
			...( selections.sync === undefined
				? {}
				: { sync: JSON.stringify( selections.sync ) } ),
		} )
		.where( 'account_id', '=', request.account_id )
		.where( 'request_id', '=', request.request_id )
		.where( 'settled', 'is', null )
		.execute();
}

/**
 * Save: makes a code for the store. A code made earlier for the same request stops working.
 *
 * @return null if the request was settled meanwhile.
 */
export async function issueCode(
	db: Kysely< Database >,
	request: ConnectRequest,
	now: Date
): Promise< string | null > {
	const code = newAccountToken( request.account_id );
	const issued = await db
		.updateTable( 'connect_requests' )
		.set( {
			code_hash: code.hash,
			code_expires_at: new Date(
				now.getTime() + CONNECT_CODE_SECONDS * 1_000
			),
		} )
		.where( 'account_id', '=', request.account_id )
		.where( 'request_id', '=', request.request_id )
		.where( 'settled', 'is', null )
		.returning( 'request_id' )
		.executeTakeFirst();
	return issued === undefined ? null : code.text;
}

/** RFC 7636, 4.6. */
export function challengeOf( verifier: string ): string {
	return createHash( 'sha256' ).update( verifier ).digest( 'base64url' );
}
