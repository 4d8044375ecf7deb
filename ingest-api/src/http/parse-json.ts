import { setImmediate as nextTurn } from 'node:timers/promises';
import { findElements, type Span } from './json-elements.ts';

export type ParsedJson =
	| { kind: 'parsed'; value: unknown }
	| { kind: 'malformed' }
	| { kind: 'too-deep' }
	| { kind: 'too-many' }
	| { kind: 'too-large' };

export interface JsonBounds {
	/** How deep arrays and objects may be nested, so that code that walks the value may recurse. */
	depth: number;
	/** The number of elements in all arrays of the outermost object together. */
	elements: number;
	/** The size of one such element. */
	elementBytes: number;
}

/** Parsing this much takes at most a few milliseconds, whatever the content. */
const BYTES_AT_ONCE = 128 * 1024;

const utf8 = new TextDecoder( 'utf-8', { fatal: true, ignoreBOM: true } );

/**
 * Parses like JSON.parse(). A large text is parsed element by element, yielding to other requests in between: a few
 * kilobytes of gzip can unfold to megabytes.
 */
export async function parseJson(
	bytes: Uint8Array,
	bounds: JsonBounds
): Promise< ParsedJson > {
	const found = await findElements( bytes, bounds.depth, bounds.elements );
	if ( found.kind !== 'found' ) {
		return found;
	}
	const { spans } = found;
	if (
		spans.some( ( [ start, end ] ) => end - start > bounds.elementBytes )
	) {
		return { kind: 'too-large' };
	}
	try {
		const value =
			bytes.length <= BYTES_AT_ONCE
				? parse( bytes )
				: await parseInTurns( bytes, spans );
		return { kind: 'parsed', value };
	} catch {
		return { kind: 'malformed' };
	}
}

function parse( bytes: Uint8Array ): unknown {
	return JSON.parse( utf8.decode( bytes ) );
}

/** First parses the text around the elements, with a number in place of each element; then the elements. */
async function parseInTurns(
	bytes: Uint8Array,
	spans: readonly Span[]
): Promise< unknown > {
	const value = parse( frameOf( bytes, spans ) );
	const elements: unknown[] = [];
	let parsed = 0;
	for ( const [ start, end ] of spans ) {
		elements.push( parse( bytes.subarray( start, end ) ) );
		parsed += end - start;
		if ( parsed > BYTES_AT_ONCE ) {
			parsed = 0;
			await nextTurn();
		}
	}
	if ( typeof value !== 'object' || value === null ) {
		return value;
	}
	return Array.isArray( value )
		? value.map( ( entry ) => fill( entry, elements ) )
		: Object.fromEntries(
				Object.entries( value ).map( ( [ name, member ] ) => [
					name,
					fill( member, elements ),
				] )
			);
}

/** Every array directly in the outermost value contains only these numbers. */
function fill( member: unknown, elements: readonly unknown[] ): unknown {
	return Array.isArray( member )
		? member.map( ( place: number ) => elements[ place ] )
		: member;
}

function frameOf( bytes: Uint8Array, spans: readonly Span[] ): Uint8Array {
	const pieces: Uint8Array[] = [];
	let from = 0;
	spans.forEach( ( [ start, end ], place ) => {
		pieces.push(
			bytes.subarray( from, start ),
			Buffer.from( String( place ) )
		);
		from = end;
	} );
	pieces.push( bytes.subarray( from ) );
	return Buffer.concat( pieces );
}
