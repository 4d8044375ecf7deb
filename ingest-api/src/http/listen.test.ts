import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { listen } from './listen.ts';
import type { Environment } from './request.ts';

/** More than the system buffers for a peer that does not read. */
const LARGE = Buffer.alloc( 16_000_000, 'x' );

interface Counted {
	server: Server;
	port: number;
	/** The number of answered requests. */
	answered: () => number;
	connections: () => Promise< number >;
}

async function serve( socketTimeoutMs = 60_000 ): Promise< Counted > {
	let answered = 0;
	const app = new Hono< Environment >();
	app.get( '/:size', ( c ) => {
		answered++;
		return c.req.param( 'size' ) === 'large'
			? c.body( LARGE )
			: c.text( 'small' );
	} );
	const server = await listen( app, {
		port: 0,
		host: '127.0.0.1',
		loopbackOnly: false,
		bodyTimeoutMs: 1_000,
		socketTimeoutMs,
	} );
	onTestFinished( () => {
		server.closeAllConnections();
		server.close();
	} );
	return {
		server,
		port: ( server.address() as AddressInfo ).port,
		answered: () => answered,
		connections: promisify( server.getConnections.bind( server ) ),
	};
}

/** A client that sends requests and does not read the answers. */
async function ask( port: number, requests: string ): Promise< Socket > {
	const socket = connect( port, '127.0.0.1' );
	socket.on( 'error', () => undefined );
	onTestFinished( () => void socket.destroy() );
	await once( socket, 'connect' );
	socket.pause();
	socket.write( requests );
	return socket;
}

const get = ( path: string ) => `GET ${ path } HTTP/1.1\r\nhost: x\r\n\r\n`;

test( 'a socket that keeps sending requests without reading is closed, and gets no more answers', async () => {
	const { answered, connections, port } = await serve();
	await ask( port, get( '/large' ).repeat( 100 ) );
	await waitFor( () => answered() > 0 );
	await waitFor( async () => ( await connections() ) === 0 );
	expect( answered() ).toBeLessThanOrEqual( 8 );
} );

test( 'a socket whose peer stopped reading is closed', async () => {
	const { answered, connections, port } = await serve( 1_000 );
	await ask( port, get( '/large' ) );
	await waitFor( () => answered() > 0 );
	await waitFor( async () => ( await connections() ) === 0 );
} );

test( 'a few requests sent at once are all answered, and so are those that follow', async () => {
	const { port } = await serve();
	const socket = await ask( port, get( '/small' ).repeat( 8 ) );
	let text = '';
	socket.on( 'data', ( chunk ) => ( text += String( chunk ) ) );
	socket.resume();
	const answers = () => text.match( /HTTP\/1\.1 200/g )?.length;
	await waitFor( () => answers() === 8 );
	socket.write( get( '/small' ).repeat( 8 ) );
	await waitFor( () => answers() === 16 );
} );

test( 'the bytes of a large file are in memory once, however many ask for it at the same time', async () => {
	const { answered, port } = await serve();
	const before = process.memoryUsage().arrayBuffers;
	for ( let n = 0; n < 20; n++ ) {
		await ask( port, get( '/large' ) );
	}
	await waitFor( () => answered() === 20 );
	expect( process.memoryUsage().arrayBuffers - before ).toBeLessThan(
		5 * LARGE.byteLength
	);
} );
