import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import {
	freshDatabase,
	type FreshDatabase,
} from '../../../test/postgres/database.ts';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { runCli } from '../testing/run-cli.ts';
import { migrate } from './migrate.ts';
import { LATEST_MIGRATION } from './migrations.ts';
import { LaterDatabase } from './schema-age.ts';

const LATER = '9999_later';

/** A fresh database after these statements. */
async function database( ...statements: string[] ): Promise< FreshDatabase > {
	const fresh = await freshDatabase();
	onTestFinished( fresh.drop );
	await ask( fresh.url, statements.join( ';' ) );
	return fresh;
}

async function ask( url: string, statement: string ): Promise< unknown[] > {
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	try {
		return ( await client.query( statement ) ).rows;
	} finally {
		await client.end();
	}
}

const MIGRATED_LATER = `insert into kysely_migration ( name, timestamp ) values ( '${ LATER }', 'now' )`;

const hasIndex = async ( url: string, name: string ) =>
	( await ask( url, `select from pg_indexes where indexname = '${ name }'` ) )
		.length > 0;

test( 'a copy restarted after a later version has migrated works, and leaves the schema as it is', async () => {
	const later = await database(
		MIGRATED_LATER,
		'drop index orders_by_currency'
	);
	await migrate( later.url );
	expect( await hasIndex( later.url, 'orders_by_currency' ) ).toBe( false );

	const api = await startTestApi( {}, { database: later } );
	expect( ( await fetch( `${ api.url }/readyz` ) ).status ).toBe( 200 );
	const store = await api.connect();
	expect( await store.send( [ orderRecord( '1', 1 ) ] ) ).toMatchObject( {
		outcomes: [ { outcome: 'applied' } ],
	} );
} );

test( 'an older copy does not start once a later version has dropped the old columns, and says why', async () => {
	const { url } = await database(
		MIGRATED_LATER,
		`comment on table kysely_migration is '${ LATER }'`
	);
	await expect( migrate( url ) ).rejects.toThrow( LaterDatabase );
	const { code, stderr } = await runCli( 'migrate.ts', {
		DATABASE_URL: url,
	} );
	expect( code ).toBe( 1 );
	expect( stderr ).toBe(
		`This database is of a later version of the program (${ LATER }; this one has ${ LATEST_MIGRATION }), and the old columns were dropped. Start that version, or restore a backup from before.\n`
	);
} );

test( 'a schema of neither an earlier nor a later version is refused', async () => {
	const { url } = await database(
		MIGRATED_LATER,
		`delete from kysely_migration where name = '${ LATEST_MIGRATION }'`
	);
	await expect( migrate( url ) ).rejects.toThrow( 'corrupted migrations' );
} );

test( 'drop-old-columns also drops the indexes of earlier versions, and keeps these from starting', async () => {
	const { url } = await database(
		'create index contacts_by_name_prefix on contacts ( account_id )'
	);
	for ( let time = 1; time <= 2; time++ ) {
		const dropped = await runCli(
			'connection.ts',
			{ DATABASE_URL: url },
			'drop-old-columns'
		);
		expect( dropped.code, dropped.stderr ).toBe( 0 );
		expect( await hasIndex( url, 'contacts_by_name_prefix' ) ).toBe(
			false
		);
		expect( await hasIndex( url, 'contacts_by_name' ) ).toBe( true );
	}
	expect(
		await ask(
			url,
			"select obj_description( 'kysely_migration'::regclass ) as oldest"
		)
	).toEqual( [ { oldest: LATEST_MIGRATION } ] );
	await migrate( url );
} );
