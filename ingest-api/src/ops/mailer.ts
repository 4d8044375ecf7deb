import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Config } from './config.ts';

export interface Mail {
	to: string[];
	subject: string;
	text: string;
	html: string;
	/** The same for each attempt, so that a mail server can recognise a repetition. */
	id?: string;
}

export interface Mailer {
	/** @throws Error if it cannot be handed over, or the mailer is closed meanwhile. */
	send: ( mail: Mail ) => Promise< void >;
	/** Closes at once; mail that is being sent fails. */
	close: () => void;
}

/** In milliseconds; both well below the lease of a notice, after which another worker would send it again. */
const TIMEOUTS = {
	/** To connect, for the greeting, and for each answer. */
	step: 15_000,
	/** For the whole mail. */
	send: 60_000,
};

/** Hands e-mails to the mail server, or, without one, writes them under the data folder. */
export function createMailer(
	config: Config,
	timeouts: typeof TIMEOUTS = TIMEOUTS
): Mailer {
	const { smtpUrl, from } = config.mail;
	if ( smtpUrl === null ) {
		const folder = mailFolder( config.dataDir );
		return {
			send: ( mail ) => writeMail( folder, mail ),
			close: () => undefined,
		};
	}
	const transport = createTransport( {
		url: smtpUrl,
		connectionTimeout: timeouts.step,
		greetingTimeout: timeouts.step,
		socketTimeout: timeouts.step,
	} );
	const closing = new AbortController();
	const host = URL.parse( smtpUrl )!.hostname;
	return {
		async send( { id, to, subject, text, html } ) {
			await transport.sendMail( {
				from,
				to,
				subject,
				text,
				html,
				...( id === undefined
					? {}
					: { messageId: `<${ id }@${ host }>` } ),
				headers: { 'Auto-Submitted': 'auto-generated' },
				signal: AbortSignal.any( [
					AbortSignal.timeout( timeouts.send ),
					closing.signal,
				] ),
			} );
		},
		close() {
			closing.abort();
			transport.close();
		},
	};
}

const writtenMailSchema = z.object( {
	to: z.array( z.string() ),
	subject: z.string(),
	text: z.string(),
	html: z.string(),
	written_at: z.string(),
} );
export type WrittenMail = z.infer< typeof writtenMailSchema >;

export function mailFolder( dataDir: string ): string {
	return path.resolve( dataDir, 'mail' );
}

/** Writes a file for `readMails`. */
export async function writeMail( folder: string, mail: Mail ): Promise< void > {
	await mkdir( folder, { recursive: true, mode: 0o700 } );
	const now = new Date().toISOString();
	const { to, subject, text, html } = mail;
	const written: WrittenMail = { to, subject, text, html, written_at: now };
	const name = `${ now.replaceAll( ':', '-' ) }-${ mail.id ?? randomUUID() }`;
	// Written under another name first, since a reader must never see half a file.
	const draft = path.join( folder, `${ name }.tmp` );
	await writeFile( draft, JSON.stringify( written, null, '\t' ), {
		mode: 0o600,
	} );
	await rename( draft, path.join( folder, `${ name }.json` ) );
}

const SHOWN = 50;

/** Newest first. */
export async function readMails( folder: string ): Promise< WrittenMail[] > {
	const names = await readdir( folder ).catch( () => [] );
	const last = names
		.filter( ( name ) => name.endsWith( '.json' ) )
		.sort()
		.slice( -SHOWN )
		.reverse();
	return Promise.all(
		last.map( async ( name ) =>
			writtenMailSchema.parse(
				JSON.parse(
					await readFile( path.join( folder, name ), 'utf8' )
				)
			)
		)
	);
}
