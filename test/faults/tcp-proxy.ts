import { once } from 'node:events';
import {
	connect,
	createServer,
	type AddressInfo,
	type Server,
	type Socket,
} from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sits between the API and Postgres: a fixed address, behind which everything can change. */
export class TcpProxy {
	/** Extra delay in milliseconds, in either direction. */
	delayMs = 0;

	#server: Server;
	#port: number;
	/** Both ends of each connection. */
	#sockets = new Set< Socket >();
	/** Sockets on which nothing passes any more, though nobody closes them. */
	#silent = new WeakSet< Socket >();

	private constructor( server: Server, port: number ) {
		this.#server = server;
		this.#port = port;
	}

	/** @param port The port of the server behind it, on this machine. */
	static async start( port: number ): Promise< TcpProxy > {
		const server = createServer();
		const proxy = new TcpProxy( server, port );
		server.on( 'connection', ( socket ) => proxy.#join( socket ) );
		server.listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		return proxy;
	}

	get port(): number {
		return ( this.#server.address() as AddressInfo ).port;
	}

	/**
	 * As if a host name now led to another server: open connections stay with the previous one, which goes
	 * silent.
	 */
	moveTo( port: number ): void {
		this.#port = port;
		for ( const socket of this.#sockets ) {
			this.#silent.add( socket );
		}
	}

	async stop(): Promise< void > {
		this.#server.close();
		for ( const socket of this.#sockets ) {
			socket.destroy();
		}
		await once( this.#server, 'close' );
	}

	#join( client: Socket ): void {
		const upstream = connect( this.#port, '127.0.0.1' );
		for ( const [ from, to ] of [
			[ client, upstream ],
			[ upstream, client ],
		] as const ) {
			this.#sockets.add( from );
			from.setNoDelay( true );
			from.on( 'error', () => undefined );
			from.on( 'close', () => {
				this.#sockets.delete( from );
				if ( ! this.#silent.has( from ) ) {
					to.destroy();
				}
			} );
			void this.#pass( from, to ).catch( () => undefined );
		}
	}

	async #pass( from: Socket, to: Socket ): Promise< void > {
		for await ( const chunk of from as AsyncIterable< Buffer > ) {
			if ( this.delayMs > 0 ) {
				await sleep( this.delayMs );
			}
			if ( ! this.#silent.has( from ) ) {
				to.write( chunk );
			}
		}
	}
}
