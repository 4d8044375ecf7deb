import { describe, expect, it } from 'vitest';
import {
	aboutSchema,
	authorizeQuerySchema,
	exchangeCodeSchema,
} from './connect.ts';

const ABOUT = {
	contract: 1,
	store_url: 'https://yourstore.com',
	approve_url: 'https://yourstore.com/wp-admin/admin.php?page=ivorey',
};

describe( 'R19 the description that a plugin gives of itself', () => {
	it( 'may say more in a later version', () => {
		expect( aboutSchema.parse( { ...ABOUT, php: '8.4.1' } ) ).toEqual(
			ABOUT
		);
	} );

	it( 'names the approve page only if its address is unusual', () => {
		const { approve_url: _, ...usual } = ABOUT;
		expect( aboutSchema.parse( usual ) ).toEqual( usual );
	} );

	it.each( [
		{ approve_url: 'javascript:alert(1)' },
		{ approve_url: '/wp-admin/admin.php' },
		{ store_url: 'ftp://yourstore.com' },
		{ contract: 0 },
		{ contract: '1' },
		{ contract: undefined },
	] )( 'is refused with %j', ( wrong ) => {
		expect( aboutSchema.safeParse( { ...ABOUT, ...wrong } ).success ).toBe(
			false
		);
	} );
} );

const QUERY = {
	response_type: 'code',
	client_id: 'https://yourstore.com',
	redirect_uri: ABOUT.approve_url,
	state: 'xyz',
	code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
	code_challenge_method: 'S256',
};

describe( 'R23 a connection that the store starts', () => {
	it( 'comes with a challenge', () => {
		expect( authorizeQuerySchema.safeParse( QUERY ).success ).toBe( true );
	} );

	it.each( [
		{ code_challenge: undefined },
		{ code_challenge: 'short' },
		{ code_challenge_method: 'plain' },
		{ response_type: 'token' },
		{ state: '' },
		{ redirect_uri: 'data:text/html,x' },
	] )( 'is refused with %j', ( wrong ) => {
		expect(
			authorizeQuerySchema.safeParse( { ...QUERY, ...wrong } ).success
		).toBe( false );
	} );
} );

describe( 'R22 the exchange of a code', () => {
	const exchange = {
		grant_type: 'authorization_code',
		code: 'acc.code',
		store_url: 'https://yourstore.com',
		install_id: 'a3c5',
	};

	it( 'needs a verifier only if there was a challenge', () => {
		expect( exchangeCodeSchema.safeParse( exchange ).success ).toBe( true );
	} );

	it.each( [
		{ grant_type: 'password' },
		{ code: '' },
		{ code_verifier: 'short' },
		{ install_id: 'with space' },
		{ store_url: 'yourstore.com' },
	] )( 'is refused with %j', ( wrong ) => {
		expect(
			exchangeCodeSchema.safeParse( { ...exchange, ...wrong } ).success
		).toBe( false );
	} );
} );
