import { expect, test } from 'vitest';
import { createAccountToken } from '../accounts/api-tokens.ts';
import { startTestApi } from '../testing/api.ts';
import { ConsoleVisitor, dom, textOf } from '../testing/console.ts';
import { addPerson } from '../testing/people.ts';
import { PATHS } from './paths.ts';

async function bed() {
	const api = await startTestApi();
	const owner = await ConsoleVisitor.signIn( api );
	const read = async ( token: string ) => {
		const { status } = await fetch( `${ api.url }/v1/orders`, {
			headers: { authorization: `Bearer ${ token }` },
		} );
		return status;
	};
	return { api, owner, read };
}

test( 'R41 an owner creates a token, sees it once, and revokes it', async () => {
	const { api, owner, read } = await bed();
	const { accountId, email } = owner.person;
	const empty = await owner.get( PATHS.tokens );
	expect( textOf( empty ) ).toContain( 'No tokens yet' );

	const nameless = await owner.submit( empty, {
		name: ' ',
		scope: 'manage',
	} );
	expect( nameless.status ).toBe( 422 );
	expect( textOf( nameless ) ).toContain( 'Enter a name' );
	expect( dom( nameless )( 'option[selected]' ).attr( 'value' ) ).toBe(
		'manage'
	);

	const created = await owner.submit( nameless, {
		name: '<b>Books</b>',
		scope: 'read',
	} );
	expect( created.headers.get( 'cache-control' ) ).toBe( 'no-store' );
	expect( created.text ).not.toContain( '<b>Books' );
	const token = String( dom( created )( '#token' ).attr( 'value' ) );
	expect( await read( token ) ).toBe( 200 );

	await expect
		.poll( async () => textOf( await owner.get( PATHS.tokens ) ) )
		.not.toContain( 'Not used yet' );
	const listed = await owner.get( PATHS.tokens );
	expect( textOf( listed ) ).toContain( '<b>Books</b>' );
	expect( textOf( listed ) ).toContain( email );
	expect( listed.text ).not.toContain( token );
	expect( listed.text ).not.toContain( '<b>Books' );

	const asked = await owner.get(
		dom( listed )( 'td a.button' ).attr( 'href' )!
	);
	expect( textOf( asked ) ).toContain( 'Revoke <b>Books</b>?' );
	expect( await read( token ) ).toBe( 200 );
	const revoked = await owner.submit( asked );
	expect( textOf( revoked ) ).toContain( 'The token is revoked.' );
	expect( textOf( revoked ) ).toContain( 'Revoked' );
	expect( await read( token ) ).toBe( 401 );
	expect( ( await owner.get( asked.url ) ).status ).toBe( 404 );

	const changes = await api.db
		.selectFrom( 'account_changes' )
		.select( [ 'kind', 'person_email', 'subject_label', 'details' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( 'at' )
		.execute();
	expect( changes ).toMatchObject( [
		{
			kind: 'token_created',
			person_email: email,
			subject_label: '<b>Books</b>',
			details: { scope: 'read' },
		},
		{ kind: 'token_revoked', person_email: email },
	] );
	expect( JSON.stringify( changes ) ).not.toContain( token );
} );

test( 'R40 R41 a member cannot use the page of tokens, and an older token without a name is listed', async () => {
	const { api, owner } = await bed();
	const { accountId } = owner.person;
	await createAccountToken( api.db, accountId, new Date() );
	const page = textOf( await owner.get( PATHS.tokens ) );
	expect( page ).toContain( 'Token without a name' );
	expect( page ).toContain( 'On the command line' );

	const person = await addPerson(
		api.db,
		accountId,
		'bob@example.com',
		'member'
	);
	const member = await ConsoleVisitor.signIn( api, person );
	expect( ( await member.get( PATHS.tokens ) ).status ).toBe( 403 );
	const settings = await member.get( PATHS.integrations );
	expect( settings.text ).not.toContain( PATHS.tokens );
	expect( ( await owner.get( PATHS.integrations ) ).text ).toContain(
		PATHS.tokens
	);
} );
