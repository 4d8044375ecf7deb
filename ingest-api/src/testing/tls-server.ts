import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export interface TlsServer {
	port: number;
	/** The certificate of its own authority, in PEM. */
	cert: string;
	/** The number of connections so far. */
	connections: () => number;
}

/** A server on this machine, with its own certificate for shop.example.com, until the end of the test. */
export async function startTlsServer(
	answer: ( response: ServerResponse, request: IncomingMessage ) => void
): Promise< TlsServer > {
	const folder = mkdtempSync( path.join( tmpdir(), 'ivorey-tls-' ) );
	onTestFinished( () => rmSync( folder, { recursive: true } ) );
	execFileSync(
		'openssl',
		[
			...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=shop.example.com -addext'.split(
				' '
			),
			'subjectAltName=DNS:shop.example.com',
		],
		{ cwd: folder, stdio: 'ignore' }
	);
	const cert = readFileSync( path.join( folder, 'cert.pem' ), 'utf8' );
	let connections = 0;
	const server = createServer(
		{ key: readFileSync( path.join( folder, 'key.pem' ) ), cert },
		( request, response ) => answer( response, request )
	).listen( 0, '127.0.0.1' );
	server.on( 'secureConnection', () => connections++ );
	await once( server, 'listening' );
	onTestFinished( () => {
		server.closeAllConnections();
		server.close();
	} );
	const { port } = server.address() as AddressInfo;
	return { port, cert, connections: () => connections };
}
