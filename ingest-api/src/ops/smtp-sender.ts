import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import {
	createComposer,
	type ComposedMessage,
	type OutgoingEmail,
} from './compose-message.ts';
import type { DkimKey } from './dkim-key.ts';
import { writeMail } from './mailer.ts';
import {
	outcomeAfterHandOver,
	outcomeBeforeHandOver,
	replyOf,
	type SendOutcome,
	type SmtpError,
} from './smtp-outcome.ts';
import {
	createSmtpPool,
	smtpError,
	type AcquiredConnection,
	type ConnectionState,
} from './smtp-pool.ts';

export type { OutgoingEmail } from './compose-message.ts';
export type { SendOutcome } from './smtp-outcome.ts';

export interface SmtpSender {
	/**
	 * Sends an e-mail once. It never throws.
	 *
	 * @param onHandOver Records that the message is about to be handed over. It runs at most once, after the server
	 *                   asked
	 *                   for the message and before the first byte; if it throws, nothing is handed over. It has ended
	 *                   before this returns, so that the caller may undo the record on `later`.
	 * @param signal     Gives up if nothing was handed over yet. After that, only an answer can tell the outcome.
	 */
	send: (
		mail: OutgoingEmail,
		onHandOver: () => Promise< void >,
		signal?: AbortSignal
	) => Promise< SendOutcome >;
	/** A message that was not handed over becomes `later`; one that was gets a few seconds for its reply. */
	close: () => Promise< void >;
}

export interface SmtpTimeouts {
	/** To connect, greet, encrypt and sign in, together. */
	connectMs: number;
	/** From MAIL until the server is ready for the message and the hand-over is recorded. */
	envelopeMs: number;
	/** For the message and the server's reply to it. If this is too short, the outcome stays unknown. */
	replyMs: number;
	/** How long a connection is kept for the next e-mail. */
	idleMs: number;
	/** For pending replies when the sender is closed. */
	closingMs: number;
}

const TIMEOUTS: SmtpTimeouts = {
	connectMs: 30_000,
	envelopeMs: 60_000,
	replyMs: 300_000,
	idleMs: 20_000,
	closingMs: 5_000,
};

export interface SmtpSenderOptions {
	url: string;
	dkim: DkimKey | null;
	/** Concurrent connections to the mail server. */
	connections?: number;
	timeouts?: Partial< SmtpTimeouts >;
}

/**
 * Excludes characters with a special meaning in an address; nodemailer would drop them, and write to another address.
 */
const ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:@"]+@[^\s\p{Cc}<>()[\]\\,;:@"]+$/u;

const STOPPED: SendOutcome = {
	state: 'later',
	reply: 'Stopped before it was sent',
};

/** Sends over connections to a mail server that are kept for the next e-mail. */
export function createSmtpSender( {
	url,
	dkim,
	connections = 5,
	timeouts: given = {},
}: SmtpSenderOptions ): SmtpSender {
	const timeouts = { ...TIMEOUTS, ...given };
	const pool = createSmtpPool( url, connections, {
		...timeouts,
		silentMs: timeouts.replyMs + timeouts.envelopeMs,
	} );
	const compose = createComposer( dkim );
	const closing = new AbortController();
	const sending = new Set< Promise< SendOutcome > >();

	async function send(
		mail: OutgoingEmail,
		onHandOver: () => Promise< void >,
		stop: AbortSignal
	): Promise< SendOutcome > {
		if ( ! ADDRESS.test( mail.to ) ) {
			return {
				state: 'failed',
				reply: 'No e-mail can be sent to this address',
				isHardBounce: true,
			};
		}
		let message: ComposedMessage;
		try {
			message = await compose( mail );
		} catch ( error ) {
			return {
				state: 'failed',
				reply: `The e-mail could not be composed: ${ replyOf( error as SmtpError ) }`,
				isHardBounce: false,
			};
		}
		const first = await sendOver( false );
		return first.isGone
			? ( await sendOver( true ) ).outcome
			: first.outcome;

		/** `isGone`: the connection, which was not probed, had ended; nothing was handed over. */
		async function sendOver(
			wantsProbed: boolean
		): Promise< { outcome: SendOutcome; isGone: boolean } > {
			let acquired: AcquiredConnection;
			try {
				acquired = await pool.acquire( stop, wantsProbed );
			} catch ( error ) {
				return {
					outcome: stop.aborted
						? STOPPED
						: {
								state: 'later',
								reply: replyOf( error as SmtpError ),
							},
					isGone: false,
				};
			}
			const { connection, isProbed } = acquired;
			const { outcome, connectionState, isGone } = await transmit( {
				connection,
				message,
				onHandOver,
				stop,
				closing: closing.signal,
				timeouts,
			} );
			pool.release( connection, connectionState );
			return { outcome, isGone: isGone && ! isProbed };
		}
	}

	return {
		send( mail, onHandOver, signal ) {
			const stop =
				signal === undefined
					? closing.signal
					: AbortSignal.any( [ closing.signal, signal ] );
			const outcome = send( mail, onHandOver, stop );
			sending.add( outcome );
			return outcome.finally( () => sending.delete( outcome ) );
		},
		async close() {
			closing.abort();
			pool.close();
			await Promise.all( sending );
		},
	};
}

