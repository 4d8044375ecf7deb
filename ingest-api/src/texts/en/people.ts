import { plural } from './plurals.ts';
import { html } from 'hono/html';
import type { Content } from '../content.ts';

export const people = {
	title: 'People',
	ownersOnly:
		'Only an owner can invite people, change their roles or remove them.',
	inThisAccount: 'In this account',
	person: 'Person',
	you: 'You',
	role: 'Role',
	lastSeen: 'Last seen',
	notSeenYet: 'Not seen yet',
	invitedBy: 'Invited by',
	onlyOwner: 'The only owner',
	removeOne: ( { who }: { who: Content } ) => html`Remove…${ who }`,
	invited: 'Invited',
	expired: 'Expired',
	notSent: 'Not sent',
	waitingUntil: ( {
		waiting,
		expiresAt,
	}: {
		waiting: Content;
		expiresAt: Content;
	} ) => html`${ waiting } <small class="muted">until ${ expiresAt }</small>`,
	sendAgain: ( { whom }: { whom: Content } ) => html`Send again${ whom }`,
	withdraw: ( { whom }: { whom: Content } ) => html`Withdraw${ whom }`,
	inviteSomebody: 'Invite someone',
	linkLasts: 'They receive a link that is valid for seven days.',
	invite: 'Invite',
	leaveAccount: ( { account }: { account: string } ) => `Leave ${ account }?`,
	removePerson: ( { name }: { name: string } ) => `Remove ${ name }?`,
	leaveText:
		'You are signed out immediately, and can only come back if someone invites you again.',
	removeText: ( { email }: { email: string } ) =>
		`${ email } is signed out immediately on all devices, and no longer receives e-mails about this account.`,
	whatStays:
		'What they made stays: automations, product edits and their entries in the history.',
	leave: 'Leave',
	isMember: ( { email }: { email: string } ) =>
		`${ email } is already in this account.`,
	mostInvitations: ( most: number ) =>
		plural( most, {
			one: '# invitation is waiting for an answer, which is the maximum. Withdraw one first.',
			other: '# invitations are waiting for an answer, which is the maximum. Withdraw one first.',
		} ),
	joinAccount: ( { account }: { account: string } ) => `Join ${ account }`,
	signedInElsewhere: ( {
		current,
		currentEmail,
		account,
		email,
	}: {
		current: string;
		currentEmail: string;
		account: string;
		email: string;
	} ) =>
		`You are signed in to ${ current } as ${ currentEmail }. Joining signs you in to ${ account } as ${ email } instead.`,
	yourName: 'Your name',
	yourNameHint: 'So that others know who you are. Optional.',
	join: 'Join',
	invitationExpired: 'This invitation has expired',
	invitationExpiredText: ( {
		account,
		invitedBy,
	}: {
		account: string;
		invitedBy: string;
	} ) =>
		`Invitations are valid for seven days. If you still want to join ${ account }, ask ${ invitedBy } for a new one.`,
	invitationWithdrawn: 'This invitation was withdrawn',
	invitationWithdrawnText: ( { invitedBy }: { invitedBy: string } ) =>
		`If you think this is a mistake, ask ${ invitedBy }.`,
	invitationAccepted: 'This invitation has already been accepted',
	invitationAcceptedText: ( {
		account,
		email,
	}: {
		account: string;
		email: string;
	} ) =>
		`An invitation works once. To open ${ account }, sign in with ${ email }.`,
	alreadyIn: ( { account }: { account: string } ) =>
		`You are already in ${ account }`,
	signInWith: ( { email }: { email: string } ) => `Sign in with ${ email }.`,
	linkBroken: 'This link doesn’t work',
	linkBrokenText:
		'It may be incomplete, or a newer e-mail has replaced it. Use the link in the latest invitation, or ask for a new one.',
	waiting: 'Waiting',
	roles: {
		member: {
			label: 'Member',
			may: 'Sees everything, edits products, manages automations and sends e-mails and webhooks again.',
		},
		owner: {
			label: 'Owner',
			may: 'Can also connect and pause stores, invite people, and change settings, webhooks and tokens.',
		},
	},
	rolesHint:
		'A member sees everything, edits products, manages automations and sends e-mails and webhooks again. An owner can also connect and pause stores, invite people, and change settings, webhooks and tokens.',
	roleIn: {
		member: ( { account }: { account: string } ) =>
			`Member of ${ account }.`,
		owner: ( { account }: { account: string } ) => `Owner of ${ account }.`,
	},
	make: {
		member: ( { who }: { who: Content } ) => html`Make member${ who }`,
		owner: ( { who }: { who: Content } ) => html`Make owner${ who }`,
	},
	invites: {
		member: ( {
			invitedBy,
			email,
		}: {
			invitedBy: string;
			email: string;
		} ) =>
			`${ invitedBy } invites ${ email } to this Ivorey account as a member.`,
		owner: ( { invitedBy, email }: { invitedBy: string; email: string } ) =>
			`${ invitedBy } invites ${ email } to this Ivorey account as an owner.`,
	},
	told: {
		invited: 'The invitation is on its way.',
		notSent:
			'The person is invited, but the mail server did not accept the e-mail. Send it again in a moment.',
		withdrawn: 'The invitation is withdrawn. Its link no longer works.',
		overAlready: 'That invitation has already been accepted or withdrawn.',
		same: 'Nothing to change.',
		gone: 'That person has already been removed.',
		removed: 'The person is removed and signed out.',
		lastOwner:
			'Nothing was changed: an account needs an owner. Make someone else an owner first.',
		notOwner:
			'Nothing was changed: you are no longer an owner of this account.',
	},
};
