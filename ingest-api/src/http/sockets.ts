import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one socket that wait for their answers; clients that pipeline at all send fewer. */
const MAX_PIPELINED = 8;

/**
 * Closes sockets that would hold memory without end: those whose peer takes nothing of its answer and
 * sends nothing for `stalledMs`, and those that ask for more before they have read.
 */
export function guardSockets( server: Server, stalledMs: number ): void {
	server.setTimeout( stalledMs );
	const unanswered = new WeakMap< Socket, number >();
	const count = ( socket: Socket, change: number ): number => {
		const now = ( unanswered.get( socket ) ?? 0 ) + change;
		unanswered.set( socket, now );
		return now;
	};
	server.prependListener( 'request', ( { socket }, response ) => {
		if ( count( socket, 1 ) > MAX_PIPELINED ) {
			socket.destroy();
			return;
		}
		response.once( 'close', () => count( socket, -1 ) );
	} );
}
