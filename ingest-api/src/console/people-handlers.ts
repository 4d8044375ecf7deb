import { z } from 'zod';
import { emailSchema } from '@ivorey/shared';
import { emailKey } from '../accounts/email-key.ts';
import {
	invite,
	inviteAgain,
	listInvitations,
	MOST_INVITATIONS,
	noteInvitationSent,
	revokeInvitation,
	type NewInvitation,
} from '../accounts/invitations.ts';
import {
	changeRole,
	findMember,
	listMembers,
	removeMember,
	type MemberOutcome,
} from '../accounts/members.ts';
import { PERSON_ROLES } from '../db/console-tables.ts';
import type { RequestContext } from '../http/request.ts';
import { describeError } from '../ops/log.ts';
import { readFields } from './forms.ts';
import { invitationMail } from './mails.ts';
import { noSuchPage } from './pages/other.ts';
import {
	confirmRemovalPage,
	peoplePage,
	type InviteForm,
} from './pages/people.ts';
import { PATHS } from './paths.ts';
import type {
	ConsoleServices,
	SessionCall,
	SessionHandler,
} from './services.ts';
import { readTold, type ToldWords } from './told.ts';
import { texts } from '../texts/texts.ts';

const toldWords = (): ToldWords => ( {
	invited: { tone: 'good', text: texts().people.told.invited },
	'not-sent': {
		tone: 'warn',
		text: texts().people.told.notSent,
	},
	revoked: {
		tone: 'good',
		text: texts().people.told.withdrawn,
	},
	'over-already': {
		tone: 'warn',
		text: texts().people.told.overAlready,
	},
	done: { tone: 'good', text: texts().common.saved },
	same: { tone: 'none', text: texts().people.told.same },
	gone: { tone: 'warn', text: texts().people.told.gone },
	removed: {
		tone: 'good',
		text: texts().people.told.removed,
	},
	'last-owner': {
		tone: 'bad',
		text: texts().people.told.lastOwner,
	},
	'not-owner': {
		tone: 'bad',
		text: texts().people.told.notOwner,
	},
} );

const EMPTY: InviteForm = { email: '', role: 'member' };

/** `GET /settings/people`. */
export const showPeople: SessionHandler = ( services, c, call ) =>
	answerPeople( services, c, call, EMPTY );

async function answerPeople(
	{ db, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall,
	form: InviteForm
): Promise< Response > {
	const { accountId } = viewer;
	return c.html(
		peoplePage( viewer, {
			members: await listMembers( db, accountId ),
			invitations: await listInvitations( db, accountId ),
			form,
			told: readTold( c, toldWords() ),
			now: now(),
		} ),
		form.error === undefined ? 200 : 422
	);
}

/** `POST /settings/people/invitations`. */
export const takeInvitation: SessionHandler = async ( services, c, call ) => {
	const field = await readFields( c );
	const role =
		PERSON_ROLES.find( ( one ) => one === field( 'role' ) ) ?? 'member';
	const typed = field( 'email' ).slice( 0, 320 );
	const refused = ( error: string ) =>
		answerPeople( services, c, call, { email: typed, role, error } );
	const email = emailSchema.safeParse( typed );
	if ( ! email.success ) {
		return refused( texts().common.enterEmail );
	}
	await services.consoleLimits.admitInvitationTo( emailKey( email.data ) );
	const made = await invite(
		services.db,
		call.viewer,
		{ email: email.data, role },
		services.now()
	);
	switch ( made ) {
		case 'is_person':
			return refused( texts().people.isMember( { email: email.data } ) );
		case 'too_many':
			return refused(
				texts().people.mostInvitations( MOST_INVITATIONS )
			);
		default:
			return sendInvitation( services, c, call, made );
	}
};

/** The invitation's ID in the address; null if it cannot be one. */
function invitationOf( c: RequestContext ): string | null {
	const id = c.req.param( 'invitation' ) ?? '';
	return z.uuid().safeParse( id ).success ? id : null;
}

/** `POST …/invitations/:invitation/resend`. */
export const sendInvitationAgain: SessionHandler = async (
	services,
	c,
	call
) => {
	const { db, consoleLimits, now } = services;
	const { viewer } = call;
	const id = invitationOf( c );
	const open = await listInvitations( db, viewer.accountId );
	const wanted = open.find( ( { invitationId } ) => invitationId === id );
	if ( id === null || wanted === undefined ) {
		return c.html( noSuchPage( viewer ), 404 );
	}
	await consoleLimits.admitInvitationTo( emailKey( wanted.email ) );
	const made = await inviteAgain( db, viewer, id, now() );
	return made === null
		? back( c, 'over-already' )
		: sendInvitation( services, c, call, made );
};

/** `POST …/invitations/:invitation/revoke`. */
export const takeRevocation: SessionHandler = async (
	{ db, now },
	c,
	{ viewer }
) => {
	const id = invitationOf( c );
	return id !== null && ( await revokeInvitation( db, viewer, id, now() ) )
		? back( c, 'revoked' )
		: c.html( noSuchPage( viewer ), 404 );
};

/** Waits for the mail server, so that the page can say whether it accepted the e-mail. */
async function sendInvitation(
	{ addresses, db, log, mailer, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall,
	{ email, expiresAt, invitationId, role, token }: NewInvitation
): Promise< Response > {
	try {
		await mailer.send( {
			to: [ email ],
			...invitationMail( {
				accountName: viewer.accountName,
				invitedBy: viewer.name ?? viewer.email,
				role,
				url: `${ addresses.console() }${ PATHS.invitation }/${ token }`,
				expiresAt,
			} ),
		} );
	} catch ( error ) {
		log.warn( 'mail failed', describeError( error ) );
		return back( c, 'not-sent' );
	}
	await noteInvitationSent( db, viewer.accountId, invitationId, now() );
	return back( c, 'invited' );
}

/** `POST /settings/people/:person/role`. */
export const takeRole: SessionHandler = async ( { db, now }, c, call ) => {
	const field = await readFields( c );
	const role = PERSON_ROLES.find( ( one ) => one === field( 'role' ) );
	const { viewer } = call;
	const personId = c.req.param( 'person' ) ?? '';
	const member = await findMember( db, viewer.accountId, personId );
	if ( role === undefined || member === null ) {
		return c.html( noSuchPage( viewer ), 404 );
	}
	return back(
		c,
		wordOf( await changeRole( db, viewer, personId, role, now() ) )
	);
};

/** `GET /settings/people/:person/remove`: asks for confirmation. */
export const askToRemovePerson: SessionHandler = async (
	{ db },
	c,
	{ viewer }
) => {
	const member = await findMember(
		db,
		viewer.accountId,
		c.req.param( 'person' ) ?? ''
	);
	return member === null
		? c.html( noSuchPage( viewer ), 404 )
		: c.html( confirmRemovalPage( viewer, member ) );
};

/** `POST /settings/people/:person/remove`. */
export const takePersonRemoval: SessionHandler = async (
	{ db, now },
	c,
	{ viewer }
) => {
	const personId = c.req.param( 'person' ) ?? '';
	if ( ( await findMember( db, viewer.accountId, personId ) ) === null ) {
		return c.html( noSuchPage( viewer ), 404 );
	}
	const outcome = await removeMember( db, viewer, personId, now() );
	return back( c, outcome === 'done' ? 'removed' : wordOf( outcome ) );
};

function wordOf( outcome: MemberOutcome ): string {
	return outcome.replace( '_', '-' );
}

function back( c: RequestContext, told: string ): Response {
	return c.redirect( `${ PATHS.people }?told=${ told }`, 303 );
}
