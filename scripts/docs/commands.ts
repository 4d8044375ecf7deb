/** The shell commands of a guide: each line of its blocks of shell, and what its text names as a command. */

/** Programs that a reader calls by name. */
const PROGRAMS =
	/^(apt-get|composer|curl|docker|git|helm|kubectl|node|npm|npx|openssl|pg_dump|pg_restore|php|promtool|psql|sha256sum|wp) /;
const SHELLS = [ '', 'sh', 'bash', 'shell', 'console' ];
const FENCE = /^([ \t]*)(`{3,}|~{3,})([^\n]*)\n(.*?)^\1\2[ \t]*$/gms;

export interface GuideCommand {
	/** As it is written, without its comment. */
	text: string;
	/** In a sentence or a table, where it may be only the name of a command. */
	isInline: boolean;
}

/** Blocks of code in a language; an empty one for those that name none. */
export function blocksOf( markdown: string, language: string ): string[] {
	return [ ...markdown.matchAll( FENCE ) ]
		.filter( ( [ , , , found ] ) => found!.trim() === language )
		.map( ( [ , , , , code ] ) => code! );
}

/** A guide without its blocks of code. */
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

/** Words of a command line; quotes keep theirs together. */
export function wordsOf( command: string ): string[] {
	return [ ...command.matchAll( /"([^"]*)"|'([^']*)'|(\S+)/g ) ].map(
		( [ , double, single, bare ] ) => ( double ?? single ?? bare )!
	);
}

/** What is to be done about the commands of the guides. */
export interface Gaps {
	/** Neither run nor excused. */
	untested: string[];
	/** Run or excused, and in no guide any more. */
	gone: string[];
}

/**
 * @param commands Of all guides.
 * @param run      Those that a test runs.
 * @param excused  Those that cannot be run in a test.
 */
export function findGaps(
	commands: readonly GuideCommand[],
	run: readonly string[],
	excused: readonly string[]
): Gaps {
	const known = [ ...run, ...excused ];
	const texts = new Set( commands.map( ( { text } ) => text ) );
	// Such as `npm run connection -- delete`, of one that is run with what it needs.
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

/** `-s` only silences npm, and is left out where a command is only named. */
function loud( command: string ): string {
	return command.replace( /^npm run -s /, 'npm run ' );
}

/** A number sign begins a comment where a word would begin. */
function withoutComment( line: string ): string {
	const [ code ] = /^(?:\s*(?:"[^"]*"|'[^']*'|[^"'#\s]|(?<=\S)#))*/.exec(
		line
	)!;
	return code;
}
