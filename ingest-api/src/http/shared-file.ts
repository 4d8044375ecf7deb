import { readFile } from 'node:fs/promises';

const files = new Map< string, ReturnType< typeof readFile > >();

/** Reads a file of the program's own once; all answers share its bytes. */
export function sharedFile( file: string ): ReturnType< typeof readFile > {
	let content = files.get( file );
	if ( content === undefined ) {
		content = readFile( file );
		files.set( file, content );
	}
	return content;
}
