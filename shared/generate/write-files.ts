import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from './differences.ts';

/**
 * Writes what is generated, where it differs. With `--check` nothing is written. Exits 1 where a file differs, or is
 * left over.
 *
 * @param root  Where the paths begin.
 * @param files Contents by path.
 */
export async function writeFiles(
	root: string,
	files: ReadonlyMap< string, string >
): Promise< void > {
	const { values } = parseArgs( { options: { check: { type: 'boolean' } } } );
	const found = await differences( root, files );
	if ( values.check ) {
		for ( const { file, what } of found ) {
			console.error( `${ file }: ${ what }` );
		}
		if ( found.length > 0 ) {
			console.error(
				'Run `npm run generate` and commit what it writes.'
			);
			process.exitCode = 1;
		}
		return;
	}
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
