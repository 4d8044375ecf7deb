import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { SeededRandom } from '../random/seeded-random.ts';

/** A mail server's possible reactions to a message, in the order of SMTP. */
const MOODS = [
	'accept',
	'refuse the sender for now',
	'refuse the recipient for good',
	'refuse the message for now',
	'refuse the message for good',
	'take it slowly',
	'hang after it',
	'drop the line after it',
	'accept and drop the line',
] as const;
type Mood = ( typeof MOODS )[ number ];

/** Probability that a message that was not rejected for good is accepted. */
const GOOD_MOOD = 0.7;
const SLOWLY_MS = 300;

/** A mail server with a random mood for each message; it records the messages it accepted. */
export class MoodyMailServer {
	readonly url: string;
	/** Number of times each message was accepted, by Message-ID. */
	readonly taken = new Map< string, number >();
	/** Messages that it received without answering, whether it accepted them or not. */
	readonly unanswered = new Set< string >();
	/** Set to make it accept everything from now on. */
	isCalm = false;
	#random: SeededRandom;
	#sockets = new Set< Socket >();
	#close: () => void;

	private constructor(
		random: SeededRandom,
		server: ReturnType< typeof createServer >
	) {
		this.#random = random;
		this.url = `smtp://127.0.0.1:${ ( server.address() as AddressInfo ).port }`;
		this.#close = () => server.close();
		server.on( 'connection', ( socket ) => this.#converse( socket ) );
	}

	static async start( random: SeededRandom ): Promise< MoodyMailServer > {
		const server = createServer();
		await new Promise< void >( ( resolve ) => {
			server.listen( 0, '127.0.0.1', resolve );
		} );
		return new MoodyMailServer( random, server );
	}

	stop(): void {
		this.#sockets.forEach( ( socket ) => socket.destroy() );
		this.#close();
	}

	#mood(): Mood {
		return this.isCalm || this.#random.is( GOOD_MOOD )
			? 'accept'
			: this.#random.pick( MOODS );
	}

	#converse( socket: Socket ): void {
		let buffered = '';
		let isMessage = false;
		let mood: Mood = 'accept';
		const say = ( answer: string ) => socket.write( `${ answer }\r\n` );
		const hear = ( line: string ) => {
			const verb = line.split( /[ :]/ )[ 0 ]!.toUpperCase();
			switch ( verb ) {
				case 'MAIL':
					mood = this.#mood();
					return say(
						mood === 'refuse the sender for now'
							? '451 4.3.0 Not now'
							: '250 2.1.0 Ok'
					);
				case 'RCPT':
					return say(
						mood === 'refuse the recipient for good'
							? '550 5.7.1 Not to them'
							: '250 2.1.5 Ok'
					);
				case 'DATA':
					isMessage = true;
					return say( '354 Go ahead' );
				case 'QUIT':
					say( '221 2.0.0 Bye' );
					return socket.end();
				default:
					return say( '250 2.0.0 Ok' );
			}
		};
		const take = ( message: string ) => {
			const id = /^message-id: (?<id>\S+)/im.exec( message )!.groups!.id!;
			const isTaken = () =>
				this.taken.set( id, ( this.taken.get( id ) ?? 0 ) + 1 );
			switch ( mood ) {
				case 'refuse the message for now':
					return say( '452 4.3.1 Full' );
				case 'refuse the message for good':
					return say( '554 5.6.0 Not like this' );
				case 'take it slowly':
					isTaken();
					setTimeout( () => say( '250 2.0.0 Ok' ), SLOWLY_MS );
					return undefined;
				case 'hang after it':
				case 'drop the line after it':
					this.unanswered.add( id );
					if ( this.#random.is( 0.5 ) ) {
						isTaken();
					}
					if ( mood === 'drop the line after it' ) {
						socket.destroy();
					}
					return undefined;
				case 'accept and drop the line':
					isTaken();
					return socket.end( '250 2.0.0 Ok\r\n' );
				default:
					isTaken();
					return say( '250 2.0.0 Ok' );
			}
		};
		this.#sockets.add( socket );
		socket.setEncoding( 'utf8' );
		socket.on( 'error', () => undefined );
		socket.on( 'close', () => this.#sockets.delete( socket ) );
		socket.on( 'data', ( chunk: string ) => {
			buffered += chunk;
			for (;;) {
				const ending = isMessage ? '\r\n.\r\n' : '\r\n';
				const at = buffered.indexOf( ending );
				if ( at === -1 ) {
					return;
				}
				const text = buffered.slice( 0, at );
				buffered = buffered.slice( at + ending.length );
				if ( isMessage ) {
					isMessage = false;
					take( text );
				} else {
					hear( text );
				}
			}
		} );
		say( '220 localhost ESMTP' );
	}
}
