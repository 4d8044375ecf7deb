/** Executes the Dockerfile's instructions in folders, with this machine's npm. */
import { cp, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { DOCKERFILE, imageContext } from './context.ts';
import { parseDockerfile, type Stage } from './dockerfile.ts';

/**
 * @param root The repository's root.
 * @param into An empty folder. Each stage gets a subfolder that stands for its `/`.
 * @return The folder of the last stage, and that stage.
 */
export async function assembleImage(
	root: string,
	into: string
): Promise< { folder: string; stage: Stage } > {
	const context = path.join( into, 'context' );
	for ( const file of await imageContext( root ) ) {
		await cp( path.join( root, file ), path.join( context, file ) );
	}
	const stages = parseDockerfile(
		await readFile( path.join( root, DOCKERFILE ), 'utf8' )
	);
	let folder = '';
	for ( const [ index, stage ] of stages.entries() ) {
		folder = path.join( into, stage.name ?? String( index ) );
		await carryOut( stage, folder, ( from ) =>
			from === null ? context : path.join( into, from )
		);
	}
	return { folder, stage: stages.at( -1 )! };
}

async function carryOut(
	{ instructions }: Stage,
	folder: string,
	sourceOf: ( from: string | null ) => string
): Promise< void > {
	let workdir = folder;
	for ( const { name, text, from } of instructions ) {
		switch ( name ) {
			case 'WORKDIR':
				workdir = path.join( folder, text );
				await mkdir( workdir, { recursive: true } );
				break;
			case 'COPY':
				await copy( text.split( /\s+/ ), sourceOf( from ), workdir );
				break;
			case 'RUN':
				await execa( text, { shell: true, cwd: workdir } );
				break;
		}
	}
}

/** As in Docker, a folder's content goes into the target, and files go into a target that ends with a slash. */
async function copy(
	words: readonly string[],
	source: string,
	workdir: string
): Promise< void > {
	const target = words.at( -1 )!;
	for ( const word of words.slice( 0, -1 ) ) {
		const given = path.join( source, word );
		const isFolder = ( await stat( given ) ).isDirectory();
		const to = path.resolve( workdir, target );
		await cp(
			given,
			isFolder || ! target.endsWith( '/' )
				? to
				: path.join( to, path.basename( word ) ),
			{ recursive: true, verbatimSymlinks: true }
		);
	}
}
