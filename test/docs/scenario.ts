import type { Clone } from './clone.ts';

/** Runs a command as written in a guide, and checks that it does what the guide says. */
export type Scenario = ( clone: Clone, command: string ) => Promise< void >;

/** By command, as `commandsOf()` finds it in a guide. */
export type Scenarios = Readonly< Record< string, Scenario > >;

/**
 * Replaces a guide's placeholders by values.
 *
 * @throws Error if a placeholder is left.
 */
export function fillIn(
	command: string,
	values: Readonly< Record< string, string > >
): string {
	const filled = Object.entries( values ).reduce(
		( text, [ placeholder, value ] ) =>
			text.replaceAll( placeholder, value ),
		command
	);
	const [ left ] = /\S*(?:…|<\w+[^>]*>|\[\S)\S*/.exec( filled ) ?? [];
	if ( left !== undefined ) {
		throw new Error( `Nothing was put in the place of ${ left }.` );
	}
	return filled;
}
