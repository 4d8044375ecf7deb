import { readFile } from 'node:fs/promises';

/** The code of a set-up script, in the form for `runCode`. */
export async function script( name: string ): Promise< string > {
	const source = await readFile(
		new URL( `./wordpress/${ name }`, import.meta.url ),
		'utf8'
	);
	return source.replace( /^<\?php/, '' );
}
