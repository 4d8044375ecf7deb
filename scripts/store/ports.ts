import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ReservedPort {
	port: number;
	/** Gives it to whoever takes it next, just before the server that it is for is started. */
	release: () => Promise< void >;
}

/**
 * Takes a port of 127.0.0.1 until it is released, so that no store that starts at the same time takes it; 0 for
 * any. Null when it is in use.
 */
export async function reservePort(
	wanted: number
): Promise< ReservedPort | null > {
	return new Promise( ( resolve ) => {
		const server = createServer( ( visitor ) => {
			// WordPress' loopback: nobody is home yet, and a guest would keep the port from being released.
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

/** A kept store stays where it was, if nobody else has come there. */
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

/** Waits until nobody listens there: a process that was killed holds its port until the kernel has ended it. */
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
