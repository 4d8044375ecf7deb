import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keyringOf, type Keyring } from './keyring.ts';

const BYTES = 32;

/**
 * The configured keys, or the data folder's key, which is created on first use.
 *
 * @throws Error if the file does not hold a key.
 */
export async function resolveKeyring( config: {
	encryptionKeys: readonly Buffer[] | null;
	dataDir: string;
} ): Promise< Keyring > {
	return keyringOf(
		...( config.encryptionKeys ?? [
			await keepKey( path.resolve( config.dataDir ) ),
		] )
	);
}

async function keepKey( dataDir: string ): Promise< Buffer > {
	const file = path.join( dataDir, 'encryption.key' );
	await mkdir( dataDir, { recursive: true } );
	if ( ! existsSync( file ) ) {
		await makeKey( file );
	}
	const key = Buffer.from(
		( await readFile( file, 'utf8' ) ).trim(),
		'base64'
	);
	if ( key.length !== BYTES ) {
		throw new Error(
			`${ file } must hold ${ BYTES } bytes in base64. Without it, the stored secrets cannot be read.`
		);
	}
	return key;
}

/**
 * Creates the key file. It gets its name only once complete, so if two programs start at once, one creates it and both
 * read it.
 */
async function makeKey( file: string ): Promise< void > {
	const draft = `${ file }.${ randomUUID() }`;
	await writeFile(
		draft,
		`${ randomBytes( BYTES ).toString( 'base64' ) }\n`,
		{ mode: 0o600, flag: 'wx' }
	);
	try {
		await link( draft, file );
	} catch ( error ) {
		if ( ! (
			error instanceof Error &&
			'code' in error &&
			error.code === 'EEXIST'
		) ) {
			throw error;
		}
	} finally {
		await rm( draft );
	}
}
