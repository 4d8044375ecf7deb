import { Liquid, LiquidError, filters, type Template } from 'liquidjs';
import type { TemplateError, TemplateFault, TemplatePart } from './template.ts';

/** The longest part of a template, in characters. */
export const MAX_TEMPLATE = 100_000;
/** The longest output of a part, in characters. */
export const MAX_OUTPUT = 500_000;
/** New objects and characters that a template may create, as liquidjs counts them. */
const MAX_MEMORY = 10_000_000;
/** Below the time after which the process is killed, so that most endless loops cost no process. */
const MAX_RENDER_MS = 700;

/**
 * Refused tags write a value unescaped, or read other files. Refused filters print HTML as it is, or run their own
 * expressions.
 */
const REFUSED_TAGS = [
	'block',
	'cycle',
	'include',
	'layout',
	'render',
	'tablerow',
];
const REFUSED_FILTERS = [
	'raw',
	...Object.keys( filters ).filter( ( name ) => name.endsWith( '_exp' ) ),
];

class OutputTooLarge extends Error {
	override name = 'OutputTooLarge';
	override message = `More than ${ MAX_OUTPUT } characters`;
}

/** The output that liquidjs writes to, captures included. */
class CappedEmitter {
	buffer = '';

	write( value: unknown ): void {
		this.buffer += textOf( value );
		if ( this.buffer.length > MAX_OUTPUT ) {
			throw new OutputTooLarge();
		}
	}
}

function textOf( value: unknown ): string {
	if ( Array.isArray( value ) ) {
		return value.map( textOf ).join( '' );
	}
	return value === null || value === undefined ? '' : String( value );
}

const ESCAPES: Record< string, string > = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&#34;',
	"'": '&#39;',
};

export function escapeHtml( text: string ): string {
	return text.replace( /[&<>"']/g, ( character ) => ESCAPES[ character ]! );
}

/** An engine for HTML, where values are escaped, or for a line of plain text. */
function createEngine( kind: 'html' | 'text' ): Liquid {
	const isHtml = kind === 'html';
	const engine = new Liquid( {
		strictVariables: true,
		strictFilters: true,
		ownPropertyOnly: true,
		parseLimit: MAX_TEMPLATE,
		memoryLimit: MAX_MEMORY,
		renderLimit: MAX_RENDER_MS,
		timezoneOffset: 0,
		locale: 'en',
		// No template file exists, whichever tag asks for one.
		templates: {},
		...( isHtml
			? { outputEscape: ( value ) => escapeHtml( textOf( value ) ) }
			: {} ),
	} );
	for ( const name of REFUSED_TAGS ) {
		delete engine.tags[ name ];
	}
	for ( const name of REFUSED_FILTERS ) {
		delete engine.filters[ name ];
	}
	// Every value is already escaped once, but templates from elsewhere use these filters by habit.
	for ( const name of [ 'escape', 'escape_once', 'xml_escape' ] ) {
		engine.registerFilter( name, textOf );
	}
	if ( isHtml ) {
		engine.registerFilter( 'newline_to_br', {
			raw: true,
			handler: ( value: unknown ) =>
				escapeHtml( textOf( value ) ).replace( /\r?\n/g, '<br>' ),
		} );
	}
	const { renderer } = engine;
	const renderTemplates = renderer.renderTemplates.bind( renderer );
	renderer.renderTemplates = ( templates, context, emitter ) =>
		renderTemplates( templates, context, emitter ?? new CappedEmitter() );
	return engine;
}

export interface Engines {
	text: Liquid;
	html: Liquid;
}

export function createEngines(): Engines {
	return {
		text: createEngine( 'text' ),
		html: createEngine( 'html' ),
	};
}

/** @throws unknown An error that templateError() understands. */
export function parsePart(
	engines: Engines,
	part: TemplatePart,
	text: string
): Template[] {
	return ( part === 'body' ? engines.html : engines.text ).parse( text );
}

/** Describes an error that parsing or rendering threw. */
export function templateError(
	part: TemplatePart,
	error: unknown
): TemplateError {
	const cause = causeOf( error );
	const message = cause instanceof Error ? cause.message : String( cause );
	const { fault, name } = faultOf(
		cause,
		message.replace( /, line:\d+, col:\d+$/, '' )
	);
	const token = LiquidError.is( error ) ? error.token : null;
	const [ line, column ] =
		token === null
			? [ null, null ]
			: ( token.getPosition() as [ number, number ] );
	return {
		part,
		fault,
		name:
			name ??
			( fault === 'syntax' && token !== null
				? beginningOf( token.getText() )
				: null ),
		line,
		column,
	};
}

function causeOf( error: unknown ): unknown {
	return LiquidError.is( error ) && 'originalError' in error
		? causeOf( error.originalError )
		: error;
}

/** Matched against the error messages of liquidjs and V8. */
const FAULTS: readonly [ pattern: RegExp, fault: TemplateFault ][] = [
	[ /^undefined variable: (?<name>.+)$/s, 'variable' ],
	[ /^undefined filter: (?<name>.+)$/s, 'filter' ],
	[ /^tag "(?<name>.+)" not found$/s, 'tag' ],
	[ /^(?:tag|output|raw) "?(?<name>.+?)"? not closed$/s, 'not_closed' ],
	[ /^parse length limit exceeded$/, 'too_long' ],
	[
		/limit exceeded$|^Maximum call stack size exceeded$|^Invalid (?:string|array) length$/,
		'too_much',
	],
];

function faultOf(
	cause: unknown,
	message: string
): { fault: TemplateFault; name?: string | null } {
	if ( cause instanceof OutputTooLarge ) {
		return { fault: 'too_large' };
	}
	for ( const [ pattern, fault ] of FAULTS ) {
		const found = pattern.exec( message );
		if ( found !== null ) {
			const name = found.groups?.name;
			return name === undefined
				? { fault }
				: { fault, name: beginningOf( name ) };
		}
	}
	return { fault: 'syntax' };
}

/** In characters. */
const LONGEST_NAME = 60;

/** The first line of the text; liquidjs quotes some texts as JSON. @return null if it is empty. */
function beginningOf( text: string ): string | null {
	const [ line = '' ] = text.trim().split( /\r?\n|\\n/, 1 );
	const characters = Array.from( line.replaceAll( '\\"', '"' ) );
	if ( characters.length > LONGEST_NAME ) {
		return `${ characters.slice( 0, LONGEST_NAME - 1 ).join( '' ) }…`;
	}
	return characters.length === 0 ? null : characters.join( '' );
}