interface Transmission {
	connection: SMTPConnection;
	message: ComposedMessage;
	onHandOver: () => Promise< void >;
	/** Obeyed until the message is handed over. */
	stop: AbortSignal;
	closing: AbortSignal;
	timeouts: SmtpTimeouts;
}

interface Transmitted {
	outcome: SendOutcome;
	connectionState: ConnectionState;
	/** The server ended the connection before it asked for the message. */
	isGone: boolean;
}

/**
 * Sends one e-mail over one connection. nodemailer reads the message only after the server's 354 to DATA; the first
 * read is the point of no return.
 */
async function transmit( {
	connection,
	message: { envelope, raw },
	onHandOver,
	stop,
	closing,
	timeouts,
}: Transmission ): Promise< Transmitted > {
	let isSettled = false;
	let isHandedOver = false;
	/** Whether the server has asked for the message. */
	let isRead = false;
	let noting: Promise< void > = Promise.resolve();
	let timer: NodeJS.Timeout | undefined;
	const settled = Promise.withResolvers< Transmitted >();

	function settle(
		outcome: SendOutcome,
		connectionState: ConnectionState,
		isGone = false
	): void {
		isSettled = true;
		clearTimeout( timer );
		settled.resolve( { outcome, connectionState, isGone } );
	}
	function fail( error: SmtpError ): void {
		if ( isSettled ) {
			return;
		}
		if ( isHandedOver ) {
			settle( outcomeAfterHandOver( error ), 'broken' );
		} else {
			const isRefusal =
				error.responseCode !== undefined && error.responseCode !== 421;
			settle(
				outcomeBeforeHandOver( error ),
				isRefusal ? 'used' : 'broken',
				! isRead && isEnd( error )
			);
		}
	}
	// Runs after the callback of `send`, which knows the cause.
	const onEnd = () =>
		setImmediate( () => fail( smtpError( 'ECONNECTION' ) ) );
	const onStop = () => {
		if ( ! isHandedOver ) {
			settle( STOPPED, 'broken' );
		}
	};
	/** Replaces the reply's limit by the one for closing. */
	const onClosing = () => {
		if ( isHandedOver ) {
			limit( timeouts.closingMs );
		}
	};
	function limit( ms: number ): void {
		clearTimeout( timer );
		timer = setTimeout( () => fail( smtpError( 'ETIMEDOUT' ) ), ms );
	}

	async function handOver( source: Readable ): Promise< void > {
		try {
			await onHandOver();
		} catch {
			settle(
				{
					state: 'later',
					reply: 'Not sent: the hand-over could not be noted',
				},
				'broken'
			);
			return;
		}
		// The connection may have broken, or timed out, while the hand-over was recorded.
		if ( isSettled ) {
			return;
		}
		isHandedOver = true;
		limit( closing.aborted ? timeouts.closingMs : timeouts.replyMs );
		source.push( raw );
		source.push( null );
	}

	const source = new Readable( {
		read() {
			if ( ! isRead ) {
				isRead = true;
				noting = handOver( this );
			}
		},
	} );
	limit( timeouts.envelopeMs );
	connection.once( 'end', onEnd );
	stop.addEventListener( 'abort', onStop );
	closing.addEventListener( 'abort', onClosing );
	if ( stop.aborted ) {
		onStop();
	} else {
		// A copy, since nodemailer stores a refusal in it.
		connection.send( { ...envelope }, source, ( error, info ) => {
			if ( error === null ) {
				settle(
					{
						state: 'sent',
						reply: replyOf( { message: info.response } ),
					},
					'clean'
				);
			} else {
				fail( error );
			}
		} );
	}
	const result = await settled.promise;
	connection.off( 'end', onEnd );
	stop.removeEventListener( 'abort', onStop );
	closing.removeEventListener( 'abort', onClosing );
	if ( result.connectionState === 'broken' ) {
		// Closed at once, since no byte of the message may follow.
		connection.close();
	}
	await noting;
	return result;
}

/** Whether the server ended the connection. A silent server has not, and a second attempt would wait for it again. */
function isEnd( { code = '', responseCode }: SmtpError ): boolean {
	return (
		responseCode === 421 || [ 'ECONNECTION', 'ESOCKET' ].includes( code )
	);
}

/** For development: writes the e-mail to a file that the console shows, like `createMailer`. */
export function createMailboxSender( folder: string ): SmtpSender {
	return {
		async send( { to, subject, html, text }, onHandOver, signal ) {
			if ( signal?.aborted === true ) {
				return STOPPED;
			}
			try {
				await onHandOver();
				await writeMail( folder, { to: [ to ], subject, html, text } );
			} catch ( error ) {
				return { state: 'later', reply: replyOf( error as SmtpError ) };
			}
			return { state: 'sent', reply: 'Written to a file' };
		},
		close: () => Promise.resolve(),
	};
}
