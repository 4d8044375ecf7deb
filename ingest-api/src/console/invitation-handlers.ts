import {
	acceptInvitation,
	findInvitation,
	type FoundInvitation,
} from '../accounts/invitations.ts';
import type { RequestContext } from '../http/request.ts';
import { lineOf, readFields } from './forms.ts';
import { findViewer } from './guards.ts';
import { invitationOverPage, invitationPage } from './pages/invitation.ts';
import { PATHS } from './paths.ts';
import { isSecure, readSession, writeSession } from './security.ts';
import type { ConsoleServices } from './services.ts';
import { signOut } from '../accounts/sign-in.ts';

/** `GET /invitation/:token`: only shows the invitation. */
export async function showInvitation(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const token = c.req.param( 'token' ) ?? '';
	const found = await findInvitation( services.db, token, services.now() );
	return found?.state === 'open'
		? c.html(
				invitationPage( {
					token,
					invitation: found,
					viewer: await findViewer( services, c ),
				} )
			)
		: answerOver( c, found );
}

/** `POST /invitation/:token`: joins the account, and signs in. */
export async function takeInvitationUp(
	services: ConsoleServices,
	c: RequestContext
): Promise< Response > {
	const { db, now } = services;
	const field = await readFields( c );
	const name = lineOf( field( 'name' ).replaceAll( '\0', '' ) );
	const accepted = await acceptInvitation(
		db,
		c.req.param( 'token' ) ?? '',
		name === '' ? null : name,
		now()
	);
	if ( accepted === null || ! ( 'session' in accepted ) ) {
		return answerOver( c, accepted );
	}
	const before = readSession( c, isSecure( services ) );
	if ( before !== null ) {
		await signOut( db, before );
	}
	writeSession( c, isSecure( services ), accepted.session );
	return c.redirect( PATHS.home, 303 );
}

function answerOver(
	c: RequestContext,
	invitation: FoundInvitation | null
): Response | Promise< Response > {
	return c.html(
		invitationOverPage( invitation ),
		invitation === null ? 404 : 410
	);
}
