/** The files from which the image is built: `docker build` sends them, and a release packs them. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Relative to the repository's root; its ignore file is beside it. */
export const DOCKERFILE = 'ingest-api/deploy/Dockerfile';

/**
 * The repository's files that the ignore file does not exclude.
 *
 * @param root The repository's root.
 * @return Paths relative to the root, sorted.
 */
export async function imageContext( root: string ): Promise< string[] > {
	const rules = parseIgnoreFile(
		await readFile(
			path.join( root, `${ DOCKERFILE }.dockerignore` ),
			'utf8'
		)
	);
	const { stdout } = await promisify( execFile )(
		'git',
		[ 'ls-files', '--cached', '--others', '--exclude-standard', '-z' ],
		{ cwd: root, maxBuffer: 64 * 1024 * 1024 }
	);
	return stdout
		.split( '\0' )
		.filter( ( file ) => file !== '' && ! isIgnored( file, rules ) )
		.sort();
}

interface IgnoreRule {
	pattern: string;
	isException: boolean;
}

export function parseIgnoreFile( text: string ): IgnoreRule[] {
	return text
		.split( '\n' )
		.map( ( line ) => line.trim() )
		.filter( ( line ) => line !== '' && ! line.startsWith( '#' ) )
		.map( ( line ) => ( {
			pattern: line.replace( /^!/, '' ).replace( /\/$/, '' ),
			isException: line.startsWith( '!' ),
		} ) );
}

/** As in Docker, the last rule that matches the file or one of its folders decides. */
export function isIgnored(
	file: string,
	rules: readonly IgnoreRule[]
): boolean {
	const parts = file.split( '/' );
	const names = parts.map( ( _, index ) =>
		parts.slice( 0, index + 1 ).join( '/' )
	);
	return (
		rules.findLast( ( { pattern } ) =>
			names.some( ( name ) => path.matchesGlob( name, pattern ) )
		)?.isException === false
	);
}
