import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import { listContacts } from './contact-queries.ts';

const CONTACTS = 20_000;

test( 'R34 a page of contacts, and what is searched for in them, is found by an index, however many contacts there are', async () => {
	const { db, explainLast } = await startQueryPlans();
	const { accountId } = await makePerson( db );
	await sql`
		insert into contacts (
			account_id, contact_id, email, email_key, email_hash, kind, first_name, last_name, display_name, company, phone,
			billing, shipping, created_at, updated_at
		)
		select ${ accountId }, gen_random_uuid(), 'Buyer' || n || '@example.com', 'buyer' || n || '@example.com', md5( n::text ),
			'guest', 'First' || n, 'Last' || n, '', '', '', '{}', '{}', now() - n * interval '1 minute', now()
		from generate_series( 1, ${ sql.lit( CONTACTS ) } ) as n
	`.execute( db );
	await sql`analyze contacts`.execute( db );

	const look = async (
		search: string,
		before: string | null = null,
		// For requests, only comparisons reach an index: a search reads the account's contacts.
		own = search === '' ? forAccount( db, accountId ) : db
	) => {
		const page = await listContacts( own, accountId, {
			search,
			kind: null,
			before,
		} );
		const plan = await explainLast( own );
		expect( plan ).not.toContain( 'Seq Scan' );
		return { ...page, plan };
	};

	const first = await look( '' );
	expect( first.plan ).toContain( 'contacts_by_time' );
	expect( first.plan ).not.toContain( 'Sort' );
	expect( ( await look( '', first.older ) ).plan ).not.toContain( 'Sort' );
	const byAddress = await look(
		'BUYER77@',
		null,
		forAccount( db, accountId )
	);
	expect( byAddress.rows.map( ( { email } ) => email ) ).toEqual( [
		'Buyer77@example.com',
	] );
	expect( byAddress.plan ).toContain( 'contacts_by_email' );
	for ( const search of [ 'first77 last', 'last1999' ] ) {
		const { rows } = await look( search );
		expect( rows.length, search ).toBeGreaterThan( 0 );
	}
	const many = await look( 'buyer' );
	expect( many.rows ).toHaveLength( 50 );
	expect( many.plan ).not.toContain( 'Sort' );
} );
