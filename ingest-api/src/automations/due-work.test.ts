import { sql, type CompiledQuery } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { openDatabase } from '../db/open.ts';
import { makePerson } from '../testing/people.ts';
import { findDueAccounts, nextDueAt, noteServed } from './due-accounts.ts';
import { createRenderer } from './email/render.ts';
import { findAccountsWithTriggers, startRuns } from './fan-out.ts';
import { ensureReadyMade, switchOn } from './repository.ts';
import { runDue } from './run-due.ts';
import { claimMessages } from './claim-messages.ts';

const WAITING = 100_000;
const ACCOUNTS = 200;

test( 'with 100,000 waiting runs, a look reads only the runs that are due', async () => {
	const database = await freshDatabase();
	onTestFinished( () => database.drop() );
	const queries: CompiledQuery[] = [];
	const { db, close } = openDatabase( {
		as: 'owner',
		url: database.url,
		onQuery: ( { query } ) => queries.push( query ),
	} );
	const renderer = createRenderer();
	onTestFinished( async () => {
		await renderer.close();
		await close();
	} );
	const { accountId } = await makePerson( db );
	const now = new Date();
	await ensureReadyMade( db, accountId, now );
	await switchOn( db, accountId, 'order-confirmation', now );
	await sql`
		insert into automation_runs (
			account_id, automation_id, connection_id, trigger_id, order_id, trigger_cursor, occurred_at, version, state, due_at,
			created_at
		)
		select case when n % 2 = 0 then ${ accountId } else 'acc_' || n % ${ ACCOUNTS } end, 'order-confirmation', 'con_1',
			'order_submitted:' || n, n, n, ${ now }, 1, 'waiting', ${ now }::timestamptz + n * interval '1 minute', ${ now }
		from generate_series( 1, ${ WAITING } ) as n
	`.execute( db );
	await sql`
		insert into due_accounts ( account_id, due_at, served_at )
		select account_id, min( due_at ), '-infinity' from automation_runs group by account_id
	`.execute( db );
	await sql`analyze automation_runs, due_accounts, messages`.execute( db );

	queries.length = 0;
	const later = () => new Date( now.getTime() + 150_000 );
	const context = { db, renderer, consoleUrl: () => 'https://x', now: later };
	await findAccountsWithTriggers( db, 20 );
	await startRuns( db, accountId, now );
	await findDueAccounts( db, later(), 20 );
	await nextDueAt( db );
	await runDue( context, accountId, { limit: 50, emails: true } );
	await claimMessages( context, accountId, 10 );
	await noteServed( db, accountId, later() );
	const looks = queries.filter( ( { sql: text } ) =>
		/automation_runs|due_accounts|messages/.test( text )
	);
	expect( looks.length ).toBeGreaterThan( 5 );
	for ( const look of looks ) {
		const { rows } = await db.executeQuery< { 'QUERY PLAN': string } >( {
			...look,
			sql: `explain ${ look.sql }`,
			query: sql`explain`.toOperationNode() as never,
		} );
		const plan = rows.map( ( row ) => row[ 'QUERY PLAN' ] ).join( '\n' );
		expect( plan, look.sql ).toMatch( /cost=/ );
		expect( plan, look.sql ).not.toMatch( /Seq Scan on automation_runs/ );
	}
} );
