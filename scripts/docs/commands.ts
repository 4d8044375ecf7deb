/** The shell commands of a guide: each line of its shell blocks, and each command that its text names. */

/** Programs that a reader calls by name. */
const PROGRAMS =
	/^(apt-get|composer|curl|docker|git|helm|kubectl|node|npm|npx|openssl|pg_dump|pg_restore|php|promtool|psql|sha256sum|wp) /;
const SHELLS = [ '', 'sh', 'bash', 'shell', 'console' ];
const FENCE = /^([ \t]*)(`{3,}|~{3,})([^\n]*)\n(.*?)^\1\2[ \t]*$/gms;

export interface GuideCommand {
	/** As written, without its comment. */
	text: string;
	/** True in a sentence or a table, where the text may be just the name of a command. */
	isInline: boolean;
}

/** The code blocks in a language; an empty language selects the blocks that name none. */
export function blocksOf( markdown: string, language: string ): string[] {
	return [ ...markdown.matchAll( FENCE ) ]
		.filter( ( [ , , , found ] ) => found!.trim() === language )
		.map( ( [ , , , , code ] ) => code! );
}

/** A guide without its code blocks. */
export function textOf( markdown: string ): string {
	return markdown.replaceAll( FENCE, '' );
}

export function commandsOf( markdown: string ): GuideCommand[] {
	const lines = SHELLS.flatMap( ( shell ) => blocksOf( markdown, shell ) )
		.join( '\n' )
		.replaceAll( /\\\n\s*/g, '' )
		.split( '\n' );
	const inline = [ ...textOf( markdown ).matchAll( /`([^`\n]+)`/g ) ]
		.map( ( [ , code ] ) => code! )
		.filter( ( code ) => PROGRAMS.test( withoutVariables( code ) ) );
	return [
		...lines.map( ( line ) => ( { text: line, isInline: false } ) ),
		...inline.map( ( line ) => ( { text: line, isInline: true } ) ),
	]
		.map( ( { text, isInline } ) => ( {
			text: withoutComment( text ).trim(),
			isInline,
		} ) )
		.filter( ( { text } ) => text !== '' );
}

/** The variables before a command. */
export function withoutVariables( command: string ): string {
	return command.replace( /^([A-Z_]+=\S* )+/, '' );
}

/** The words of a command line; quoted text stays together. */
export function wordsOf( command: string ): string[] {
	return [ ...command.matchAll( /"([^"]*)"|'([^']*)'|(\S+)/g ) ].map(
		( [ , double, single, bare ] ) => ( double ?? single ?? bare )!
	);
}

/** Problems with the commands of the guides. */
export interface Gaps {
	/** Commands that are neither run nor excused. */
	untested: string[];
	/** Commands that are run or excused but no longer in a guide. */
	gone: string[];
}

/**
 * @param commands The commands of all guides.
 * @param run      Commands that a test runs.
 * @param excused  Commands that cannot be run in a test.
 */
export function findGaps(
	commands: readonly GuideCommand[],
	run: readonly string[],
	excused: readonly string[]
): Gaps {
	const known = [ ...run, ...excused ];
	const texts = new Set( commands.map( ( { text } ) => text ) );
	// Such as `npm run connection -- delete`, if the command is also run with its arguments.
	const isNameOf = ( full: string, text: string ) =>
		`${ loud( full ) } `.startsWith( `${ loud( text ) } ` );
	const isKnown = ( { text, isInline }: GuideCommand ) =>
		known.includes( text ) ||
		( isInline && run.some( ( full ) => isNameOf( full, text ) ) );
	return {
		untested: [
			...new Set(
				commands
					.filter( ( command ) => ! isKnown( command ) )
					.map( ( { text } ) => text )
			),
		],
		gone: known.filter( ( text ) => ! texts.has( text ) ),
	};
}

/** `-s` only silences npm; a command that is only named leaves it out. */
function loud( command: string ): string {
	return command.replace( /^npm run -s /, 'npm run ' );
}

/** A number sign starts a comment if it is at the start of a word. */
function withoutComment( line: string ): string {
	const [ code ] = /^(?:\s*(?:"[^"]*"|'[^']*'|[^"'#\s]|(?<=\S)#))*/.exec(
		line
	)!;
	return code;
}
