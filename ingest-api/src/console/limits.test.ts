import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addPerson } from '../accounts/people.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { ConsoleVisitor } from '../testing/console.ts';
import { makePerson } from '../testing/people.ts';
import { LINKS_FROM_ONE, STREAMS } from './limits.ts';
import { PATHS } from './paths.ts';

/** Two copies of the program on one database, which write their e-mails to one folder. */
async function twoCopies( dataDir: string ): Promise< TestApi[] > {
	const env = { DATA_DIR: dataDir, TRUST_PROXY: '1' };
	const api = await startTestApi( env );
	const other = await startTestApi( {
		...env,
		DATABASE_URL: api.databaseUrl,
		ENCRYPTION_KEY: api.encryptionKey.toString( 'base64' ),
	} );
	return [ api, other ];
}

async function askForLink(
	{ url }: TestApi,
	email: string
): Promise< number > {
	const { status } = await fetch( url + PATHS.signIn, {
		method: 'POST',
		headers: { origin: url, 'x-forwarded-for': '203.0.113.7' },
		body: new URLSearchParams( { email } ),
	} );
	return status;
}

test( 'R30 two copies of the program share their counts of sent links and of requests for links', async () => {
	const dataDir = await mkdtemp( path.join( tmpdir(), 'ivorey-links-' ) );
	onTestFinished( () => rm( dataDir, { recursive: true, force: true } ) );
	const copies = await twoCopies( dataDir );
	const { email } = await makePerson( copies[ 0 ]!.db );
	const statuses = [];
	for ( let n = 0; n < 31; n++ ) {
		statuses.push( await askForLink( copies[ n % 2 ]!, email ) );
	}
	expect( await readdir( path.join( dataDir, 'mail' ) ) ).toHaveLength(
		LINKS_FROM_ONE
	);
	expect( statuses ).toEqual( [
		...Array.from( { length: 30 }, () => 200 ),
		429,
	] );
	const counted = await copies[ 0 ]!.db
		.selectFrom( 'rate_limits' )
		.selectAll()
		.execute();
	expect( counted.length ).toBeGreaterThan( 0 );
	expect( JSON.stringify( counted ) ).not.toMatch( /example|203\.0/ );
} );

test( 'a person has a limited number of live pages, each until it is closed', async () => {
	const api = await startTestApi();
	const accountName = 'Ada & Co';
	const person = await addPerson( api.db, {
		email: 'ada@example.com',
		accountName,
		now: new Date(),
	} );
	const store = await api.connect( { accountName } );
	const visitor = await ConsoleVisitor.signIn( api, person );
	const open = () =>
		visitor.browser.open(
			`${ PATHS.stores }/${ store.connectionId }/events`
		);
	const streams = [];
	for ( let n = 0; n < STREAMS; n++ ) {
		streams.push( await open() );
	}
	expect( streams.map( ( { status } ) => status ) ).toEqual(
		streams.map( () => 200 )
	);
	expect( ( await open() ).status ).toBe( 204 );
	await streams[ 0 ]!.body!.cancel();
	await expect
		.poll( async () => ( await open() ).status, { timeout: 8_000 } )
		.toBe( 200 );
} );
