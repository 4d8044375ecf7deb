import type { Clone } from './clone.ts';

/** Runs a command as a guide has it, and sees to it that it does what the guide says. */
export type Scenario = ( clone: Clone, command: string ) => Promise< void >;

/** By the command, as `commandsOf()` finds it in a guide. */
export type Scenarios = Readonly< Record< string, Scenario > >;

/**
 * Puts values in the place of what stands for them in a guide.
 *
 * @throws Error where a placeholder is left.
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
