import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { waitFor } from '../wait.ts';

export interface ReceivedMail {
	to: string;
	/** The time of the server's acceptance; milliseconds since 1970. */
	acceptedAt: number;
	mail: ParsedMail;
}

/** A mail server that accepts and keeps everything. */
export class MailServer {
	readonly url: string;
	readonly received: ReceivedMail[];
	#server: SMTPServer;

	private constructor(
		url: string,
		server: SMTPServer,
		received: ReceivedMail[]
	) {
		this.url = url;
		this.#server = server;
		this.received = received;
	}

	static async start(): Promise< MailServer > {
		const received: ReceivedMail[] = [];
		const server = new SMTPServer( {
			authOptional: true,
			disabledCommands: [ 'STARTTLS', 'AUTH' ],
			logger: false,
			onData( stream, session, done ) {
				simpleParser( stream ).then( ( mail ) => {
					const [ recipient ] = session.envelope.rcptTo;
					received.push( {
						to: recipient!.address,
						acceptedAt: Date.now(),
						mail,
					} );
					done();
				}, done );
			},
		} );
		await new Promise< void >( ( resolve ) => {
			server.listen( 0, '127.0.0.1', resolve );
		} );
		const { port } = server.server.address() as AddressInfo;
		return new MailServer( `smtp://127.0.0.1:${ port }`, server, received );
	}

	/** The messages to one recipient, in order of arrival. */
	to( address: string ): ReceivedMail[] {
		return this.received.filter( ( { to } ) => to === address );
	}

	/** @throws Error if it does not arrive. */
	async next( address: string, number = 1 ): Promise< ReceivedMail > {
		return waitFor(
			() => this.to( address )[ number - 1 ],
			`E-mail ${ number } to ${ address }`
		);
	}

	stop(): Promise< void > {
		return new Promise( ( resolve ) => {
			this.#server.close( () => resolve() );
		} );
	}
}
