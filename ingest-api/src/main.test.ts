import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../test/postgres/database.ts';
import { loadConfig } from './ops/config.ts';
import { startApi } from './server.ts';
import { startTestApi } from './testing/api.ts';

const main = fileURLToPath( new URL( 'main.ts', import.meta.url ) );

/** If the program gets as far as the database, it ends there. */
const UNREACHABLE = 'postgres://127.0.0.1:1/none';

/** An address of this machine that is not loopback: a caller through it looks like a stranger. */
const OWN_ADDRESS = Object.values( networkInterfaces() )
	.flatMap( ( addresses ) => addresses ?? [] )
	.find(
		( { family, internal } ) => family === 'IPv4' && ! internal
	)?.address;

describe( 'the program', () => {
	test( 'does not start without the production settings unless it is told to be for development', async () => {
		const child = spawn( process.execPath, [ main ], {
			env: {
				PATH: process.env.PATH,
				PORT: '0',
				DATABASE_URL: UNREACHABLE,
			},
			stdio: [ 'ignore', 'pipe', 'pipe' ],
		} );
		onTestFinished( () => void child.kill( 'SIGKILL' ) );
		const [ output, complaint ] = await Promise.all( [
			text( child.stdout ),
			text( child.stderr ),
			once( child, 'close' ),
		] );
		expect( child.exitCode ).toBe( 1 );
		expect( output ).toBe( '' );
		for ( const part of [
			'ENCRYPTION_KEY is required',
			'PUBLIC_URL is required',
			'CONSOLE_URL is required',
			'SMTP_URL is required',
			'IVOREY_DEVELOPMENT=1',
		] ) {
			expect( complaint ).toContain( part );
		}
		expect( complaint ).not.toContain( '    at ' );
	} );
} );

describe( 'R30 a server for development', () => {
	test( 'only shows e-mails, and only gives the account to the first who signs in, if it is for development', async () => {
		const api = await startTestApi( { IVOREY_DEVELOPMENT: '0' } );
		expect(
			( await fetch( `${ api.url }/development/mail` ) ).status
		).toBe( 404 );
		const asked = await fetch( `${ api.url }/sign-in`, {
			method: 'POST',
			body: new URLSearchParams( { email: 'eve@example.com' } ),
		} );
		expect( asked.status ).toBe( 200 );
		// Waits for work under way.
		await api.stop();
		expect(
			await api.db
				.selectFrom( 'account_people' )
				.select( 'email' )
				.execute()
		).toEqual( [] );
	} );

	test.skipIf( OWN_ADDRESS === undefined )(
		'answers nobody on another machine, whatever it listens on',
		async () => {
			for ( const IVOREY_DEVELOPMENT of [ '1', '0' ] ) {
				const database = await freshDatabase();
				onTestFinished( () => database.drop() );
				const api = await startApi( {
					...loadConfig( {
						IVOREY_DEVELOPMENT,
						PORT: '0',
						DATABASE_URL: database.url,
						ENCRYPTION_KEY: Buffer.alloc( 32 ).toString( 'base64' ),
						LOG_LEVEL: 'silent',
					} ),
					host: '0.0.0.0',
				} );
				const here = `${ api.url }/healthz`;
				const there = here.replace( 'localhost', OWN_ADDRESS! );
				expect( ( await fetch( here ) ).status ).toBe( 200 );
				const answer = await fetch( there ).then(
					( { status } ) => status,
					() => 'none'
				);
				expect( answer ).toBe(
					IVOREY_DEVELOPMENT === '1' ? 'none' : 200
				);
				await api.stop();
			}
		}
	);
} );
