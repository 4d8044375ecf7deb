import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { makePerson } from '../testing/people.ts';
import {
	createAccountToken,
	findToken,
	listTokens,
	noteTokenUse,
	revokeAccountToken,
} from './api-tokens.ts';

test( 'R41 a token has a name and a creator, records its use once a minute, and stops working once it is revoked', async () => {
	const api = await startTestApi();
	const { accountId } = await makePerson( api.db );
	const now = new Date( '2026-01-01T10:00:00Z' );
	const { token, tokenId } = await createAccountToken(
		api.db,
		accountId,
		now,
		'manage',
		{ name: 'Bookkeeping', createdBy: 'ada@example.com' }
	);
	await createAccountToken( api.db, accountId, now );
	const lastUse = async () => {
		const found = await findToken( api.db, token );
		return found!.lastUsedAt?.toISOString();
	};
	const use = async ( at: string ) =>
		noteTokenUse(
			api.db,
			( await findToken( api.db, token ) )!,
			new Date( at )
		);
	expect( await lastUse() ).toBeUndefined();
	await use( '2026-01-01T10:00:00Z' );
	await use( '2026-01-01T10:00:59Z' );
	expect( await lastUse() ).toBe( '2026-01-01T10:00:00.000Z' );
	await use( '2026-01-01T10:01:00Z' );
	expect( await lastUse() ).toBe( '2026-01-01T10:01:00.000Z' );
	// A process that read an older use does not record a new one less than a minute later.
	await noteTokenUse(
		api.db,
		{ accountId, tokenId, lastUsedAt: null },
		new Date( '2026-01-01T10:01:30Z' )
	);
	expect( await lastUse() ).toBe( '2026-01-01T10:01:00.000Z' );

	expect( await revokeAccountToken( api.db, tokenId, now ) ).toBe( true );
	expect( await findToken( api.db, token ) ).toBeNull();
	expect( await listTokens( api.db, accountId ) ).toMatchObject( [
		{ name: null, createdBy: null, scope: 'read', revokedAt: null },
		{
			tokenId,
			name: 'Bookkeeping',
			createdBy: 'ada@example.com',
			scope: 'manage',
			revokedAt: now,
		},
	] );
} );

test( 'R41 a request records the use of its token, and is answered 401 once the token is revoked', async () => {
	const api = await startTestApi();
	const { accountId } = await makePerson( api.db );
	const { token, tokenId } = await createAccountToken(
		api.db,
		accountId,
		new Date()
	);
	const ask = async () => {
		const { status } = await fetch( `${ api.url }/v1/account`, {
			headers: { authorization: `Bearer ${ token }` },
		} );
		return status;
	};
	expect( await ask() ).toBe( 200 );
	await expect
		.poll( async () => {
			const [ row ] = await listTokens( api.db, accountId );
			return row!.lastUsedAt;
		} )
		.not.toBeNull();
	await revokeAccountToken( api.db, tokenId, new Date() );
	expect( await ask() ).toBe( 401 );
} );
