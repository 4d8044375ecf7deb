import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Linux' unit of processor time. */
const TICKS_PER_SECOND = Number(
	execFileSync( 'getconf', [ 'CLK_TCK' ], { encoding: 'utf8' } )
);

interface Stat {
	parent: number;
	/** Its own ticks. */
	own: number;
	/** Ticks of its children that have ended. */
	ended: number;
}

/** @return null if the process is gone. */
function statOf( pid: number | string ): Stat | null {
	try {
		const stat = readFileSync( `/proc/${ pid }/stat`, 'utf8' );
		// The name before it may contain spaces and brackets.
		const fields = stat.slice( stat.lastIndexOf( ')' ) + 2 ).split( ' ' );
		const [
			,
			parent,
			,
			,
			,
			,
			,
			,
			,
			,
			,
			user,
			system,
			endedUser,
			endedSystem,
		] = fields.map( Number );
		return {
			parent: parent!,
			own: user! + system!,
			ended: endedUser! + endedSystem!,
		};
	} catch {
		return null;
	}
}

/** Seconds of processor time that a program has used. */
export function cpuOf( pid: number ): number {
	return ( statOf( pid )?.own ?? 0 ) / TICKS_PER_SECOND;
}

/** The same for a program and everything it ever started. */
export function cpuOfFamily( pid: number ): number {
	const children = readdirSync( '/proc' )
		.filter( ( name ) => /^\d+$/.test( name ) )
		.map( statOf )
		.filter( ( stat ) => stat?.parent === pid );
	const parent = statOf( pid );
	const ticks = children.reduce(
		( sum, child ) => sum + child!.own + child!.ended,
		( parent?.own ?? 0 ) + ( parent?.ended ?? 0 )
	);
	return ticks / TICKS_PER_SECOND;
}

export function parentOf( pid: number ): number {
	return statOf( pid )!.parent;
}
