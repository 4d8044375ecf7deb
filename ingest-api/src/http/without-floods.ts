import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one socket that wait for their answers; clients that pipeline at all send fewer. */
const MAX_PIPELINED = 8;

/** Runs `answer` but for a socket that asks for more and more before it has read: that one is closed. */
export function withoutFloods( answer: RequestListener ): RequestListener {
	const unanswered = new WeakMap< Socket, number >();
	const count = ( { socket }: IncomingMessage, change: number ): number => {
		const now = ( unanswered.get( socket ) ?? 0 ) + change;
		unanswered.set( socket, now );
		return now;
	};
	return ( request, response ) => {
		if ( count( request, 1 ) > MAX_PIPELINED ) {
			request.socket.destroy();
			return;
		}
		response.once( 'close', () => count( request, -1 ) );
		answer( request, response );
	};
}
