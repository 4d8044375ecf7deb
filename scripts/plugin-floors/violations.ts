import path from 'node:path';
import { circlesOf } from './circles.ts';
import type { Reference } from './references.ts';

/** Lowest first. Each name is a folder of the source, or a file beside the folders. */
type Floors = readonly ( readonly string[] )[];

export interface Rules {
	floors: Floors;
	/** Known references that break the rules, as `from > to`. */
	exceptions: readonly string[];
}

const keyOf = ( { from, to }: Reference ) => `${ from } > ${ to }`;

const floorOf = ( file: string, floors: Floors ) =>
	floors.findIndex( ( names ) =>
		names.includes( file.split( '/' )[ 0 ] ?? '' )
	);

/** A file beside the folders counts as a folder of its own. */
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
 * A file references classes of its own floor and of the floors below. Folders of one floor may reference each other,
 * as long as that makes no circle.
 *
 * @param files      All files, by their paths in the source.
 * @param references The references between them.
 * @return A line for each violation.
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
