import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig, loadServerConfig } from './config.ts';

function messageOf( env: Record< string, string >, load = loadConfig ): string {
	try {
		load( env );
	} catch ( error ) {
		expect( error ).toBeInstanceOf( ConfigError );
		return ( error as ConfigError ).message;
	}
	throw new Error( 'It was taken' );
}

describe( 'loadConfig', () => {
	test( 'needs no settings', () => {
		expect( loadConfig( {} ) ).toMatchObject( {
			port: 8787,
			host: '127.0.0.1',
			publicUrl: null,
			databaseUrl: null,
			dataDir: '.data',
			encryptionKeys: null,
			roles: [ 'ingest', 'console', 'worker' ],
			trustProxy: 0,
			limits: {
				bodyBytes: 2_097_152,
				inflatedBytes: 8_388_608,
				records: 500,
				depth: 16,
			},
		} );
	} );

	test( 'uses the given values, and treats an empty value as absent', () => {
		const key = Buffer.alloc( 32, 7 );
		expect(
			loadConfig( {
				PORT: '0',
				HOST: '',
				PUBLIC_URL: 'https://api.example.com/',
				DATABASE_URL:
					'postgresql://user:p%40ss@db:5432/ivorey?sslmode=require',
				ROLES: 'worker, ingest,worker',
				ENCRYPTION_KEY: key.toString( 'base64' ),
				SMTP_URL: 'smtps://user:pass@mail.example.com',
			} )
		).toMatchObject( {
			port: 0,
			host: '127.0.0.1',
			publicUrl: 'https://api.example.com',
			databaseUrl:
				'postgresql://user:p%40ss@db:5432/ivorey?sslmode=require',
			roles: [ 'worker', 'ingest' ],
			encryptionKeys: [ key ],
		} );
	} );

	test( 'names each invalid variable in one error, and what is valid', () => {
		expect(
			messageOf( {
				PORT: '80a',
				ROLES: 'ingest,all',
				LOG_LEVEL: 'loud',
				MAX_RECORDS: '0',
				DATABASE_URL: 'mysql://db',
			} ).split( '\n' )
		).toEqual( [
			'These environment variables are wrong:',
			'  PORT must be a whole number from 0 to 65535',
			'  DATABASE_URL must be a connection URL, like "postgres://user:password@host:5432/database"',
			'  ROLES must be a list of ingest, console, worker, separated by commas',
			'  LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
			'  MAX_RECORDS must be a whole number from 1 to 100000',
		] );
	} );

	describe( 'the key that signs e-mails', () => {
		const rsa = pem(
			generateKeyPairSync( 'rsa', { modulusLength: 2048 } )
		);
		const DKIM = {
			DKIM_DOMAIN: 'example.com',
			DKIM_SELECTOR: 'ivorey',
			DKIM_PRIVATE_KEY: rsa,
		};

		test( 'is absent, or given itself, on one line, or in a file', async () => {
			expect( loadConfig( {} ).mail.dkim ).toBeNull();
			const file = path.join(
				await mkdtemp( path.join( tmpdir(), 'dkim-' ) ),
				'key.pem'
			);
			await writeFile( file, rsa );
			for ( const DKIM_PRIVATE_KEY of [
				rsa,
				rsa.replaceAll( '\n', '\\n' ),
				file,
			] ) {
				expect(
					loadConfig( { ...DKIM, DKIM_PRIVATE_KEY } ).mail.dkim
				).toEqual( {
					domain: 'example.com',
					selector: 'ivorey',
					privateKey: rsa,
				} );
			}
		} );

		test( 'needs its domain and selector', () => {
			expect(
				messageOf( { DKIM_PRIVATE_KEY: rsa } ).split( '\n' )
			).toEqual( [
				'These environment variables are wrong:',
				'  DKIM_DOMAIN is missing: set all of DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY, or none of them',
				'  DKIM_SELECTOR is missing: set all of DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY, or none of them',
			] );
		} );

		test.for< [ name: string, key: string ] >( [
			[ 'no key', 'hunter2' ],
			[ 'a file that is not there', '/no/such/key.pem' ],
			[ 'a broken key', '-----BEGIN PRIVATE KEY-----\nhunter2' ],
			[
				'a key that nodemailer cannot use',
				pem( generateKeyPairSync( 'ed25519' ) ),
			],
		] )( 'is not %s', ( [ , DKIM_PRIVATE_KEY ] ) => {
			const message = messageOf( { ...DKIM, DKIM_PRIVATE_KEY } );
			expect( message ).toContain(
				'DKIM_PRIVATE_KEY must be an RSA private key in PEM, or the path of a file that holds one'
			);
			expect( message ).not.toContain( 'hunter2' );
		} );

		test( 'has a domain and a selector that are valid in the DNS', () => {
			const message = messageOf( {
				...DKIM,
				DKIM_DOMAIN: 'https://example.com',
				DKIM_SELECTOR: 'a b',
			} );
			expect( message ).toContain( 'DKIM_DOMAIN must be' );
			expect( message ).toContain( 'DKIM_SELECTOR must be' );
		} );
	} );

	test( 'never repeats a value in an error, since it may be a secret', () => {
		expect(
			messageOf( { ENCRYPTION_KEY: 'hunter2', DATABASE_URL: 'hunter2' } )
		).not.toContain( 'hunter2' );
	} );

	test.for( [ '1e3', ' 5', '5.0', '-1', '0x10', '65536' ] )(
		'PORT=%j is no port',
		( PORT ) => {
			expect( messageOf( { PORT } ) ).toContain( 'PORT' );
		}
	);

	test.for( [
		'api.example.com',
		'ftp://api.example.com',
		'https://api.example.com/?x=1',
	] )( 'PUBLIC_URL=%s is not an address for stores', ( PUBLIC_URL ) => {
		expect( messageOf( { PUBLIC_URL } ) ).toContain( 'PUBLIC_URL' );
	} );

	test.for( [
		{ SMTP_URL: 'mail.example.com' },
		{ SMTP_URL: 'https://mail.example.com' },
		{ MAIL_FROM: 'nobody' },
		{ MAIL_FROM: 'a@example.com\nBcc: b@example.com' },
		{ CONSOLE_URL: 'app.example.com' },
		{ ALLOW_LOCAL_STORES: 'yes' },
		{ IVOREY_DEVELOPMENT: 'true' },
	] )( 'an error names %j', ( env ) => {
		expect( messageOf( env as Record< string, string > ) ).toContain(
			Object.keys( env )[ 0 ]
		);
	} );

	test( 'the console has the same address as the API, unless another one is set', () => {
		const PUBLIC_URL = 'https://api.example.com';
		expect( loadConfig( { PUBLIC_URL } ).consoleUrl ).toBe( PUBLIC_URL );
		expect(
			loadConfig( {
				PUBLIC_URL,
				CONSOLE_URL: 'https://app.example.com/',
			} ).consoleUrl
		).toBe( 'https://app.example.com' );
	} );

	test( 'takes several encryption keys, the current one first', () => {
		const [ current, old ] = [
			Buffer.alloc( 32, 1 ),
			Buffer.alloc( 32, 2 ),
		];
		const [ a, b ] = [ current, old ].map( ( key ) =>
			key.toString( 'base64' )
		);
		expect(
			loadConfig( { ENCRYPTION_KEY: `${ a }, ${ b }` } ).encryptionKeys
		).toEqual( [ current, old ] );
		for ( const wrong of [
			Buffer.alloc( 16 ).toString( 'base64' ),
			`${ a },`,
			`${ a } ${ b }`,
		] ) {
			expect( messageOf( { ENCRYPTION_KEY: wrong } ) ).toContain(
				'32 bytes in base64'
			);
		}
	} );
} );

