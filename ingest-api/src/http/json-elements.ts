import { setImmediate as nextTurn } from 'node:timers/promises';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [ OPENING_ARRAY, OPENING_OBJECT ] = [ 0x5b, 0x7b ];
const [ CLOSING_ARRAY, CLOSING_OBJECT ] = [ 0x5d, 0x7d ];

/** The nesting depth of an array in the outermost object, which has depth 1. */
const ELEMENTS_DEPTH = 2;
/** Takes about a millisecond. */
const BYTES_PER_TURN = 256 * 1024;

/** The first byte of an element, and the first byte after it. */
export type Span = readonly [ start: number, end: number ];

export type FoundElements =
	| { kind: 'found'; spans: Span[] }
	| { kind: 'too-deep' }
	| { kind: 'too-many' };

/**
 * Finds the elements of the arrays in the outermost object (a batch's records), in one pass over the bytes that yields
 * to other work. It can scan bytes, since no byte of a longer UTF-8 sequence looks like a bracket. Invalid JSON gives
 * arbitrary spans; parsing them, and the text between them, reveals it. `maxDepth` limits how deep arrays and objects
 * are nested.
 */
export async function findElements(
	bytes: Uint8Array,
	maxDepth: number,
	maxElements: number
): Promise< FoundElements > {
	const scan = new ElementScan( bytes, maxDepth, maxElements );
	for (;;) {
		const refusal = scan.advance( BYTES_PER_TURN );
		if ( refusal !== null ) {
			return { kind: refusal };
		}
		if ( scan.isOver ) {
			return { kind: 'found', spans: scan.spans };
		}
		await nextTurn();
	}
}

/** Kept apart from the yielding loop: as V8 compiles it, a loop that awaits takes four times as long. */
class ElementScan {
	readonly spans: Span[] = [];

	readonly #bytes: Uint8Array;
	readonly #maxDepth: number;
	readonly #maxElements: number;
	#at = 0;
	#depth = 0;
	#inString = false;
	/** The start of the current element. */
	#start: number | null = null;

	constructor( bytes: Uint8Array, maxDepth: number, maxElements: number ) {
		this.#bytes = bytes;
		this.#maxDepth = maxDepth;
		this.#maxElements = maxElements;
	}

	get isOver(): boolean {
		return this.#at >= this.#bytes.length;
	}

	/** @return The reason to stop; null if there is none. */
	advance( count: number ): 'too-deep' | 'too-many' | null {
		const bytes = this.#bytes;
		const stop = Math.min( bytes.length, this.#at + count );
		let at = this.#at;
		let inString = this.#inString;
		for ( ; at < stop; at++ ) {
			const byte = bytes[ at ]!;
			if ( inString ) {
				if ( byte === BACKSLASH ) {
					at++;
				} else if ( byte === QUOTE ) {
					inString = false;
				}
			} else if ( byte === QUOTE ) {
				inString = true;
			} else if ( isStructural( byte ) ) {
				this.#take( byte, at );
				if ( this.#depth > this.#maxDepth ) {
					return 'too-deep';
				}
				if ( this.spans.length > this.#maxElements ) {
					return 'too-many';
				}
			}
		}
		this.#at = at;
		this.#inString = inString;
		return null;
	}

	#take( byte: number, at: number ): void {
		switch ( byte ) {
			case OPENING_ARRAY:
			case OPENING_OBJECT:
				this.#depth++;
				if (
					this.#depth === ELEMENTS_DEPTH &&
					byte === OPENING_ARRAY
				) {
					this.#start = at + 1;
				}
				break;
			case CLOSING_ARRAY:
			case CLOSING_OBJECT:
				if ( this.#depth === ELEMENTS_DEPTH ) {
					this.#end( at );
					this.#start = null;
				}
				this.#depth--;
				break;
			case COMMA:
				if ( this.#depth === ELEMENTS_DEPTH && this.#start !== null ) {
					this.#end( at );
					this.#start = at + 1;
				}
		}
	}

	#end( at: number ): void {
		const start = this.#start;
		if ( start !== null && ! isBlank( this.#bytes, start, at ) ) {
			this.spans.push( [ start, at ] );
		}
	}
}

function isStructural( byte: number ): boolean {
	return (
		byte === COMMA ||
		byte === OPENING_ARRAY ||
		byte === OPENING_OBJECT ||
		byte === CLOSING_ARRAY ||
		byte === CLOSING_OBJECT
	);
}

function isBlank( bytes: Uint8Array, start: number, end: number ): boolean {
	for ( let i = start; i < end; i++ ) {
		if ( ! [ 0x20, 0x09, 0x0a, 0x0d ].includes( bytes[ i ]! ) ) {
			return false;
		}
	}
	return true;
}
