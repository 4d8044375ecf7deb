import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from './differences.ts';

/**
 * Writes the generated files that differ from the ones on disk. With `--check` it writes nothing and exits 1 if a
 * file differs.
 * It also exits 1 for a leftover file, which has to be deleted by hand.
 *
 * @param root  Base of the relative paths.
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
