import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server's reply, without the line break; or it stays silent, or ends the connection. */
type Answer = string | 'hang' | 'close';

export interface SmtpScript {
	greeting?: Answer;
	ehlo?: Answer;
	auth?: Answer;
	mail?: Answer;
	/** On a connection that has already brought a message. */
	nextMail?: Answer;
	rcpt?: Answer;
	data?: Answer;
	/** After the whole message. */
	message?: Answer;
	/** The connection ends right after this step's answer. */
	closeAfter?: 'message';
	rset?: Answer;
}

export interface ScriptedSmtp {
	url: string;
	/** The received commands, verbs only; "<message>" for a complete message. */
	heard: string[];
	messages: string[];
	/** Bytes received after its 354. */
	bytesOfMessages: () => number;
	/** Since the start. */
	connections: () => number;
	openConnections: () => number;
	script: SmtpScript;
}

/** A mail server that answers by its script, regardless of SMTP. Ends with the test. */
export async function startScriptedSmtp(
	script: SmtpScript = {}
): Promise< ScriptedSmtp > {
	const heard: string[] = [];
	const messages: string[] = [];
	const sockets = new Set< Socket >();
	let bytes = 0;
	let connections = 0;
	const state: ScriptedSmtp = {
		url: '',
		heard,
		messages,
		bytesOfMessages: () => bytes,
		connections: () => connections,
		openConnections: () => sockets.size,
		script,
	};

	function converse( socket: Socket ): void {
		let buffered = '';
		let inMessage = false;
		let hasBrought = false;
		const say = ( answer: Answer ) => {
			if ( answer === 'close' ) {
				socket.destroy();
			} else if ( answer !== 'hang' ) {
				socket.write( `${ answer }\r\n` );
			}
		};
		const hear = ( line: string ) => {
			const verb = line.split( /[ :]/ )[ 0 ]!.toUpperCase();
			heard.push( verb );
			const { script: now } = state;
			const answers: Record< string, Answer > = {
				EHLO: now.ehlo ?? '250 localhost',
				AUTH: now.auth ?? '235 2.7.0 Welcome',
				MAIL:
					( hasBrought ? now.nextMail : undefined ) ??
					now.mail ??
					'250 2.1.0 Ok',
				RCPT: now.rcpt ?? '250 2.1.5 Ok',
				DATA: now.data ?? '354 Go ahead',
				RSET: now.rset ?? '250 2.0.0 Ok',
				QUIT: '221 2.0.0 Bye',
			};
			const answer = answers[ verb ] ?? '500 5.5.1 What?';
			if ( verb === 'DATA' && answer.startsWith( '354' ) ) {
				inMessage = true;
				// Lets a message without a line end like the others.
				buffered = `\r\n${ buffered }`;
			}
			say( answer );
		};
		const read = () => {
			for (;;) {
				const ending = inMessage ? '\r\n.\r\n' : '\r\n';
				const at = buffered.indexOf( ending );
				if ( at === -1 ) {
					return;
				}
				const text = buffered.slice( 0, at );
				buffered = buffered.slice( at + ending.length );
				if ( ! inMessage ) {
					hear( text );
					continue;
				}
				inMessage = false;
				hasBrought = true;
				heard.push( '<message>' );
				messages.push( text.slice( 2 ) );
				say( state.script.message ?? '250 2.0.0 Ok: queued as 1' );
				if ( state.script.closeAfter === 'message' ) {
					socket.end();
				}
			}
		};
		connections++;
		sockets.add( socket );
		socket.setEncoding( 'utf8' );
		socket.on( 'error', () => undefined );
		socket.on( 'close', () => sockets.delete( socket ) );
		socket.on( 'data', ( chunk: string ) => {
			if ( inMessage ) {
				bytes += chunk.length;
			}
			buffered += chunk;
			read();
		} );
		say( script.greeting ?? '220 localhost ESMTP' );
	}

	const server = createServer( converse );
	await new Promise< void >( ( resolve ) => {
		server.listen( 0, '127.0.0.1', resolve );
	} );
	onTestFinished( () => {
		for ( const socket of sockets ) {
			socket.destroy();
		}
		server.close();
	} );
	state.url = `smtp://127.0.0.1:${ ( server.address() as AddressInfo ).port }`;
	return state;
}
