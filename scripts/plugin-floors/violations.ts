import path from 'node:path';
import { circlesOf } from './circles.ts';
import type { Reference } from './references.ts';

export interface Rules {
	/** Lowest first. Each name is a folder of the source, or a file that stands beside the folders. */
	floors: readonly ( readonly string[] )[];
	/** References that break the rules today, as `from > to`. */
	exceptions: readonly string[];
}

/** A file that stands beside the folders is one by itself. */
const folderOf = ( file: string ) =>
	file.includes( '/' ) ? path.posix.dirname( file ) : file;

const keyOf = ( { from, to }: Reference ) => `${ from } > ${ to }`;

/**
 * A file names classes of its own floor and of those below. Folders of one floor may name each other, as long as no
 * circle comes of it.
 *
 * @param files      All of them, by their paths in the source.
 * @param references Between them.
 * @return A line for each thing that is wrong.
 */
export function violationsOf(
	files: Iterable< string >,
	references: readonly Reference[],
	{ floors, exceptions }: Rules
): string[] {
	const floorOf = ( file: string ) =>
		floors.findIndex( ( names ) =>
			names.includes( file.split( '/' )[ 0 ] ?? '' )
		);
	const known = new Set( references.map( keyOf ) );
	const kept = references.filter(
		( reference ) => ! exceptions.includes( keyOf( reference ) )
	);
	const folders = kept.map( ( { from, to } ) => ( {
		from: folderOf( from ),
		to: folderOf( to ),
	} ) );
	return [
		...[ ...files ]
			.filter( ( file ) => floorOf( file ) === -1 )
			.map( ( file ) => `${ file } stands on no floor` ),
		...kept
			.filter( ( { from, to } ) => floorOf( from ) < floorOf( to ) )
			.map(
				( { from, to } ) => `${ from } names ${ to } of a floor above`
			),
		...circlesOf( kept ).map(
			( circle ) => `circle of files: ${ circle.join( ', ' ) }`
		),
		...circlesOf( folders ).map(
			( circle ) => `circle of folders: ${ circle.join( ', ' ) }`
		),
		...exceptions
			.filter( ( exception ) => ! known.has( exception ) )
			.map( ( exception ) => `no exception any more: ${ exception }` ),
	];
}
