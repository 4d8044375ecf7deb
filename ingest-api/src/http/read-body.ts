export type BodyRead =
	| { kind: 'read'; body: Buffer }
	| { kind: 'too-large' }
	| { kind: 'timeout' }
	| { kind: 'aborted' };

/**
 * Reads a body of at most `maxBytes`, and stops at the first chunk that exceeds it.
 *
 * A body whose Content-Length (`declared`) is already too large is not read at all.
 */
export async function readBody(
	stream: ReadableStream< Uint8Array > | null,
	declared: string | undefined,
	maxBytes: number,
	timeoutMs: number
): Promise< BodyRead > {
	if ( declared !== undefined && Number( declared ) > maxBytes ) {
		return { kind: 'too-large' };
	}
	if ( stream === null ) {
		return { kind: 'read', body: Buffer.alloc( 0 ) };
	}
	const reader = stream.getReader();
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise< 'timeout' >( ( resolve ) => {
		timer = setTimeout( resolve, timeoutMs, 'timeout' );
	} );
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for (;;) {
			const step = await Promise.race( [ reader.read(), timeout ] );
			if ( step === 'timeout' ) {
				return { kind: 'timeout' };
			}
			if ( step.done ) {
				return { kind: 'read', body: Buffer.concat( chunks, size ) };
			}
			size += step.value.byteLength;
			if ( size > maxBytes ) {
				return { kind: 'too-large' };
			}
			chunks.push( step.value );
		}
	} catch {
		return { kind: 'aborted' };
	} finally {
		clearTimeout( timer );
		// The server discards the rest and closes the connection.
		reader.releaseLock();
	}
}
