/** Receives webhooks in its own thread: it answers on one path, and never on another. Posts its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

const server = createServer( ( request, response ) => {
	request.resume();
	if ( request.url !== '/silent' ) {
		request.on( 'end', () => response.writeHead( 204 ).end() );
	}
} ).listen( 0, '127.0.0.1', () => {
	parentPort!.postMessage( ( server.address() as AddressInfo ).port );
} );
