import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/postgres/database.ts';
import { standInForCitus } from '../testing/citus.ts';
import { runCli } from '../testing/run-cli.ts';
import {
	CannotDistribute,
	planDistribution,
	readTables,
	type CatalogTable,
} from './citus.ts';
import { finishFilling } from './filling-orders.ts';
import { withoutLimits } from './migrate.ts';
import { openDatabase } from './open.ts';
import { PROGRAM_TABLES, TENANT_TABLES } from './schema.ts';

const MIGRATOR = [ 'kysely_migration', 'kysely_migration_lock' ];

async function migrated() {
	const database = await freshDatabase();
	onTestFinished( () => database.drop() );
	const { db, close } = openDatabase( {
		as: 'owner',
		url: database.url,
		poolSize: 2,
	} );
	onTestFinished( close );
	return { url: database.url, db };
}

describe( 'the plan for a Citus cluster', () => {
	test( 'covers every table of the schema: tenants’ tables go by account, the program’s stay', async () => {
		const { url, db } = await migrated();
		expect( await finishFilling( db ) ).toBeNull();
		const { distribute, done, local } = planDistribution(
			await withoutLimits( url, readTables )
		);
		expect( distribute[ 0 ] ).toBe( 'accounts' );
		expect( distribute.toSorted() ).toEqual(
			[ ...TENANT_TABLES ].toSorted()
		);
		expect( done ).toEqual( [] );
		expect( local.toSorted() ).toEqual(
			[ ...MIGRATOR, ...PROGRAM_TABLES ].toSorted()
		);
	} );

	const table = (
		name: string,
		rest: Partial< CatalogTable > = {}
	): CatalogTable => ( {
		name,
		hasTenant: true,
		distributedBy: null,
		references: [],
		triggers: [],
		...rest,
	} );

	test( 'puts a table after those that it references, and leaves what is already distributed', () => {
		expect(
			planDistribution( [
				table( 'a', { references: [ 'b', 'a' ] } ),
				table( 'accounts', { distributedBy: 'account_id' } ),
				table( 'b', { references: [ 'accounts' ] } ),
				table( 'limits', { hasTenant: false } ),
			] )
		).toEqual( {
			distribute: [ 'b', 'a' ],
			done: [ 'accounts' ],
			local: [ 'limits' ],
		} );
	} );

	test.for( [
		[ 'drop-old-columns', table( 'orders', { triggers: [ 'written' ] } ) ],
		[
			'by connection_id',
			table( 'orders', { distributedBy: 'connection_id' } ),
		],
		[
			'Foreign keys of orders',
			table( 'orders', { references: [ 'elsewhere' ] } ),
		],
	] as const )(
		'lists what has to be done first: %s',
		( [ part, wrong ] ) => {
			const plan = () =>
				planDistribution( [ table( 'accounts' ), wrong ] );
			expect( plan ).toThrow( CannotDistribute );
			expect( plan ).toThrow( part );
		}
	);
} );

describe( 'npm run citus', () => {
	test( 'distributes every table by account, colocated; again does nothing, and then takes a table added later', async () => {
		const { url, db } = await migrated();
		await finishFilling( db );
		await standInForCitus( db );
		const first = await runCli( 'citus.ts', { DATABASE_URL: url } );
		expect( first.code, first.stderr ).toBe( 0 );
		expect( first.stdout ).toContain(
			`${ TENANT_TABLES.length } tables distributed, 0 were already`
		);
		const { rows } = await sql< Record< string, string > >`
			select table_name::text as name, distribution_column as by, colocation from citus.tables order by position
		`.execute( db );
		expect( rows[ 0 ] ).toEqual( {
			name: 'accounts',
			by: 'account_id',
			colocation: 'default',
		} );
		for ( const row of rows.slice( 1 ) ) {
			expect( row ).toMatchObject( {
				by: 'account_id',
				colocation: 'accounts',
			} );
		}

		await sql`
			create table later ( account_id text, later_id text, primary key ( account_id, later_id ) )
		`.execute( db );
		const second = await runCli( 'citus.ts', { DATABASE_URL: url } );
		expect( second.stdout ).toContain(
			`1 tables distributed, ${ TENANT_TABLES.length } were already`
		);
		expect( second.stderr ).toContain( 'Distributing later …' );
		const third = await runCli( 'citus.ts', { DATABASE_URL: url } );
		expect( third ).toMatchObject( { code: 0, stderr: '' } );
		expect( third.stdout ).toMatch( /^0 tables distributed/ );
	} );

	test( 'says so if there is no Citus', async () => {
		const { url } = await migrated();
		const result = await runCli( 'citus.ts', { DATABASE_URL: url } );
		expect( result ).toMatchObject( { code: 1, stdout: '' } );
		expect( result.stderr ).toContain( 'This database has no Citus.' );
	} );
} );
