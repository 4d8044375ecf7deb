import type { PersonRole } from '../db/console-tables.ts';
import { letter, type MailContent } from '../ops/letter.ts';

interface SignInLink {
	accountName: string;
	url: string;
}

export function signInMail( links: readonly SignInLink[] ): MailContent {
	return letter( {
		subject: 'Sign in to Ivorey',
		paragraphs: [
			'Here is your link to sign in. It works once, within 15 minutes.',
		],
		links: links.map( ( { accountName, url } ) => ( {
			label: `Sign in to ${ accountName }`,
			url,
		} ) ),
		closing: 'If you did not ask for it, ignore this e-mail.',
	} );
}

/** R40 */
export function invitationMail( {
	accountName,
	invitedBy,
	role,
	url,
	expiresAt,
}: {
	accountName: string;
	invitedBy: string;
	role: PersonRole;
	url: string;
	expiresAt: Date;
} ): MailContent {
	return letter( {
		subject: `Join ${ accountName } on Ivorey`,
		paragraphs: [
			`${ invitedBy } invites you to the account ${ accountName }, as ${ role === 'owner' ? 'an owner' : 'a member' }.`,
			role === 'owner'
				? 'An owner sees everything and may change everything: stores, people and settings, too.'
				: 'A member sees everything, edits products, and works on automations.',
			`The link works once, until ${ inWords( expiresAt ) }.`,
		],
		links: [ { label: 'See the invitation', url } ],
		closing: 'If you do not know who this is, ignore this e-mail.',
	} );
}

interface NoticeMail {
	storeUrl: string;
	accountName: string;
	/** The store's page in Ivorey. */
	pageUrl: string;
	occurredAt: Date;
}

/** R28 */
export function pausedMail( notice: NoticeMail, reason: string ): MailContent {
	const host = new URL( notice.storeUrl ).host;
	return letter( {
		subject: `Ivorey paused the sync with ${ host }`,
		paragraphs: [
			`On ${ inWords( notice.occurredAt ) } Ivorey paused the sync of ${ notice.storeUrl } with your account ${ notice.accountName }.`,
			`Why: ${ reason }`,
			'Nothing is lost: the store keeps what changes, and sends it once it is connected again.',
		],
		links: [
			{ label: 'See and reconnect the store', url: notice.pageUrl },
		],
	} );
}

/** R28 */
export function recoveredMail( notice: NoticeMail ): MailContent {
	const host = new URL( notice.storeUrl ).host;
	return letter( {
		subject: `The sync with ${ host } is running again`,
		paragraphs: [
			`Since ${ inWords( notice.occurredAt ) } the sync of ${ notice.storeUrl } with your account ${ notice.accountName } is running again. There is nothing you have to do.`,
			'What changed in the meantime is being sent.',
		],
		links: [ { label: 'See the store', url: notice.pageUrl } ],
	} );
}

/** R45 */
export function endpointOffMail( {
	url,
	accountName,
	pageUrl,
	occurredAt,
	isGone,
}: {
	url: string;
	accountName: string;
	/** The endpoint's page in Ivorey. */
	pageUrl: string;
	occurredAt: Date;
	/** It asked for nothing more, in place of failing. */
	isGone: boolean;
} ): MailContent {
	const { host } = new URL( url );
	return letter( {
		subject: `Ivorey switched off the webhook to ${ host }`,
		paragraphs: [
			`On ${ inWords( occurredAt ) } Ivorey stopped sending webhooks of your account ${ accountName } to ${ url }.`,
			isGone
				? 'Why: it answered with the status 410, which says that nothing more is wanted there.'
				: 'Why: every attempt has failed for five days.',
			'What happens while it is off is not sent to it. Once it answers again, switch it on in Ivorey, and send again what it missed before.',
		],
		links: [ { label: 'See the webhook', url: pageUrl } ],
	} );
}

function inWords( at: Date ): string {
	return `${ at.toLocaleString( 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } ) } UTC`;
}
