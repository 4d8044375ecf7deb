import { once } from 'node:events';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
} from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { isLoopback } from './addresses.ts';
import type { Environment } from './request.ts';

const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the keep-alive of common proxies, so that they close first. */
const KEEP_ALIVE_MS = 65_000;
/** Unanswered requests of one socket; clients that pipeline at all send fewer. */
const MAX_PIPELINED = 8;

interface ListenOptions {
	/** 0 takes any free port. */
	port: number;
	host: string;
	/** Whether other machines get no answer at all, whatever it listens on: development shows sign-in links. */
	loopbackOnly: boolean;
	/** The time for a body to arrive. */
	bodyTimeoutMs: number;
	/** A socket is closed after this time without a byte in either direction. */
	socketTimeoutMs: number;
}

/** Serves HTTP. @throws Error if the address is taken, or is not this machine's. */
export async function listen(
	app: Hono< Environment >,
	options: ListenOptions
): Promise< Server > {
	const server = createServer(
		{
			headersTimeout: HEADERS_TIMEOUT_MS,
			keepAliveTimeout: KEEP_ALIVE_MS,
			// A body that exceeds its own limit gets a problem response. This limit cuts the connection, so it comes
			// later.
			requestTimeout: options.bodyTimeoutMs + HEADERS_TIMEOUT_MS,
		},
		withoutFloods( getRequestListener( app.fetch ) )
	);
	// Node restarts the timer as long as a peer reads anything, however slowly.
	server.setTimeout( options.socketTimeoutMs );
	if ( options.loopbackOnly ) {
		server.on( 'connection', ( socket ) => {
			if ( ! isLoopback( socket.remoteAddress ?? '' ) ) {
				socket.destroy();
			}
		} );
	}
	server.listen( options.port, options.host );
	await once( server, 'listening' );
	return server;
}

/** Closes a socket that keeps sending requests without reading the answers. */
function withoutFloods( answer: RequestListener ): RequestListener {
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
