import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { fillWords } from '../db/filling-words.ts';
import { forAccount } from '../db/scope.ts';
import { makePerson } from '../testing/people.ts';
import { startQueryPlans } from '../testing/query-plans.ts';
import {
	CONTACT_SORTS,
	listContacts,
	type ContactSort,
} from './contact-queries.ts';
import type { Places } from './paging.ts';

const CONTACTS = 20_000;

test( 'R34 a page of contacts, and a search in them, uses an index, however many contacts there are', async () => {
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
	await fillWords( db, { pauseMs: () => 0 } );
	await sql`vacuum analyze contacts, contact_words`.execute( db );

	const look = async (
		search: string,
		before: string | null = null,
		own = forAccount( db, accountId )
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
	const byAddress = await look( 'BUYER77@' );
	expect( byAddress.rows.map( ( { email } ) => email ) ).toEqual( [
		'Buyer77@example.com',
	] );
	expect( byAddress.plan ).toContain( 'contacts_pkey' );
	for ( const search of [ 'BUYER77@', 'first77 last', 'last1999' ] ) {
		const { rows, plan } = await look( search );
		expect( rows.length ).toBeGreaterThan( 0 );
		expect( plan ).toMatch( /Index Cond: .*contact_id = ANY/ );
	}
	const many = await look( 'buyer' );
	expect( many.rows ).toHaveLength( 50 );

	for ( const by of Object.keys( CONTACT_SORTS ) as ContactSort[] ) {
		for ( const direction of [ 'asc', 'desc' ] as const ) {
			const read = async ( places: Places ) => {
				const own = forAccount( db, accountId );
				const page = await listContacts( own, accountId, {
					search: '',
					kind: null,
					sorting: { by, direction },
					...places,
				} );
				const plan = await explainLast( own );
				expect( plan, by ).not.toMatch( /Sort|Seq Scan/ );
				if ( Object.keys( places ).length > 0 ) {
					expect( plan, by ).toMatch( /Index Cond: .*ROW\(/ );
				}
				return page;
			};
			const one = await read( {} );
			const two = await read( { before: one.older } );
			const three = await read( { before: two.older } );
			expect( ( await read( { after: three.newer } ) ).rows ).toEqual(
				two.rows
			);
		}
	}
} );
