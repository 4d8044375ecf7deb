import { once } from 'node:events';
import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface WebServer {
	/** `http://localhost:<port>` */
	url: string;
	port: number;
	/** The requested paths with queries, in order. */
	asked: string[];
}

/** A web server on this machine until the end of the test. */
export async function startWebServer(
	handle: ( request: IncomingMessage, response: ServerResponse ) => void
): Promise< WebServer > {
	const asked: string[] = [];
	const server = createServer( ( request, response ) => {
		asked.push( request.url ?? '' );
		handle( request, response );
	} ).listen( 0, '127.0.0.1' );
	await once( server, 'listening' );
	onTestFinished( () => {
		server.closeAllConnections();
		server.close();
	} );
	const { port } = server.address() as AddressInfo;
	return { url: `http://localhost:${ port }`, port, asked };
}

export function sendJson(
	response: ServerResponse,
	status: number,
	body: unknown
): void {
	response
		.writeHead( status, {
			'content-type': 'application/json; charset=UTF-8',
		} )
		.end( JSON.stringify( body ) );
}

export function sendHtml(
	response: ServerResponse,
	status: number,
	body: string
): void {
	response
		.writeHead( status, { 'content-type': 'text/html; charset=UTF-8' } )
		.end( body );
}

export function redirect( response: ServerResponse, location: string ): void {
	response.writeHead( 302, { location } ).end();
}
