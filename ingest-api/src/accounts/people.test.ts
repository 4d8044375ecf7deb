import { CompiledQuery, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { openDatabase } from '../db/open.ts';
import { makePerson } from '../testing/people.ts';
import { findPeople } from './people.ts';

test( 'sign-in finds a person by address through an index, however many people there are', async () => {
	const database = await freshDatabase();
	let asked: CompiledQuery | undefined;
	const { db, close } = openDatabase( {
		as: 'owner',
		url: database.url,
		poolSize: 1,
		onQuery: ( { query } ) => ( asked = query ),
	} );
	onTestFinished( async () => {
		await close();
		await database.drop();
	} );
	const { accountId, personId, email } = await makePerson( db );
	await sql`
		insert into account_people ( account_id, person_id, email, email_key, created_at )
		select ${ accountId }, n::text, n::text, n::text, now() from generate_series( 1, 20000 ) as n
	`.execute( db );
	await sql`analyze account_people`.execute( db );
	expect( await findPeople( db, email ) ).toMatchObject( [
		{ accountId, personId },
	] );
	const { rows } = await db.executeQuery< { 'QUERY PLAN': string } >(
		CompiledQuery.raw( `explain ${ asked!.sql }`, [ ...asked!.parameters ] )
	);
	const plan = rows.map( ( row ) => row[ 'QUERY PLAN' ] ).join( '\n' );
	expect( plan ).toContain( 'account_people_of_all_accounts' );
	expect( plan ).not.toContain( 'Seq Scan on account_people' );
} );
