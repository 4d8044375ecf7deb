import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { envOf, runCli } from '../testing/run-cli.ts';

test( 'npm run remap first shows the changes, and makes them only with --apply', async () => {
	const api = await startTestApi( { ROLES: 'ingest' } );
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ), orderRecord( '2', 1 ) ] );
	// As if an older mapping had stored it.
	await sql`
		update orders set number = 'old' where account_id = ${ store.accountId } and order_id = '1'
	`.execute( api.db );
	const numberOf = async () =>
		(
			await sql< { number: string } >`
			select number from orders where account_id = ${ store.accountId } and order_id = '1'
		`.execute( api.db )
		).rows[ 0 ]!.number;

	const shown = await runCli( 'remap.ts', envOf( api ) );
	expect( shown ).toMatchObject( { code: 0, stderr: '' } );
	expect( shown.stdout ).toContain( '1 of 2 rows would change.' );
	expect( shown.stdout ).toContain( 'orders.number: 1' );
	expect( shown.stdout ).toContain( 'number "old" → ' );
	expect( await numberOf() ).toBe( 'old' );

	const applied = await runCli( 'remap.ts', envOf( api ), '--apply' );
	expect( applied.stdout ).toContain( '1 of 2 rows changed.' );
	expect( await numberOf() ).not.toBe( 'old' );
	expect( ( await runCli( 'remap.ts', envOf( api ) ) ).stdout ).toBe(
		'0 of 2 rows would change.\n'
	);
} );

test( 'npm run remap explains what is wrong with its arguments', async () => {
	const result = await runCli( 'remap.ts', {}, '--elements', 'orders,cats' );
	expect( result ).toMatchObject( { code: 2, stdout: '' } );
	expect( result.stderr ).toContain( 'There is nothing to map of "cats"' );
	expect( result.stderr ).toContain( 'Usage:' );
} );
