import { once } from 'node:events';
import {
	createServer,
	request,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** The treatment of a request between the plugin and the API. */
export type Treatment =
	| { kind: 'pass' }
	/** The connection breaks before any answer, and the API never sees the request. */
	| { kind: 'break' }
	/** The API processes the request, but its answer never arrives. */
	| { kind: 'cut' }
	/** Something in between answers: a proxy's page, a firewall. */
	| {
			kind: 'answer';
			status: number;
			body: string;
			headers?: Record< string, string >;
	  }
	/** Like `pass`, this many milliseconds later. */
	| { kind: 'delay'; ms: number };

export interface Exchange {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** The body on the wire. */
	body: Buffer;
	/** null if no answer came, or none was let through. */
	status: number | null;
	answer: Buffer;
}

/** Sits between the plugin and the API, records the traffic, and causes faults on demand. */
export class FaultProxy {
	readonly exchanges: Exchange[] = [];
	/** Decides for each request; passes everything unless a test overrides it. */
	treat: ( exchange: Exchange ) => Treatment = () => ( { kind: 'pass' } );

	#server: Server;
	#target: () => string;

	private constructor( server: Server, target: () => string ) {
		this.#server = server;
		this.#target = target;
	}

	/** @param target Returns the API's current address for each request. */
	static async start( target: () => string ): Promise< FaultProxy > {
		const server = createServer();
		const proxy = new FaultProxy( server, target );
		server.on( 'request', ( incoming, outgoing ) => {
			proxy.#handle( incoming, outgoing ).catch( () => {
				outgoing.destroy();
			} );
		} );
		server.listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${ ( this.#server.address() as AddressInfo ).port }`;
	}

	/** The exchanges that are batches. */
	get batches(): Exchange[] {
		return this.exchanges.filter(
			( { method, path } ) => method === 'POST' && path === '/v1/batches'
		);
	}

	/** Forgets the traffic, and passes everything again. */
	reset(): void {
		this.exchanges.length = 0;
		this.treat = () => ( { kind: 'pass' } );
	}

	async stop(): Promise< void > {
		this.#server.closeAllConnections();
		await new Promise( ( resolve ) => this.#server.close( resolve ) );
	}

	async #handle( incoming: IncomingMessage, outgoing: ServerResponse ) {
		const exchange: Exchange = {
			method: incoming.method ?? '',
			path: incoming.url ?? '',
			headers: incoming.headers,
			body: await readAll( incoming ),
			status: null,
			answer: Buffer.alloc( 0 ),
		};
		this.exchanges.push( exchange );
		const treatment = this.treat( exchange );
		switch ( treatment.kind ) {
			case 'break':
				incoming.socket.destroy();
				return;
			case 'answer':
				exchange.status = treatment.status;
				outgoing
					.writeHead( treatment.status, treatment.headers )
					.end( treatment.body );
				return;
			case 'delay':
				await new Promise( ( resolve ) =>
					setTimeout( resolve, treatment.ms )
				);
		}
		const upstream = await this.#forward( exchange );
		exchange.answer = await readAll( upstream );
		if ( treatment.kind === 'cut' ) {
			incoming.socket.destroy();
			return;
		}
		exchange.status = upstream.statusCode ?? null;
		outgoing
			.writeHead( upstream.statusCode ?? 502, upstream.headers )
			.end( exchange.answer );
	}

	async #forward( { method, path, headers, body }: Exchange ) {
		const upstream = request( new URL( path, this.#target() ), {
			method,
			headers,
		} );
		upstream.end( body );
		const [ answer ] = ( await once( upstream, 'response' ) ) as [
			IncomingMessage,
		];
		return answer;
	}
}

/** The JSON of a request, inflated if it was sent with gzip. */
export function jsonOf( { headers, body }: Exchange ): unknown {
	const plain =
		headers[ 'content-encoding' ] === 'gzip' ? gunzipSync( body ) : body;
	return JSON.parse( plain.toString( 'utf8' ) );
}

async function readAll( stream: AsyncIterable< unknown > ): Promise< Buffer > {
	const chunks: Buffer[] = [];
	for await ( const chunk of stream ) {
		chunks.push( chunk as Buffer );
	}
	return Buffer.concat( chunks );
}
