/** `npm run generate [-- --check]`: the contract for PHP. With --check nothing is written; exits 1 where a file differs. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from './differences.ts';
import { generatedFiles } from './files.ts';

const root = path.resolve( import.meta.dirname, '../..' );
const { values } = parseArgs( { options: { check: { type: 'boolean' } } } );

const files = generatedFiles();
const found = await differences( root, files );

if ( values.check ) {
	for ( const { file, what } of found ) {
		console.error( `${ file }: ${ what }` );
	}
	if ( found.length > 0 ) {
		console.error( 'Run `npm run generate` and commit what it writes.' );
		process.exitCode = 1;
	}
} else {
	for ( const { file, what } of found ) {
		const content = files.get( file );
		if ( content === undefined ) {
			console.error( `${ file }: ${ what }; delete it by hand` );
			process.exitCode = 1;
			continue;
		}
		const target = path.join( root, file );
		await mkdir( path.dirname( target ), { recursive: true } );
		await writeFile( target, content );
		console.log( `${ file }: written` );
	}
	if ( found.length === 0 ) {
		console.log( 'All is up to date.' );
	}
}
