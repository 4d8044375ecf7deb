import { readFile } from 'node:fs/promises';

const files = new Map< string, ReturnType< typeof readFile > >();

/** Reads one of the program's own files once; all answers share its bytes. */
export function sharedFile( file: string ): ReturnType< typeof readFile > {
	let content = files.get( file );
	if ( content === undefined ) {
		content = readFile( file );
		files.set( file, content );
	}
	return content;
}
