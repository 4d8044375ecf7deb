import type { Kysely } from 'kysely';
import { z } from 'zod';
import { emailKey } from '../accounts/email-key.ts';
import { addressOf, type RequestContext } from '../http/request.ts';
import type { Database } from '../db/schema.ts';
import { describeError } from '../ops/log.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import { mailFolder, readMails } from '../ops/mailer.ts';
import { findViewer, forbidden } from './guards.ts';
import { signInMail } from './mails.ts';
import { mailsPage } from './pages/mails.ts';
import { noSuchPage } from './pages/other.ts';
import {
	confirmSignInPage,
	linkSentPage,
	signInPage,
	expiredLinkPage,
} from './pages/sign-in.ts';
import { PATHS } from './paths.ts';
import { addPerson, findPeople, isNobodyThere } from '../accounts/people.ts';
import {
	clearSession,
	isCsrfToken,
	isSecure,
	isFromHere,
	isPassedOn,
	localPath,
	readSession,
	writeSession,
} from './security.ts';
import {
	findNextPath,
	findSignInLink,
	LINK_MS,
	makeSignInLink,
	signIn,
	signOut,
	switchAccount,
} from '../accounts/sign-in.ts';
import { texts } from '../texts/texts.ts';

const emailSchema = z.email().max( 320 );
const SIGN_IN_REASONS = [ 'ended', 'signed-out' ] as const;

/** `GET /sign-in`: by a one-time link; no passwords. */
export function showSignIn(
	_services: ConsoleServices,
	c: RequestContext
): Response | Promise< Response > {
	const why =
		SIGN_IN_REASONS.find( ( name ) => name === c.req.query( 'why' ) ) ??
		null;
	return c.html(
		signInPage( { next: localPath( c.req.query( 'next' ) ), why } )
	);
}

/** `POST /sign-in`: asks for a link. */
export async function askForLink(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const { config, log } = services;
	const form = await c.req.parseBody();
	const next = localPath( form.next );
	const typed = typeof form.email === 'string' ? form.email.trim() : '';
	const email = emailSchema.safeParse( typed );
	if ( ! email.success ) {
		return c.html(
			signInPage( {
				next,
				email: typed.slice( 0, 320 ),
				error: texts().common.enterEmail,
			} ),
			422
		);
	}
	const sent = sendLinks( services, {
		email: email.data,
		nextPath: next,
		from: addressOf( config, c ),
	} ).catch( ( error: unknown ) =>
		log.warn( 'mail failed', describeError( error ) )
	);
	// Waiting would reveal which addresses have an account. In development, the link should be there at once.
	if ( config.mail.development ) {
		await sent;
	}
	return c.html( linkSentPage( email.data, mayReadMails( services, c ) ) );
}

/** `GET /sign-in/:token`. */
export async function showLink(
	{ db, now }: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const token = c.req.param( 'token' ) ?? '';
	const person = await findSignInLink( db, token, now() );
	return person === null
		? answerExpired( db, c, token )
		: c.html( confirmSignInPage( { token, ...person } ) );
}

/** `POST /sign-in/:token`. */
export async function useLink(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const { db, now } = services;
	const token = c.req.param( 'token' ) ?? '';
	const signedIn = await signIn( db, token, now() );
	if ( signedIn === null ) {
		return answerExpired( db, c, token );
	}
	writeSession( c, isSecure( services ), signedIn.session );
	return c.redirect( localPath( signedIn.nextPath ), 303 );
}

async function answerExpired(
	db: Kysely< Database >,
	c: RequestContext,
	token: string
): Promise< Response > {
	const next = localPath( await findNextPath( db, token ) );
	return c.html( expiredLinkPage( next ), 410 );
}

/**
 * `POST /settings/profile/account` (R40): switches to another account of the same e-mail address. The route requires no
 * session, since two accounts are involved: the handler checks the session itself.
 */
export async function takeSwitch(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const { db, now } = services;
	const session = readSession( c, isSecure( services ) );
	const viewer = await findViewer( services, c );
	if ( session === null || viewer === null ) {
		return c.redirect( PATHS.signIn, 303 );
	}
	const { _csrf: csrf, account } = await c.req.parseBody();
	if ( ! isCsrfToken( session, csrf ) ) {
		return forbidden( c, viewer );
	}
	const opened =
		typeof account === 'string'
			? await switchAccount(
					db,
					{ session, email: viewer.email },
					account,
					now()
				)
			: null;
	if ( opened === null ) {
		return c.html( noSuchPage( viewer ), 404 );
	}
	writeSession( c, isSecure( services ), opened );
	return c.redirect( PATHS.home, 303 );
}

/** `POST /sign-out`. */
export async function endSession(
	services: ConsoleServices,
	c: RequestContext,
	{ session }: SessionCall
): Promise< Response > {
	await signOut( services.db, session );
	clearSession( c, isSecure( services ) );
	return c.redirect( `${ PATHS.signIn }?why=signed-out`, 303 );
}

/** `GET /development/mail`: the e-mails that were not sent. */
export async function showMails(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	return mayReadMails( services, c )
		? c.html(
				mailsPage(
					await readMails( mailFolder( services.config.dataDir ) )
				)
			)
		: c.html( noSuchPage(), 404 );
}

async function sendLinks(
	{ addresses, config, consoleLimits, db, mailer, now }: ConsoleServices,
	{ email, nextPath, from }: { email: string; nextPath: string; from: string }
): Promise< void > {
	if ( ! ( await consoleLimits.mayMailTo( emailKey( email ), from ) ) ) {
		return;
	}
	let people = await findPeople( db, email );
	if (
		people.length === 0 &&
		config.mail.development &&
		( await isNobodyThere( db ) )
	) {
		people = [ await addPerson( db, { email, now: now() } ) ];
	}
	if ( people.length === 0 ) {
		return;
	}
	const links = await Promise.all(
		people.map( async ( person ) => ( {
			accountName: person.accountName,
			url: `${ addresses.console() }${ PATHS.signIn }/${ await makeSignInLink(
				db,
				person,
				{ nextPath, now: now(), validMs: LINK_MS }
			) }`,
		} ) )
	);
	// Sent to the stored address: the typed one may only look like it.
	await mailer.send( { to: [ people[ 0 ]!.email ], ...signInMail( links ) } );
}

function mayReadMails(
	{ config }: ConsoleServices,
	c: RequestContext
): boolean {
	return (
		config.mail.development &&
		config.trustProxy === 0 &&
		! isPassedOn( Object.keys( c.req.header() ) ) &&
		isFromHere(
			c.env.incoming.socket.remoteAddress ?? '',
			c.req.header( 'host' )
		)
	);
}
