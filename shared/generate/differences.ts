import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Difference {
	/** Path from the repository's root. */
	file: string;
	what: 'missing' | 'differs' | 'not generated any more';
}

/**
 * Files on disk that differ from the generated ones, including strays in the same folders.
 *
 * @param root  Base of the relative paths.
 * @param files Contents by path.
 */
export async function differences(
	root: string,
	files: ReadonlyMap< string, string >
): Promise< Difference[] > {
	const found: Difference[] = [];
	for ( const [ file, content ] of files ) {
		const current = await orNull(
			readFile( path.join( root, file ), 'utf8' )
		);
		if ( current === null ) {
			found.push( { file, what: 'missing' } );
		} else if ( current !== content ) {
			found.push( { file, what: 'differs' } );
		}
	}
	for ( const folder of new Set( [ ...files.keys() ].map( path.dirname ) ) ) {
		const names =
			( await orNull( readdir( path.join( root, folder ) ) ) ) ?? [];
		for ( const name of names ) {
			const file = `${ folder }/${ name }`;
			if ( ! files.has( file ) ) {
				found.push( { file, what: 'not generated any more' } );
			}
		}
	}
	return found;
}

/** null if the file or folder does not exist. */
async function orNull< T >( reading: Promise< T > ): Promise< T | null > {
	try {
		return await reading;
	} catch ( error ) {
		if ( ( error as NodeJS.ErrnoException ).code === 'ENOENT' ) {
			return null;
		}
		throw error;
	}
}
