import type { Kysely } from 'kysely';
import {
	sameStore,
	type CodeDescription,
	type DescribeCode,
	type ExchangeCode,
} from '@ivorey/shared';
import type { Database } from '../../db/schema.ts';
import { forAccount } from '../../db/scope.ts';
import { ProblemError, type Refusal } from '../../http/problem.ts';
import {
	parseAccountToken,
	type AccountTokenKey,
} from '../../accounts/account-token.ts';
import { authorOf, noteChange } from '../../accounts/changes.ts';
import { hasHeldToken } from '../authenticate.ts';
import { parseConnection } from '../../db/identifiers.ts';
import {
	findJoined,
	joinStore,
	type Joined,
	type KnownConnection,
} from '../join.ts';
import type { Keyring } from '../keyring.ts';
import { findConnection } from '../repository.ts';
import { challengeOf, type ConnectRequest } from './requests.ts';

/** One answer for every mistake, so that a stranger learns nothing; RFC 6749, 5.2. */
const INVALID_GRANT: Refusal = {
	problem: 'invalid-grant',
	detail: 'This code is unknown, expired, used, or was made for another store. Start connecting again.',
};

const UNCONFIRMED: Refusal = {
	problem: 'store-unconfirmed',
	detail: 'Ivorey asked the store whether it uses this code, but the store did not confirm it. Ivorey must be able to reach the store’s REST API at /wp-json/ivorey/v1/confirm.',
};

/** Tells whose code this is and what it would do. Changes nothing. @throws ProblemError */
export async function describeCode(
	db: Kysely< Database >,
	given: DescribeCode,
	apiUrl: string,
	now: Date
): Promise< CodeDescription > {
	const code = readCode( given.code );
	const own = forAccount( db, code.accountId );
	const request = await findByCode( own, code, now );
	if ( request === null || ! fits( request, given ) ) {
		throw new ProblemError( INVALID_GRANT );
	}
	const [ account, known ] = await Promise.all( [
		own
			.selectFrom( 'accounts' )
			.select( 'name' )
			.where( 'account_id', '=', request.account_id )
			.executeTakeFirstOrThrow(),
		findJoined( own, request.account_id, request.store_url ),
	] );
	return {
		account: { id: request.account_id, name: account.name },
		api_host: new URL( apiUrl ).host,
		settings: {
			version: ( known?.settings.version ?? 0 ) + 1,
			import: request.import,
			sync: request.sync,
		},
		expires_at: request.code_expires_at!.toISOString(),
	};
}

export interface ExchangeOptions {
	apiUrl: string;
	keys: Keyring;
	now: Date;
	/** Whether the store at this address knows this secret. */
	confirmStore: ConfirmStore;
}

export type ConfirmStore = (
	storeUrl: string,
	confirmation: string
) => Promise< boolean >;

/**
 * R22: the owner approved. Only one of several simultaneous requests gets the credentials. A code that was started in
 * Ivorey has travelled in a wp-admin URL, so the store itself has to confirm it first.
 *
 * @throws ProblemError
 */
export async function exchangeCode(
	db: Kysely< Database >,
	given: ExchangeCode,
	options: ExchangeOptions
): Promise< Joined > {
	const code = readCode( given.code );
	const own = forAccount( db, code.accountId );
	const asked = await findByCode( own, code, options.now );
	if ( asked === null || ! fits( asked, given ) ) {
		throw new ProblemError( INVALID_GRANT );
	}
	if ( ! ( await isConfirmed( asked, given, options.confirmStore ) ) ) {
		throw new ProblemError( UNCONFIRMED );
	}
	return own.transaction().execute( async ( tx ) => {
		// Checks again under the lock that the code has not been used or replaced.
		const request = await findByCode( tx, code, options.now, true );
		if ( request === null ) {
			throw new ProblemError( INVALID_GRANT );
		}
		const joined = await joinStore( tx, {
			accountId: request.account_id,
			storeUrl: request.store_url,
			installId: given.install_id,
			movedFrom: await findMoved(
				tx,
				request.account_id,
				given,
				options.now
			),
			selections: { import: request.import, sync: request.sync },
			...options,
		} );
		await settle( tx, request, 'exchanged', options.now, joined );
		await noteChange(
			tx,
			await authorOf( tx, request.account_id, request.person_id ),
			{
				kind: 'store_connected',
				subject: {
					kind: 'store',
					id: joined.key.connectionId,
					label: request.store_url,
				},
				details: { again: joined.reconnected },
			},
			options.now
		);
		return joined;
	} );
}

/** A connection started in the store is confirmed by PKCE. */
async function isConfirmed(
	request: ConnectRequest,
	{ confirmation }: ExchangeCode,
	confirm: ConfirmStore
): Promise< boolean > {
	return (
		request.code_challenge !== null ||
		( confirmation !== undefined &&
			( await confirm( request.store_url, confirmation ) ) )
	);
}

/**
 * Finds the connection the store had before it moved: only in the approving owner's account, and only with a token of
 * that connection, since a store's URL proves nothing.
 */
async function findMoved(
	db: Kysely< Database >,
	accountId: string,
	{ moved_from: from }: ExchangeCode,
	now: Date
): Promise< KnownConnection | null > {
	const key = from === undefined ? null : parseConnection( from.connection );
	if ( key === null || key.accountId !== accountId ) {
		return null;
	}
	const found = await findConnection( db, key );
	return found !== null && hasHeldToken( found, from!.token, now )
		? found
		: null;
}

/** The owner declined. @throws ProblemError */
export async function denyCode(
	db: Kysely< Database >,
	code: string,
	now: Date
): Promise< void > {
	const key = readCode( code );
	const own = forAccount( db, key.accountId );
	await own.transaction().execute( async ( tx ) => {
		const request = await findByCode( tx, key, now, true );
		if ( request === null ) {
			throw new ProblemError( INVALID_GRANT );
		}
		await settle( tx, request, 'denied', now );
	} );
}

/** @throws ProblemError if it does not have the form of a code. */
function readCode( code: string ): AccountTokenKey {
	const key = parseAccountToken( code );
	if ( key === null ) {
		throw new ProblemError( INVALID_GRANT );
	}
	return key;
}

/** Finds only a code that can still be used. */
async function findByCode(
	db: Kysely< Database >,
	key: AccountTokenKey,
	now: Date,
	lock = false
): Promise< ConnectRequest | null > {
	const query = db
		.selectFrom( 'connect_requests' )
		.selectAll()
		.where( 'account_id', '=', key.accountId )
		.where( 'code_hash', '=', key.hash )
		.where( 'code_expires_at', '>', now )
		.where( 'settled', 'is', null );
	const found = await ( lock ? query.forUpdate() : query ).executeTakeFirst();
	return found ?? null;
}

/**
 * Whether the code was made for this store. PKCE must be used by both sides or by neither: nobody may strip it from a
 * code.
 */
function fits( request: ConnectRequest, given: DescribeCode ): boolean {
	const challenge =
		given.code_verifier === undefined
			? null
			: challengeOf( given.code_verifier );
	return (
		sameStore( given.store_url, request.store_url ) &&
		challenge === request.code_challenge
	);
}

async function settle(
	tx: Kysely< Database >,
	request: ConnectRequest,
	settled: 'exchanged' | 'denied',
	now: Date,
	joined?: Joined
): Promise< void > {
	await tx
		.updateTable( 'connect_requests' )
		.set( {
			settled,
			settled_at: now,
			connection_id: joined?.key.connectionId ?? null,
		} )
		.where( 'account_id', '=', request.account_id )
		.where( 'request_id', '=', request.request_id )
		.execute();
}
