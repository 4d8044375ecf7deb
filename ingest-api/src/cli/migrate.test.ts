import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { LATEST_MIGRATION } from '../db/migrations.ts';
import { runCli } from '../testing/run-cli.ts';

test( 'npm run migrate brings an empty database up to date, finds nothing to do the second time, and migrates once when several run at once', async () => {
	const url = await emptyDatabase();
	const results = await Promise.all(
		[ 1, 2 ].map( () => runCli( 'migrate.ts', { DATABASE_URL: url } ) )
	);
	results.push( await runCli( 'migrate.ts', { DATABASE_URL: url } ) );
	for ( const { code, stdout } of results ) {
		expect( { code, stdout } ).toEqual( {
			code: 0,
			stdout: `The database is up to date (${ LATEST_MIGRATION }).\n`,
		} );
	}
	expect( results[ 2 ]!.stderr ).toBe( '' );
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	const { rows } = await client.query< { name: string } >(
		'select max( name ) as name from kysely_migration'
	);
	await client.end();
	expect( rows ).toEqual( [ { name: LATEST_MIGRATION } ] );
} );

test( 'npm run migrate fails if the database does not answer', async () => {
	const result = await runCli( 'migrate.ts', {
		DATABASE_URL: 'postgres://127.0.0.1:1/none',
	} );
	expect( result ).toMatchObject( { code: 1, stdout: '' } );
	expect( result.stderr ).toContain( 'ECONNREFUSED' );
} );

test.for( [ 'connection.ts', 'remap.ts', 'migrate.ts', 'citus.ts' ] )(
	'%s prints its usage with --help, and connects to no database',
	async ( file ) => {
		const env = { DATABASE_URL: 'postgres://127.0.0.1:1/none' };
		const result = await runCli( file, env, '--help' );
		expect( result ).toMatchObject( { code: 0, stderr: '' } );
		expect( result.stdout ).toMatch( /^Usage:\n {2}npm run / );
	}
);

async function emptyDatabase(): Promise< string > {
	const { adminUrl } = inject( 'postgres' );
	const name = `ivorey_test_${ randomBytes( 8 ).toString( 'hex' ) }`;
	await query(
		adminUrl,
		`create database ${ name } encoding 'UTF8' template template0`
	);
	onTestFinished( () =>
		query( adminUrl, `drop database ${ name } with ( force )` )
	);
	const url = new URL( adminUrl );
	url.pathname = `/${ name }`;
	return url.href;
}

async function query( url: string, text: string ): Promise< void > {
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	await client.query( text );
	await client.end();
}
