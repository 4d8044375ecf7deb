import { readFile } from 'node:fs/promises';

/** The code of one of the set-up scripts, as `runCode` takes it. */
export async function script( name: string ): Promise< string > {
	const source = await readFile(
		new URL( `./wordpress/${ name }`, import.meta.url ),
		'utf8'
	);
	return source.replace( /^<\?php/, '' );
}
