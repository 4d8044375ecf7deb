import { html } from 'hono/html';
import type { Content } from '../content.ts';

export const mails = {
	developmentTitle: 'E-mails',
	developmentIntro:
		'No mail server is set up (SMTP_URL), so e-mails are shown here, on this machine only.',
	developmentNone: 'None yet',
	developmentTo: ( { to, at }: { to: string; at: Content } ) =>
		html`<small class="muted">To ${ to }, ${ at }</small>`,
	developmentOne: ( { subject }: { subject: string } ) =>
		`The e-mail “${ subject }”`,
	signInSubject: 'Sign in to Ivorey',
	signInText: 'Here is your sign-in link. It works once, within 15 minutes.',
	signInClosing: 'If you did not request it, you can ignore this e-mail.',
	invitationSubject: ( { account }: { account: string } ) =>
		`Join ${ account } on Ivorey`,
	invitationUntil: ( { until }: { until: string } ) =>
		`The link works once, until ${ until }.`,
	seeInvitation: 'View the invitation',
	invitationClosing:
		'If you don’t know who this is from, you can ignore this e-mail.',
	pausedSubject: ( { host }: { host: string } ) =>
		`Ivorey paused the sync with ${ host }`,
	pausedText: ( {
		at,
		store,
		account,
	}: {
		at: string;
		store: string;
		account: string;
	} ) =>
		`On ${ at }, Ivorey paused the sync of ${ store } with your account ${ account }.`,
	why: ( { reason }: { reason: string } ) => `Why: ${ reason }`,
	pausedNothingLost:
		'Nothing is lost: the store keeps all changes, and sends them when it is connected again.',
	seePausedStore: 'View and reconnect the store',
	recoveredSubject: ( { host }: { host: string } ) =>
		`Sync with ${ host } has resumed`,
	recoveredText: ( {
		at,
		store,
		account,
	}: {
		at: string;
		store: string;
		account: string;
	} ) =>
		`On ${ at }, the sync of ${ store } with your account ${ account } resumed. You don’t have to do anything.`,
	recoveredChanges: 'Changes made in the meantime are being sent now.',
	seeStore: 'View the store',
	endpointOffSubject: ( { host }: { host: string } ) =>
		`Ivorey switched off the webhook to ${ host }`,
	endpointOffText: ( {
		at,
		account,
		url,
	}: {
		at: string;
		account: string;
		url: string;
	} ) =>
		`On ${ at }, Ivorey stopped sending webhooks from your account ${ account } to ${ url }.`,
	endpointGone:
		'Why: it responded with status 410, which means that it wants nothing more.',
	endpointFailing: 'Why: every attempt failed for five days.',
	endpointOffNext:
		'Nothing is sent to it while it is off. When it responds again, switch it on in Ivorey, and send again what it missed before.',
	seeWebhook: 'View the webhook',
	invitationText: {
		member: ( {
			invitedBy,
			account,
		}: {
			invitedBy: string;
			account: string;
		} ) =>
			`${ invitedBy } invites you to join the account ${ account } as a member.`,
		owner: ( {
			invitedBy,
			account,
		}: {
			invitedBy: string;
			account: string;
		} ) =>
			`${ invitedBy } invites you to join the account ${ account } as an owner.`,
	},
	invitationRole: {
		member: 'A member sees everything, edits products and manages automations.',
		owner: 'An owner can see and change everything, including stores, people and settings.',
	},
	heldSubject: ( { automation }: { automation: string } ) =>
		`“${ automation }” reached its hourly limit`,
	heldText: ( { automation }: { automation: string } ) =>
		`Your automation “${ automation }” reached its hourly limit. Nothing is lost: everything above the limit is held until you decide.`,
	heldNext: 'See what is held, then release or drop it.',
	seeHeld: 'See what is held',
};
