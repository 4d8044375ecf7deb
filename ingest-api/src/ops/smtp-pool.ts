import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export interface PoolTimeouts {
	/** To connect, greet, encrypt and sign in, together. */
	connectMs: number;
	/** A kept connection is closed after it. */
	idleMs: number;
	/** Without a byte; longer than whatever waits for a reply waits. */
	silentMs: number;
}

export interface SmtpPool {
	/**
	 * A connection that is signed in and has nothing else to do.
	 *
	 * @throws Error of nodemailer's, or the signal's reason.
	 */
	acquire: ( stop: AbortSignal ) => Promise< SMTPConnection >;
	/** @param isReusable Whether it stands between two e-mails. */
	release: ( connection: SMTPConnection, isReusable: boolean ) => void;
	/** Ends those that are kept; those in use end when they are released. */
	close: () => void;
}

/** Connections to one mail server: so many at most, kept for the next e-mail, renewed where one failed. */
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
	const kept = new Map< SMTPConnection, NodeJS.Timeout >();
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

	/** To who waits longest. */
	function freeSlot(): void {
		const next = waiting.shift();
		if ( next === undefined ) {
			inUse--;
		} else {
			next();
		}
	}

	/** The one that was used last, for the others to grow old. */
	function takeKept(): SMTPConnection | null {
		const last = [ ...kept ].at( -1 );
		if ( last === undefined ) {
			return null;
		}
		const [ connection, timer ] = last;
		clearTimeout( timer );
		kept.delete( connection );
		return connection;
	}

	async function renewed( stop: AbortSignal ): Promise< SMTPConnection > {
		for (
			let connection = takeKept();
			connection !== null;
			connection = takeKept()
		) {
			try {
				await reset( connection, stop, timeouts.connectMs );
				return connection;
			} catch {
				stop.throwIfAborted();
			}
		}
		return open( options, auth, stop, timeouts.connectMs );
	}

	function keep( connection: SMTPConnection ): void {
		const timer = setTimeout( () => {
			kept.delete( connection );
			sayGoodbye( connection );
		}, timeouts.idleMs );
		timer.unref();
		kept.set( connection, timer );
	}

	return {
		async acquire( stop ) {
			await takeSlot( stop );
			try {
				return await renewed( stop );
			} catch ( error ) {
				freeSlot();
				throw error;
			}
		},
		release( connection, isReusable ) {
			if ( isReusable && ! isClosed && ! connection.destroyed ) {
				keep( connection );
			} else {
				connection.close();
			}
			freeSlot();
		},
		close() {
			isClosed = true;
			for (
				let connection = takeKept();
				connection !== null;
				connection = takeKept()
			) {
				sayGoodbye( connection );
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

/** Waits for a reply, or for the end of the connection; closes it where none came. */
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

/** One of the kinds that nodemailer has. */
export function smtpError( code: 'ECONNECTION' | 'ETIMEDOUT' ): Error {
	return Object.assign( new Error( code ), { code } );
}

/** Politely, and without waiting for the answer. */
function sayGoodbye( connection: SMTPConnection ): void {
	if ( ! connection.destroyed ) {
		connection.quit();
	}
	connection.close();
}
