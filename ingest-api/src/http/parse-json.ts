export type ParsedJson =
	| { kind: 'parsed'; value: unknown }
	| { kind: 'malformed' }
	| { kind: 'too-deep' };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [ OPENING_ARRAY, OPENING_OBJECT ] = [ 0x5b, 0x7b ];
const [ CLOSING_ARRAY, CLOSING_OBJECT ] = [ 0x5d, 0x7d ];

const utf8 = new TextDecoder( 'utf-8', { fatal: true, ignoreBOM: true } );

/** `maxDepth` is of arrays and objects in each other: whatever walks the value afterwards may recurse. */
export function parseJson( bytes: Uint8Array, maxDepth: number ): ParsedJson {
	if ( isDeeperThan( bytes, maxDepth ) ) {
		return { kind: 'too-deep' };
	}
	try {
		return { kind: 'parsed', value: JSON.parse( utf8.decode( bytes ) ) };
	} catch {
		return { kind: 'malformed' };
	}
}

/** Counts brackets outside of strings, in one pass over the bytes: no byte of a longer UTF-8 sequence looks like one. */
function isDeeperThan( bytes: Uint8Array, maxDepth: number ): boolean {
	let depth = 0;
	let inString = false;
	for ( let i = 0; i < bytes.length; i++ ) {
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
				return true;
			}
		} else if ( byte === CLOSING_ARRAY || byte === CLOSING_OBJECT ) {
			depth--;
		}
	}
	return false;
}
