import path from 'node:path';
import { circlesOf } from './circles.ts';
import type { Reference } from './references.ts';

/** Lowest first. Each name is a folder of the source, or a file that stands beside the folders. */
type Floors = readonly ( readonly string[] )[];

export interface Rules {
	floors: Floors;
	/** References that break the rules today, as `from > to`. */
	exceptions: readonly string[];
}

const keyOf = ( { from, to }: Reference ) => `${ from } > ${ to }`;

const floorOf = ( file: string, floors: Floors ) =>
	floors.findIndex( ( names ) =>
		names.includes( file.split( '/' )[ 0 ] ?? '' )
	);

/** A file that stands beside the folders is one by itself. */
const folderOf = ( file: string ) =>
	file.includes( '/' ) ? path.posix.dirname( file ) : file;

const foldersOf = ( { from, to }: Reference ): Reference => ( {
	from: folderOf( from ),
	to: folderOf( to ),
} );

function wrongReferences(
	references: readonly Reference[],
	floors: Floors
): string[] {
	return [
		...references
			.filter(
				( { from, to } ) =>
					floorOf( from, floors ) < floorOf( to, floors )
			)
			.map(
				( { from, to } ) => `${ from } names ${ to } of a floor above`
			),
		...circlesOf( references ).map(
			( circle ) => `circle of files: ${ circle.join( ', ' ) }`
		),
		...circlesOf( references.map( foldersOf ) ).map(
			( circle ) => `circle of folders: ${ circle.join( ', ' ) }`
		),
	];
}

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
	const byKey = new Map(
		references.map( ( reference ) => [ keyOf( reference ), reference ] )
	);
	const kept = references.filter(
		( reference ) => ! exceptions.includes( keyOf( reference ) )
	);
	const wrong = wrongReferences( kept, floors );
	const isNeeded = ( exception: string ) => {
		const reference = byKey.get( exception );
		return (
			reference !== undefined &&
			wrongReferences( [ ...kept, reference ], floors ).join() !==
				wrong.join()
		);
	};
	return [
		...[ ...files ]
			.filter( ( file ) => floorOf( file, floors ) === -1 )
			.map( ( file ) => `${ file } stands on no floor` ),
		...wrong,
		...exceptions
			.filter( ( exception ) => ! isNeeded( exception ) )
			.map( ( exception ) => `no exception any more: ${ exception }` ),
	];
}
