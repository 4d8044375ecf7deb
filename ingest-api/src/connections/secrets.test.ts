import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { resolveEncryptionKey } from './encryption-key.ts';
import {
	newAccountId,
	newConnectionId,
	newSecret,
	parseConnection,
	formatConnection,
} from '../db/identifiers.ts';
import {
	decryptSecret,
	encryptSecret,
	isIssuedToken,
	newToken,
} from './secrets.ts';
import { hashToken, isSameHash } from '../http/bearer-token.ts';

const key = Buffer.alloc( 32, 1 );
const connection = {
	accountId: newAccountId(),
	connectionId: newConnectionId(),
};

describe( 'an encrypted secret', () => {
	test( 'opens for its connection, and is another text each time', () => {
		const secret = newSecret();
		const stored = encryptSecret( key, connection, secret );
		expect( decryptSecret( key, connection, stored ) ).toBe( secret );
		expect( stored ).not.toContain( secret.slice( 6 ) );
		expect( encryptSecret( key, connection, secret ) ).not.toBe( stored );
	} );

	test( 'does not open with another key, for another connection, or changed', () => {
		const stored = encryptSecret( key, connection, newSecret() );
		expect( () =>
			decryptSecret( Buffer.alloc( 32, 2 ), connection, stored )
		).toThrow();
		expect( () =>
			decryptSecret(
				key,
				{ ...connection, connectionId: newConnectionId() },
				stored
			)
		).toThrow();
		const [ version, iv, tag, text ] = stored.split( '.' );
		const changed = Buffer.from( text!, 'base64url' );
		changed[ 0 ] = 255 - changed[ 0 ]!;
		expect( () =>
			decryptSecret(
				key,
				connection,
				[ version, iv, tag, changed.toString( 'base64url' ) ].join(
					'.'
				)
			)
		).toThrow();
		expect( () =>
			decryptSecret(
				key,
				connection,
				[ version, iv, tag!.slice( 0, 6 ), text ].join( '.' )
			)
		).toThrow();
		expect( () => decryptSecret( key, connection, 'plain' ) ).toThrow();
	} );
} );

test( 'a token is kept as a hash and compared by it', () => {
	const token = newToken( key, connection );
	expect( hashToken( token ) ).toMatch( /^[0-9a-f]{64}$/ );
	expect( isSameHash( hashToken( token ), hashToken( token ) ) ).toBe( true );
	expect(
		isSameHash(
			hashToken( token ),
			hashToken( newToken( key, connection ) )
		)
	).toBe( false );
	expect( isSameHash( hashToken( token ), '' ) ).toBe( false );
} );

test( 'R30 a token shows that it was made here, and for which connection', () => {
	const token = newToken( key, connection );
	expect( token ).toMatch( /^ivt_[\w-]{65}$/ );
	expect( isIssuedToken( key, connection, token ) ).toBe( true );
	const changed = token.at( 10 ) === 'A' ? 'B' : 'A';
	for ( const [ otherKey, other, text ] of [
		[ Buffer.alloc( 32, 2 ), connection, token ],
		[ key, { ...connection, connectionId: newConnectionId() }, token ],
		[ key, connection, token.slice( 0, 10 ) + changed + token.slice( 11 ) ],
		[ key, connection, `${ token.slice( 0, -22 ) }${ 'A'.repeat( 22 ) }` ],
		[ key, connection, `${ token }A` ],
		[ key, connection, 'ivt_' ],
	] as const ) {
		expect( isIssuedToken( otherKey, other, text ) ).toBe( false );
	}
} );

test( 'a connection is written as account and connection, and read back only whole', () => {
	const text = formatConnection( connection );
	expect( parseConnection( text ) ).toEqual( connection );
	for ( const wrong of [
		'',
		text.slice( 1 ),
		`${ text }x`,
		`${ text }\n`,
		text.replace( '.', ':' ),
	] ) {
		expect( parseConnection( wrong ) ).toBeNull();
	}
} );

describe( 'the key of the data folder', () => {
	async function dataDir(): Promise< string > {
		const folder = await mkdtemp( path.join( tmpdir(), 'ivorey-key-' ) );
		onTestFinished( () => rm( folder, { recursive: true } ) );
		return folder;
	}

	test( 'is made once, for nobody else to read, also by two starts at once', async () => {
		const folder = path.join( await dataDir(), 'new' );
		const keys = await Promise.all(
			Array.from( { length: 5 }, () =>
				resolveEncryptionKey( { encryptionKey: null, dataDir: folder } )
			)
		);
		expect(
			new Set( keys.map( ( made ) => made.toString( 'hex' ) ) ).size
		).toBe( 1 );
		expect( keys[ 0 ]! ).toHaveLength( 32 );
		const file = path.join( folder, 'encryption.key' );
		expect( ( await stat( file ) ).mode % 0o1000 ).toBe( 0o600 );
		expect(
			Buffer.from( await readFile( file, 'utf8' ), 'base64' )
		).toEqual( keys[ 0 ] );
	} );

	test( 'that is damaged is an error, never replaced: the stored secrets hang on it', async () => {
		const folder = await dataDir();
		await writeFile( path.join( folder, 'encryption.key' ), 'short' );
		await expect(
			resolveEncryptionKey( { encryptionKey: null, dataDir: folder } )
		).rejects.toThrow( /encryption\.key must hold 32 bytes/ );
	} );

	test( 'is left alone where one is configured', async () => {
		const folder = await dataDir();
		expect(
			await resolveEncryptionKey( {
				encryptionKey: key,
				dataDir: folder,
			} )
		).toBe( key );
		await expect(
			stat( path.join( folder, 'encryption.key' ) )
		).rejects.toThrow();
	} );
} );
