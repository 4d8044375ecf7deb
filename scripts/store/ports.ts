import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ReservedPort {
	port: number;
	/** Frees the port; call it just before the start of the server that takes it. */
	release: () => Promise< void >;
}

/**
 * Holds a port of 127.0.0.1 until it is released, so that no other store that starts at the same time takes it; 0 for
 * any.
 * null if the port is in use.
 */
export async function reservePort(
	wanted: number
): Promise< ReservedPort | null > {
	return new Promise( ( resolve ) => {
		const server = createServer( ( visitor ) => {
			// A loopback request of WordPress: no site answers yet, and an open connection would delay the release.
			visitor.destroy();
		} );
		server.once( 'error', () => resolve( null ) );
		server.listen( wanted, '127.0.0.1', () => {
			const address = server.address();
			resolve( {
				port:
					typeof address === 'object' && address
						? address.port
						: wanted,
				release: () =>
					new Promise( ( released ) =>
						server.close( () => released() )
					),
			} );
		} );
	} );
}

/** A kept store keeps its port, unless another program uses it. */
export async function takePort(
	wanted: number,
	before: number | undefined
): Promise< ReservedPort > {
	const port =
		( wanted === 0 && before ? await reservePort( before ) : null ) ??
		( await reservePort( wanted ) );
	if ( ! port ) {
		throw new Error(
			`Port ${ wanted } is in use by another program: stop it, or give the store another port.`
		);
	}
	return port;
}

/** Waits until nothing listens on the port: a killed process holds its port until the kernel has ended it. */
export async function untilFree(
	port: number,
	timeoutMs = 10_000
): Promise< void > {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const reserved = await reservePort( port );
		if ( reserved ) {
			await reserved.release();
			return;
		}
		if ( Date.now() > deadline ) {
			throw new Error(
				`Port ${ port } is still in use after ${ timeoutMs } ms.`
			);
		}
		await sleep( 15 );
	}
}
