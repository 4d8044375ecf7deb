import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export interface PoolTimeouts {
	/** To connect, greet, encrypt and sign in, together. */
	connectMs: number;
	/** A kept connection is closed after this time. */
	idleMs: number;
	/** The time without a byte; longer than any wait for a reply. */
	silentMs: number;
}

export interface SmtpPool {
	/**
	 * Gets a signed-in, idle connection. One that took an e-mail a moment ago is not probed again, unless `isProbed`
	 * says so.
	 *
	 * @throws Error of nodemailer's, or the signal's reason.
	 */
	acquire: (
		stop: AbortSignal,
		isProbed?: boolean
	) => Promise< AcquiredConnection >;
	/** `state` is the connection's state after its last e-mail. */
	release: ( connection: SMTPConnection, state: ConnectionState ) => void;
	/** Closes the kept connections; those in use are closed when they are released. */
	close: () => void;
}

export interface AcquiredConnection {
	connection: SMTPConnection;
	/** Whether the server has just answered on it. */
	isProbed: boolean;
}

/** `clean`: it took an e-mail. `used`: an e-mail was begun on it, so it needs a RSET. `broken`: it is closed. */
export type ConnectionState = 'clean' | 'used' | 'broken';

/** A connection idle for longer is probed before use. */
const TRUSTED_MS = 1_000;

interface Kept {
	timer: NodeJS.Timeout;
	/** A performance.now() value; 0 for a connection that is not clean. */
	trustedUntil: number;
}

/** A limited number of connections to one mail server, kept for the next e-mail, and replaced if one fails. */
export function createSmtpPool(
	url: string,
	limit: number,
	timeouts: PoolTimeouts
): SmtpPool {
	const { auth, ...server } = parseConnectionUrl( url );
	const options = {
		...server,
		connectionTimeout: timeouts.connectMs,
		greetingTimeout: timeouts.connectMs,
		socketTimeout: timeouts.silentMs,
	};
	const kept = new Map< SMTPConnection, Kept >();
	const waiting: ( () => void )[] = [];
	let inUse = 0;
	let isClosed = false;

	async function takeSlot( stop: AbortSignal ): Promise< void > {
		stop.throwIfAborted();
		if ( inUse < limit ) {
			inUse++;
			return;
		}
		await new Promise< void >( ( resolve, reject ) => {
			const take = () => {
				stop.removeEventListener( 'abort', leave );
				resolve();
			};
			const leave = () => {
				waiting.splice( waiting.indexOf( take ), 1 );
				reject( stop.reason as Error );
			};
			waiting.push( take );
			stop.addEventListener( 'abort', leave, { once: true } );
		} );
	}

	/** Gives the slot to the longest-waiting caller. */
	function freeSlot(): void {
		const next = waiting.shift();
		if ( next === undefined ) {
			inUse--;
		} else {
			next();
		}
	}

	/** The most recently used one, so that the others become idle long enough to be closed. */
	function takeKept(): ( Kept & { connection: SMTPConnection } ) | null {
		const last = [ ...kept ].at( -1 );
		if ( last === undefined ) {
			return null;
		}
		const [ connection, facts ] = last;
		clearTimeout( facts.timer );
		kept.delete( connection );
		return { ...facts, connection };
	}

	async function renewed(
		stop: AbortSignal,
		isProbed: boolean
	): Promise< AcquiredConnection > {
		for ( let found = takeKept(); found !== null; found = takeKept() ) {
			const { connection, trustedUntil } = found;
			if (
				! isProbed &&
				! connection.destroyed &&
				performance.now() < trustedUntil
			) {
				return { connection, isProbed: false };
			}
			try {
				await reset( connection, stop, timeouts.connectMs );
				return { connection, isProbed: true };
			} catch {
				stop.throwIfAborted();
			}
		}
		return {
			connection: await open( options, auth, stop, timeouts.connectMs ),
			isProbed: true,
		};
	}

	function keep( connection: SMTPConnection, isClean: boolean ): void {
		const timer = setTimeout( () => {
			kept.delete( connection );
			sayGoodbye( connection );
		}, timeouts.idleMs );
		timer.unref();
		kept.set( connection, {
			timer,
			trustedUntil: isClean ? performance.now() + TRUSTED_MS : 0,
		} );
	}

	return {
		async acquire( stop, isProbed = false ) {
			await takeSlot( stop );
			try {
				return await renewed( stop, isProbed );
			} catch ( error ) {
				freeSlot();
				throw error;
			}
		},
		release( connection, state ) {
			if ( state !== 'broken' && ! isClosed && ! connection.destroyed ) {
				keep( connection, state === 'clean' );
			} else {
				connection.close();
			}
			freeSlot();
		},
		close() {
			isClosed = true;
			for ( let found = takeKept(); found !== null; found = takeKept() ) {
				sayGoodbye( found.connection );
			}
		},
	};
}

/** @throws Error of nodemailer's. */
async function open(
	options: SMTPConnection.Options,
	auth: SMTPConnection.AuthenticationType | undefined,
	stop: AbortSignal,
	limitMs: number
): Promise< SMTPConnection > {
	const connection = new SMTPConnection( options );
	// Without a listener, an error between two e-mails would end the process.
	connection.on( 'error', () => undefined );
	await ask( connection, stop, limitMs, ( done ) =>
		connection.connect( ( error ) => {
			if (
				error === undefined &&
				auth !== undefined &&
				connection.allowsAuth
			) {
				connection.login( auth, done );
			} else {
				done( error );
			}
		} )
	);
	return connection;
}

async function reset(
	connection: SMTPConnection,
	stop: AbortSignal,
	limitMs: number
): Promise< void > {
	await ask( connection, stop, limitMs, ( done ) =>
		connection.reset( done )
	);
}

/** Waits for a reply, or for the end of the connection; closes the connection if no reply came. */
function ask(
	connection: SMTPConnection,
	stop: AbortSignal,
	limitMs: number,
	command: ( done: ( error?: Error | null ) => void ) => void
): Promise< void > {
	return new Promise( ( resolve, reject ) => {
		let isSettled = false;
		const settle = ( error?: Error | null ) => {
			if ( isSettled ) {
				return;
			}
			isSettled = true;
			clearTimeout( timer );
			connection.off( 'error', settle );
			connection.off( 'end', onEnd );
			stop.removeEventListener( 'abort', onStop );
			if ( error === undefined || error === null ) {
				resolve();
			} else {
				connection.close();
				reject( error );
			}
		};
		const onEnd = () => settle( smtpError( 'ECONNECTION' ) );
		const onStop = () => settle( stop.reason as Error );
		const timer = setTimeout(
			() => settle( smtpError( 'ETIMEDOUT' ) ),
			limitMs
		);
		connection.once( 'error', settle );
		connection.once( 'end', onEnd );
		stop.addEventListener( 'abort', onStop );
		if ( stop.aborted ) {
			onStop();
		} else {
			command( settle );
		}
	} );
}

/** An error with one of nodemailer's codes. */
export function smtpError( code: 'ECONNECTION' | 'ETIMEDOUT' ): Error {
	return Object.assign( new Error( code ), { code } );
}

/** Sends QUIT, without waiting for the answer. */
function sayGoodbye( connection: SMTPConnection ): void {
	if ( ! connection.destroyed ) {
		connection.quit();
	}
	connection.close();
}
