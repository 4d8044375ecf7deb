import {
	Liquid,
	LiquidError,
	UndefinedVariableError,
	filters,
	type Template,
} from 'liquidjs';
import type { TemplateError, TemplatePart } from './template.ts';

/** The longest part of a template, in characters. */
export const MAX_TEMPLATE = 100_000;
/** The longest text that a part may yield, in characters. */
export const MAX_OUTPUT = 500_000;
/** New objects and characters that a template may make, as liquidjs counts them. */
const MAX_MEMORY = 10_000_000;
/** Below the time after which the thread is ended, so that most endless loops cost no thread. */
const MAX_RENDER_MS = 700;

/**
 * Tags that write a value unescaped, or read other files.
 * Filters that print HTML as it is, or run expressions of their own.
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
}

/** What liquidjs writes to, captures included. */
class CappedEmitter {
	buffer = '';

	write( value: unknown ): void {
		this.buffer += textOf( value );
		if ( this.buffer.length > MAX_OUTPUT ) {
			throw new OutputTooLarge(
				`The text is longer than ${ MAX_OUTPUT.toLocaleString( 'en' ) } characters`
			);
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

/** For HTML, which has its values escaped, or for a line of plain text. */
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
		// No file can be found, whatever asks for one.
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
	// Every value is escaped once already; templates from elsewhere ask for it by habit.
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

/** @throws unknown What `templateError` understands. */
export function parsePart(
	engines: Engines,
	part: TemplatePart,
	text: string
): Template[] {
	return ( part === 'body' ? engines.html : engines.text ).parse( text );
}

/** What a parse or a render threw, as its author can understand it. */
export function templateError(
	part: TemplatePart,
	error: unknown
): TemplateError {
	const cause = causeOf( error );
	const message = cause instanceof Error ? cause.message : String( cause );
	const [ line, column ] = LiquidError.is( error )
		? positionOf( error )
		: [ null, null ];
	return {
		part,
		message: inPlainWords( message.replace( /, line:\d+, col:\d+$/, '' ) ),
		line,
		column,
		reason: reasonOf( error, cause, message ),
	};
}

function causeOf( error: unknown ): unknown {
	return LiquidError.is( error ) && 'originalError' in error
		? causeOf( error.originalError )
		: error;
}

function positionOf( error: LiquidError ): [ number, number ] {
	return error.token.getPosition() as [ number, number ];
}

function reasonOf(
	error: unknown,
	cause: unknown,
	message: string
): TemplateError[ 'reason' ] {
	if ( cause instanceof OutputTooLarge ) {
		return 'too_large';
	}
	if ( /limit exceeded$/.test( message ) || cause instanceof RangeError ) {
		return 'limits';
	}
	if (
		error instanceof UndefinedVariableError ||
		/^undefined variable/.test( message )
	) {
		return 'variable';
	}
	return 'syntax';
}

const PLAIN_WORDS: readonly [ pattern: RegExp, words: string ][] = [
	[ /^undefined variable: (.+)$/s, 'There is no variable "$1"' ],
	[ /^undefined filter: (.+)$/s, 'There is no filter "$1"' ],
	[ /^tag "(.+)" not found$/s, 'There is no tag "$1"' ],
	[
		/^parse length limit exceeded$/,
		`A part of a template may have ${ MAX_TEMPLATE.toLocaleString( 'en' ) } characters at most`,
	],
	[
		/^(memory alloc|template render) limit exceeded$/,
		'The template does too much',
	],
	[
		/^(Maximum call stack size exceeded|Invalid string length)$/,
		'The template does too much',
	],
];

function inPlainWords( message: string ): string {
	for ( const [ pattern, words ] of PLAIN_WORDS ) {
		if ( pattern.test( message ) ) {
			return message.replace( pattern, words );
		}
	}
	return message;
}
