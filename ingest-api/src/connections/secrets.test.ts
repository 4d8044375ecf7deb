import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { resolveKeyring } from './encryption-key.ts';
import { keyIdOf, keyringOf } from './keyring.ts';
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
const keys = keyringOf( key );
/** A secret as the first version of this program stored it, with `key`. */
const FROM_BEFORE = {
	connection: {
		accountId: `acc_${ 'a'.repeat( 22 ) }`,
		connectionId: `con_${ 'a'.repeat( 22 ) }`,
	},
	secret: `whsec_${ 'A'.repeat( 43 ) }=`,
	stored: 'v1.TxBB_my9hBImvwoy.lsUhbsZwzneGcJFi7JH8Gw.9OzrmEoLffBaXRT1kXinzbVOgEpP4pVNgQtXKIfez6Fwqf7A2aVLnjnDasG2lJqQa1M',
};
const connection = {
	accountId: newAccountId(),
	connectionId: newConnectionId(),
};

describe( 'an encrypted secret', () => {
	test( 'opens for its connection, and has a different text each time', () => {
		const secret = newSecret();
		const stored = encryptSecret( keys, connection, secret );
		expect( decryptSecret( keys, connection, stored ) ).toBe( secret );
		expect( stored ).not.toContain( secret.slice( 6 ) );
		expect( encryptSecret( keys, connection, secret ) ).not.toBe( stored );
	} );

	test( 'does not open with another key, for another connection, or changed', () => {
		const stored = encryptSecret( keys, connection, newSecret() );
		const [ version, id, iv, tag, text ] = stored.split( '.' );
		const changed = Buffer.from( text!, 'base64url' );
		changed[ 0 ] = 255 - changed[ 0 ]!;
		const other = { ...connection, connectionId: newConnectionId() };
		const otherKeys = keyringOf( Buffer.alloc( 32, 2 ) );
		expect( decryptSecret( otherKeys, connection, stored ) ).toBeNull();
		expect( decryptSecret( keys, other, stored ) ).toBeNull();
		for ( const parts of [
			[ version, id, iv, tag, changed.toString( 'base64url' ) ],
			[ version, id, iv, tag!.slice( 0, 6 ), text ],
			[ version, otherKeys.current.id, iv, tag, text ],
			[ 'v3', id, iv, tag, text ],
			[ version, id, iv, tag, text, '' ],
			[ 'plain' ],
		] ) {
			expect(
				decryptSecret( keys, connection, parts.join( '.' ) ),
				parts.join( '.' )
			).toBeNull();
		}
	} );

	test( 'names its key, and opens with it at any position in the keyring', () => {
		const [ first, second ] = [
			Buffer.alloc( 32, 1 ),
			Buffer.alloc( 32, 2 ),
		];
		const secret = newSecret();
		const stored = encryptSecret( keyringOf( first ), connection, secret );
		expect( keyIdOf( stored ) ).toBe( keyringOf( first ).current.id );
		expect( keyringOf( first ).current.id ).not.toBe(
			keyringOf( second ).current.id
		);
		const both = keyringOf( second, first );
		expect( decryptSecret( both, connection, stored ) ).toBe( secret );
		expect( keyIdOf( encryptSecret( both, connection, secret ) ) ).toBe(
			keyringOf( second ).current.id
		);
	} );

	test( 'from before values named their key opens with whichever key sealed it', () => {
		expect( keyIdOf( FROM_BEFORE.stored ) ).toBeNull();
		for ( const ring of [
			keys,
			keyringOf( Buffer.alloc( 32, 2 ), key ),
		] ) {
			expect(
				decryptSecret(
					ring,
					FROM_BEFORE.connection,
					FROM_BEFORE.stored
				)
			).toBe( FROM_BEFORE.secret );
		}
		expect(
			decryptSecret(
				keyringOf( Buffer.alloc( 32, 2 ) ),
				FROM_BEFORE.connection,
				FROM_BEFORE.stored
			)
		).toBeNull();
	} );
} );

test( 'a token is kept as a hash and compared by it', () => {
	const token = newToken( keys, connection );
	expect( hashToken( token ) ).toMatch( /^[0-9a-f]{64}$/ );
	expect( isSameHash( hashToken( token ), hashToken( token ) ) ).toBe( true );
	expect(
		isSameHash(
			hashToken( token ),
			hashToken( newToken( keys, connection ) )
		)
	).toBe( false );
	expect( isSameHash( hashToken( token ), '' ) ).toBe( false );
} );

test( 'R30 a token shows that it was issued here, and for which connection', () => {
	const token = newToken( keys, connection );
	expect( token ).toMatch( /^ivt_[\w-]{65}$/ );
	expect( isIssuedToken( keys, connection, token ) ).toBe( true );
	expect(
		isIssuedToken(
			keyringOf( Buffer.alloc( 32, 2 ), key ),
			connection,
			token
		)
	).toBe( true );
	const changed = token.at( 10 ) === 'A' ? 'B' : 'A';
	for ( const [ ring, other, text ] of [
		[ keyringOf( Buffer.alloc( 32, 2 ) ), connection, token ],
		[ keys, { ...connection, connectionId: newConnectionId() }, token ],
		[
			keys,
			connection,
			token.slice( 0, 10 ) + changed + token.slice( 11 ),
		],
		[ keys, connection, `${ token.slice( 0, -22 ) }${ 'A'.repeat( 22 ) }` ],
		[ keys, connection, `${ token }A` ],
		[ keys, connection, 'ivt_' ],
	] as const ) {
		expect( isIssuedToken( ring, other, text ) ).toBe( false );
	}
} );

test( 'a connection is written as account and connection, and is read back only if complete', () => {
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

	test( 'is created once, readable by nobody else, even by two starts at once', async () => {
		const folder = path.join( await dataDir(), 'new' );
		const rings = await Promise.all(
			Array.from( { length: 5 }, () =>
				resolveKeyring( { encryptionKeys: null, dataDir: folder } )
			)
		);
		expect(
			new Set( rings.map( ( { current } ) => current.id ) ).size
		).toBe( 1 );
		expect( rings[ 0 ]!.all ).toHaveLength( 1 );
		expect( rings[ 0 ]!.current.key ).toHaveLength( 32 );
		const file = path.join( folder, 'encryption.key' );
		expect( ( await stat( file ) ).mode % 0o1000 ).toBe( 0o600 );
		expect(
			Buffer.from( await readFile( file, 'utf8' ), 'base64' )
		).toEqual( rings[ 0 ]!.current.key );
	} );

	test( 'that is damaged is an error and never replaced, since the stored secrets depend on it', async () => {
		const folder = await dataDir();
		await writeFile( path.join( folder, 'encryption.key' ), 'short' );
		await expect(
			resolveKeyring( { encryptionKeys: null, dataDir: folder } )
		).rejects.toThrow( /encryption\.key must hold 32 bytes/ );
	} );

	test( 'is not created if one is configured', async () => {
		const folder = await dataDir();
		expect(
			await resolveKeyring( {
				encryptionKeys: [ key ],
				dataDir: folder,
			} )
		).toEqual( keys );
		await expect(
			stat( path.join( folder, 'encryption.key' ) )
		).rejects.toThrow();
	} );
} );
