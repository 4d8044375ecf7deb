import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeededRandom } from '../random/seeded-random.ts';

const SLOWEST_MS = 200;

/** Takes webhooks, each after a while, so that a worker can be killed meanwhile. */
export class SlowEndpoint {
	/** The `webhook-id` of each request that was read, by order. */
	readonly taken = new Map< string, string[] >();
	/** How many began. */
	requests = 0;
	/** Requests that are not answered yet. */
	underWay = 0;
	/** Requests whose sender went away before the answer. */
	cut = 0;
	readonly #server: Server;

	private constructor( random: SeededRandom ) {
		this.#server = createServer( ( request, response ) => {
			const chunks: Buffer[] = [];
			this.requests++;
			this.underWay++;
			response.on( 'close', () => {
				this.underWay--;
				this.cut += response.writableFinished ? 0 : 1;
			} );
			request.on( 'data', ( chunk: Buffer ) => chunks.push( chunk ) );
			request.on( 'end', () => {
				const { data } = JSON.parse(
					Buffer.concat( chunks ).toString( 'utf8' )
				) as { data: { order_id: string } };
				const ids = this.taken.get( data.order_id ) ?? [];
				ids.push( String( request.headers[ 'webhook-id' ] ) );
				this.taken.set( data.order_id, ids );
				setTimeout(
					() => response.writeHead( 204 ).end(),
					random.whole( 0, SLOWEST_MS )
				);
			} );
		} );
	}

	static async start( random: SeededRandom ): Promise< SlowEndpoint > {
		const endpoint = new SlowEndpoint( random );
		endpoint.#server.listen( 0, '127.0.0.1' );
		await once( endpoint.#server, 'listening' );
		return endpoint;
	}

	get url(): string {
		const { port } = this.#server.address() as AddressInfo;
		return `http://127.0.0.1:${ port }/hooks`;
	}

	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}
