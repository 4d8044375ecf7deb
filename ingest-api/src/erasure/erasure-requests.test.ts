import { expect, test } from 'vitest';
import { createAccountToken } from '../accounts/api-tokens.ts';
import { emailHash } from '../accounts/email-hash.ts';
import type { TokenScope } from '../db/element-tables.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { searchDatabase } from '../testing/search-database.ts';

const EMAIL = 'ada@example.com';

async function askerOf( api: TestApi, accountId: string, scope: TokenScope ) {
	const { token } = await createAccountToken(
		api.db,
		accountId,
		new Date(),
		scope
	);
	return async ( method: 'GET' | 'POST', body?: unknown ) => {
		const answer = await fetch( `${ api.url }/v1/erasures`, {
			method,
			headers: {
				authorization: `Bearer ${ token }`,
				'content-type': 'application/json',
			},
			...( body === undefined ? {} : { body: JSON.stringify( body ) } ),
		} );
		return { status: answer.status, body: await answer.json() };
	};
}

test( 'a token that may manage erases a person, and sees who was erased', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ), contactRecord( '7', 1 ) ] );
	const ask = await askerOf( api, store.accountId, 'manage' );
	const counts = { contacts: 1, users: 1, orders: 1 };
	expect( await ask( 'POST', { email: 'Ada@example.com' } ) ).toMatchObject( {
		status: 200,
		body: { counts },
	} );
	expect( await searchDatabase( api.db, [ EMAIL ] ) ).toEqual( [] );
	expect( api.log.join( '' ) ).not.toContain( EMAIL );
	const list = {
		status: 200,
		body: {
			erasures: [
				{
					email_hash: emailHash( EMAIL ),
					scope: 'person',
					requested_by: 'api',
					store_url: null,
					counts,
				},
			],
		},
	};
	expect( await ask( 'GET' ) ).toMatchObject( list );
	const reading = await askerOf( api, store.accountId, 'read' );
	expect( await reading( 'GET' ) ).toMatchObject( list );
} );

test( 'a token that may only read erases nobody', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const ask = await askerOf( api, store.accountId, 'read' );
	expect( await ask( 'POST', { email: EMAIL } ) ).toMatchObject( {
		status: 403,
		body: { type: 'urn:ivorey:problem:insufficient-scope' },
	} );
	expect( await searchDatabase( api.db, [ EMAIL ] ) ).not.toEqual( [] );
} );

test.for( [ {}, { email: 'ada' }, { email: EMAIL, account: 'x' }, [] ] )(
	'%j is no erasure',
	async ( body ) => {
		const api = await startTestApi();
		const store = await api.connect();
		const ask = await askerOf( api, store.accountId, 'manage' );
		expect( await ask( 'POST', body ) ).toMatchObject( {
			status: 422,
			body: { type: 'urn:ivorey:problem:invalid-body' },
		} );
		expect( await ask( 'GET' ) ).toMatchObject( {
			body: { erasures: [] },
		} );
	}
);
