import { expect, test } from 'vitest';
import { findPeople } from '../accounts/people.ts';
import { startTestApi } from '../testing/api.ts';
import { ConsoleVisitor, dom } from '../testing/console.ts';
import { makePerson } from '../testing/people.ts';
import { AccountsOfPeople } from './accounts-of-people.ts';

const EMAIL = 'ada@example.com';

test( 'R40: the accounts of a person are not looked up for each page, and a new account still shows within a minute', async () => {
	const { db } = await startTestApi();
	await makePerson( db, EMAIL, 'One' );
	const [ person ] = await findPeople( db, EMAIL );
	const known = new AccountsOfPeople();
	const now = new Date();
	const names = async ( seconds: number, isNamed = false ) =>
		(
			await known.of(
				db,
				person!,
				new Date( now.getTime() + seconds * 1_000 ),
				isNamed
			)
		).map( ( { accountName } ) => accountName );
	expect( await names( 0 ) ).toEqual( [ 'One' ] );
	await makePerson( db, EMAIL, 'Two' );
	expect( await names( 59 ) ).toEqual( [ 'One' ] );
	expect( ( await names( 60 ) ).sort() ).toEqual( [ 'One', 'Two' ] );
	await makePerson( db, EMAIL, 'Three' );
	// Where the accounts are named, they are read anew.
	expect( await names( 61, true ) ).toHaveLength( 3 );
	expect( await names( 62 ) ).toHaveLength( 3 );
} );

test( 'R40: a page does not look up accounts that were looked up just now, and the profile reads them anew', async () => {
	let asked = 0;
	const api = await startTestApi(
		{},
		{
			onQuery: ( { query: { sql } } ) => {
				asked += Number(
					/"account_people" as "p".*"email_key" =/s.test( sql )
				);
			},
		}
	);
	const owner = await ConsoleVisitor.signIn(
		api,
		await makePerson( api.db, EMAIL )
	);
	const isLinked = async ( path: string ) =>
		dom( await owner.get( path ) )( '.me' )
			.text()
			.includes( 'Switch account' );
	await owner.get( '/' );
	await makePerson( api.db, EMAIL, 'The other' );
	asked = 0;
	expect( await isLinked( '/orders' ) ).toBe( false );
	expect( asked ).toBe( 0 );
	expect( await isLinked( '/settings/profile' ) ).toBe( true );
	expect( await isLinked( '/orders' ) ).toBe( true );
	expect( asked ).toBe( 1 );
} );
