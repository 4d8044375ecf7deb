import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { startTestApi } from '../testing/api.ts';

const LARGE = '/docs/swagger-ui-bundle.js';

/** A client that sends requests and never reads an answer. */
async function ask( url: string, requests: string ): Promise< Socket > {
	const { hostname, port } = new URL( url );
	const socket = connect( Number( port ), hostname );
	socket.on( 'error', () => undefined );
	onTestFinished( () => void socket.destroy() );
	await once( socket, 'connect' );
	socket.pause();
	socket.write( requests );
	return socket;
}

const get = ( path: string ) => `GET ${ path } HTTP/1.1\r\nhost: x\r\n\r\n`;

/** Whether the server has closed it: the client sees it once it writes or reads. */
function closing( socket: Socket ): Promise< unknown > {
	return waitFor( () => {
		socket.write( '\r\n' );
		return socket.destroyed || socket.errored !== null;
	}, 'The end of the connection' );
}

test( 'a socket that asks for more and more before it reads is closed', async () => {
	const api = await startTestApi();
	await closing( await ask( api.url, get( LARGE ).repeat( 100 ) ) );
	const answered = api.log.filter( ( line ) => line.includes( LARGE ) );
	expect( answered.length ).toBeLessThanOrEqual( 8 );
} );

test( 'a socket whose peer stopped reading is closed', async () => {
	const api = await startTestApi( { SOCKET_TIMEOUT_MS: '1000' } );
	await closing( await ask( api.url, get( LARGE ).repeat( 4 ) ) );
} );

test( 'a few requests in one go are all answered, in their order', async () => {
	const api = await startTestApi();
	const socket = await ask(
		api.url,
		get( '/healthz' ).repeat( 7 ) + get( '/docs' )
	);
	let text = '';
	socket.on( 'data', ( chunk ) => ( text += String( chunk ) ) );
	socket.resume();
	await waitFor( () => text.includes( '</html>' ), 'The last answer' );
	expect( text.match( /HTTP\/1\.1 200/g ) ).toHaveLength( 8 );
} );

test( 'however many ask for a page’s large file at once, it is in memory once', async () => {
	const api = await startTestApi( { RATE_LIMIT_ADDRESS_PER_MINUTE: '100000' } );
	await fetch( api.url + LARGE ).then( ( answer ) => answer.arrayBuffer() );
	globalThis.gc?.();
	const before = process.memoryUsage().arrayBuffers;
	const sockets = await Promise.all(
		Array.from( { length: 60 }, () => ask( api.url, get( LARGE ) ) )
	);
	await waitFor(
		() =>
			api.log.filter( ( line ) => line.includes( LARGE ) ).length > 60,
		'All requests'
	);
	const grown = process.memoryUsage().arrayBuffers - before;
	expect( sockets ).toHaveLength( 60 );
	// One copy each would be 90 MB.
	expect( grown ).toBeLessThan( 20_000_000 );
} );
