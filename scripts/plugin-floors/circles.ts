import type { Reference } from './references.ts';

/** The groups of nodes that all reach each other (Tarjan's strongly connected components). */
export function circlesOf( references: readonly Reference[] ): string[][] {
	const targets = new Map< string, string[] >();
	for ( const { from, to } of references ) {
		if ( from !== to ) {
			targets.set( from, [ ...( targets.get( from ) ?? [] ), to ] );
		}
	}
	const indexes = new Map< string, number >();
	const path: string[] = [];
	const circles: string[][] = [];

	/** @return The lowest index on the current path that the node reaches. */
	const visit = ( node: string ): number => {
		const index = indexes.size;
		indexes.set( node, index );
		path.push( node );
		let lowest = index;
		for ( const target of targets.get( node ) ?? [] ) {
			if ( ! indexes.has( target ) ) {
				lowest = Math.min( lowest, visit( target ) );
			} else if ( path.includes( target ) ) {
				lowest = Math.min( lowest, indexes.get( target ) ?? lowest );
			}
		}
		if ( lowest === index ) {
			const circle = path.splice( path.indexOf( node ) );
			if ( circle.length > 1 ) {
				circles.push( circle.sort() );
			}
		}
		return lowest;
	};

	for ( const node of targets.keys() ) {
		if ( ! indexes.has( node ) ) {
			visit( node );
		}
	}
	return circles;
}
