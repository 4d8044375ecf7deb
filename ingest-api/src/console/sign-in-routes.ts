import { Hono } from 'hono';
import { z } from 'zod';
import { emailKey } from '../ingest/email-key.ts';
import { describeError } from '../ops/log.ts';
import type {
	ConsoleContext,
	ConsoleEnvironment,
	ConsoleRequest,
} from './context.ts';
import type { ConsoleLimits } from './limits.ts';
import { mailFolder, readMails } from './mail/mailer.ts';
import { signInMail } from './mail/templates.ts';
import { errorPage, mailPage } from './pages/other.ts';
import {
	confirmSignInPage,
	linkSentPage,
	signInPage,
	worthlessLinkPage,
} from './pages/sign-in.ts';
import { PATHS } from './paths.ts';
import {
	addPerson,
	findPeople,
	findSignInLink,
	isNobodyThere,
	LINK_MS,
	makeSignInLink,
	signIn,
	signOut,
} from './people.ts';
import {
	clearSession,
	isFromHere,
	isPassedOn,
	localPath,
	writeSession,
} from './security.ts';

const emailSchema = z.email().max( 320 );

/** Signing in by a one-time link; no passwords. */
export function signInRoutes(
	context: ConsoleContext,
	limits: ConsoleLimits
): Hono< ConsoleEnvironment > {
	const { addresses, config, db, now } = context;
	const routes = new Hono< ConsoleEnvironment >();
	const isSecure = () => addresses.console().startsWith( 'https:' );

	routes.get( PATHS.signIn, ( c ) =>
		c.html( signInPage( { next: localPath( c.req.query( 'next' ) ) } ) )
	);
	routes.post( PATHS.signIn, async ( c ) => {
		const form = await c.req.parseBody();
		const next = localPath( form.next );
		const typed = typeof form.email === 'string' ? form.email.trim() : '';
		const email = emailSchema.safeParse( typed );
		if ( ! email.success ) {
			return c.html(
				signInPage( {
					next,
					email: typed.slice( 0, 320 ),
					error: 'Enter an e-mail address, like ada@example.com.',
				} ),
				422
			);
		}
		const from = context.clientAddress( c );
		if ( ! ( await limits.mayAskForLink( from ) ) ) {
			return c.html(
				signInPage( {
					next,
					email: typed,
					error: 'Too many links were asked for. Try again in a quarter of an hour.',
				} ),
				429
			);
		}
		const sent = sendLinks( context, limits, {
			email: email.data,
			nextPath: next,
			from,
		} ).catch( ( error: unknown ) =>
			context.log.warn( 'mail failed', describeError( error ) )
		);
		// Waiting would tell which addresses have an account; in development the link should be there at once.
		if ( config.mail.development ) {
			await sent;
		}
		return c.html( linkSentPage( email.data, mayReadMails( context, c ) ) );
	} );
	routes.get( `${ PATHS.signIn }/:token`, async ( c ) => {
		const token = c.req.param( 'token' );
		const person = await findSignInLink( db, token, now() );
		return person === null
			? c.html( worthlessLinkPage(), 410 )
			: c.html( confirmSignInPage( { token, ...person } ) );
	} );
	routes.post( `${ PATHS.signIn }/:token`, async ( c ) => {
		const signedIn = await signIn( db, c.req.param( 'token' ), now() );
		if ( signedIn === null ) {
			return c.html( worthlessLinkPage(), 410 );
		}
		writeSession( c, isSecure(), signedIn.session );
		return c.redirect( localPath( signedIn.nextPath ), 303 );
	} );
	routes.get( PATHS.mail, async ( c ) =>
		mayReadMails( context, c )
			? c.html(
					mailPage( await readMails( mailFolder( config.dataDir ) ) )
				)
			: c.html(
					errorPage( null, 'Not here', 'There is no such page.' ),
					404
				)
	);
	return routes;
}

/** Separate, since it needs a person. */
export function signOutRoute( context: ConsoleContext ) {
	return async ( c: ConsoleRequest ): Promise< Response > => {
		await signOut( context.db, c.get( 'session' ) );
		clearSession( c, context.addresses.console().startsWith( 'https:' ) );
		return c.redirect( PATHS.signIn, 303 );
	};
}

async function sendLinks(
	{ addresses, config, db, mailer, now }: ConsoleContext,
	limits: ConsoleLimits,
	{ email, nextPath, from }: { email: string; nextPath: string; from: string }
): Promise< void > {
	if ( ! ( await limits.mayMailTo( emailKey( email ), from ) ) ) {
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
	// To the address as it is stored: what was typed may only look like it.
	await mailer.send( { to: [ people[ 0 ]!.email ], ...signInMail( links ) } );
}

function mayReadMails(
	{ config }: ConsoleContext,
	c: ConsoleRequest
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