describe( 'the configuration of a server', () => {
	const PRODUCTION = {
		ENCRYPTION_KEY: Buffer.alloc( 32 ).toString( 'base64' ),
		PUBLIC_URL: 'https://api.example.com',
		SMTP_URL: 'smtps://user:pass@mail.example.com',
	};
	const serverMessageOf = ( env: Record< string, string > ) =>
		messageOf( env, loadServerConfig );

	test( 'is for production unless development is set', () => {
		expect( loadServerConfig( PRODUCTION ) ).toMatchObject( {
			development: false,
			mail: { development: false },
			publicUrl: 'https://api.example.com',
			consoleUrl: 'https://api.example.com',
		} );
		expect( loadConfig( {} ).mail.development ).toBe( false );
		expect( loadConfig( {} ).development ).toBe( false );
		expect( loadServerConfig( { IVOREY_DEVELOPMENT: '1' } ) ).toMatchObject(
			{ development: true, mail: { development: true } }
		);
	} );

	test( 'for production names everything that is missing, and the alternative', () => {
		expect( serverMessageOf( {} ).split( '\n' ) ).toEqual( [
			'These environment variables are wrong:',
			expect.stringMatching(
				/^ {2}ENCRYPTION_KEY is required: 32 bytes/
			),
			expect.stringMatching( /^ {2}PUBLIC_URL is required: the https/ ),
			expect.stringMatching( /^ {2}CONSOLE_URL is required: the https/ ),
			expect.stringMatching( /^ {2}SMTP_URL is required/ ),
			'To try this program on this machine only, set IVOREY_DEVELOPMENT=1.',
		] );
	} );

	test.for( [
		[ 'PUBLIC_URL', { PUBLIC_URL: 'http://api.example.com' } ],
		[ 'PUBLIC_URL', { PUBLIC_URL: '', CONSOLE_URL: 'https://a.example' } ],
		[ 'CONSOLE_URL', { CONSOLE_URL: 'http://app.example.com' } ],
		[ 'ENCRYPTION_KEY', { ENCRYPTION_KEY: '' } ],
		[ 'SMTP_URL', { SMTP_URL: '', ROLES: 'worker' } ],
		[ 'SMTP_URL', { SMTP_URL: '', ROLES: 'ingest,console' } ],
	] as const )( 'for production requires %s: %j', ( [ name, env ] ) => {
		expect( serverMessageOf( { ...PRODUCTION, ...env } ) ).toContain(
			`  ${ name } is required`
		);
	} );

	test( 'for production needs no mail server if it sends no e-mail', () => {
		expect(
			loadServerConfig( { ...PRODUCTION, SMTP_URL: '', ROLES: 'ingest' } )
				.mail.smtpUrl
		).toBeNull();
	} );

	test.for( [ '0.0.0.0', '::', '192.0.2.1', 'ivorey.example.com' ] )(
		'for development does not listen on %s',
		( HOST ) => {
			expect(
				serverMessageOf( { IVOREY_DEVELOPMENT: '1', HOST } )
			).toContain( 'HOST must be this machine' );
			expect( loadServerConfig( { ...PRODUCTION, HOST } ).host ).toBe(
				HOST
			);
		}
	);

	test.for( [ '127.0.0.1', '127.0.0.2', '::1', 'localhost' ] )(
		'for development listens on %s',
		( HOST ) => {
			expect(
				loadServerConfig( { IVOREY_DEVELOPMENT: '1', HOST } ).host
			).toBe( HOST );
		}
	);
} );

function pem( { privateKey }: { privateKey: KeyObject } ): string {
	return privateKey.export( { type: 'pkcs8', format: 'pem' } ).toString();
}
