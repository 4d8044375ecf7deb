import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sharedFile } from './shared-file.ts';

test( 'a file is read once, however many ask for it, at once or later', async () => {
	const folder = await mkdtemp( path.join( tmpdir(), 'ivorey-' ) );
	onTestFinished( () => rm( folder, { recursive: true } ) );
	const file = path.join( folder, 'page.js' );
	await writeFile( file, 'first' );
	const [ one, other ] = await Promise.all( [
		sharedFile( file ),
		sharedFile( file ),
	] );
	await writeFile( file, 'second' );
	expect( String( one ) ).toBe( 'first' );
	expect( other ).toBe( one );
	expect( await sharedFile( file ) ).toBe( one );
} );
