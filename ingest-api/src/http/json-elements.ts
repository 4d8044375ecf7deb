import { setImmediate as nextTurn } from 'node:timers/promises';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [ OPENING_ARRAY, OPENING_OBJECT ] = [ 0x5b, 0x7b ];
const [ CLOSING_ARRAY, CLOSING_OBJECT ] = [ 0x5d, 0x7d ];

/** The nesting depth of elements of an array in the outermost object; that object has depth 1. */
const ELEMENTS_DEPTH = 2;
/** About a millisecond. */
const BYTES_PER_TURN = 256 * 1024;

/** The first byte of an element, and the first byte after it. */
export type Span = readonly [ start: number, end: number ];

export type FoundElements =
	| { kind: 'found'; spans: Span[] }
	| { kind: 'too-deep' }
	| { kind: 'too-many' };

/**
 * Finds the elements of the arrays in the outermost object (a batch's records), in one pass over the
 * bytes that yields to other work: no byte of a longer UTF-8 sequence looks like a bracket. Invalid JSON
 * gives arbitrary spans; parsing them, and the text between them, reveals it.
 * `maxDepth` limits how deep arrays and objects are nested.
 */
export async function findElements(
	bytes: Uint8Array,
	maxDepth: number,
	maxElements: number
): Promise< FoundElements > {
	const spans: Span[] = [];
	let depth = 0;
	let inString = false;
	let start: number | null = null;
	const end = ( at: number ) => {
		if ( start !== null && ! isBlank( bytes, start, at ) ) {
			spans.push( [ start, at ] );
		}
	};
	for ( let i = 0; i < bytes.length; i++ ) {
		if ( i % BYTES_PER_TURN === BYTES_PER_TURN - 1 ) {
			await nextTurn();
		}
		const byte = bytes[ i ]!;
		if ( inString ) {
			if ( byte === BACKSLASH ) {
				i++;
			} else if ( byte === QUOTE ) {
				inString = false;
			}
		} else if ( byte === QUOTE ) {
			inString = true;
		} else if ( byte === OPENING_ARRAY || byte === OPENING_OBJECT ) {
			depth++;
			if ( depth > maxDepth ) {
				return { kind: 'too-deep' };
			}
			if ( depth === ELEMENTS_DEPTH && byte === OPENING_ARRAY ) {
				start = i + 1;
			}
		} else if ( byte === CLOSING_ARRAY || byte === CLOSING_OBJECT ) {
			if ( depth === ELEMENTS_DEPTH ) {
				end( i );
				start = null;
			}
			depth--;
		} else if (
			byte === COMMA &&
			depth === ELEMENTS_DEPTH &&
			start !== null
		) {
			end( i );
			start = i + 1;
		}
		if ( spans.length > maxElements ) {
			return { kind: 'too-many' };
		}
	}
	return { kind: 'found', spans };
}

function isBlank( bytes: Uint8Array, start: number, end: number ): boolean {
	for ( let i = start; i < end; i++ ) {
		if ( ! [ 0x20, 0x09, 0x0a, 0x0d ].includes( bytes[ i ]! ) ) {
			return false;
		}
	}
	return true;
}
