import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { isLoopback } from './addresses.ts';
import type { Environment } from './request.ts';
import { withoutFloods } from './without-floods.ts';

const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than the keep-alive of usual proxies, so that it is they who close. */
const KEEP_ALIVE_MS = 65_000;
interface ListenOptions {
	/** 0: any free one. */
	port: number;
	host: string;
	/** Whether whoever is not on this machine gets no answer at all, whatever it listens on: development shows sign-in links. */
	loopbackOnly: boolean;
	/** For a body to arrive. */
	bodyTimeoutMs: number;
	/** A socket is closed whose peer neither takes anything of its answer nor sends anything for so long. */
	socketTimeoutMs: number;
}

/** Serves HTTP. @throws Error where the address is taken, or is not this machine's. */
export async function listen(
	app: Hono< Environment >,
	options: ListenOptions
): Promise< Server > {
	const server = createServer(
		{
			headersTimeout: HEADERS_TIMEOUT_MS,
			keepAliveTimeout: KEEP_ALIVE_MS,
			// A body's own limit answers with a problem; this one cuts the connection, so it comes later.
			requestTimeout: options.bodyTimeoutMs + HEADERS_TIMEOUT_MS,
		},
		withoutFloods( getRequestListener( app.fetch ) )
	);
	// Node refreshes it as long as a peer takes something, however slowly.
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
