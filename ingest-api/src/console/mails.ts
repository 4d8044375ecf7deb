import type { PersonRole } from '../db/console-tables.ts';
import { letter, type MailContent } from '../ops/letter.ts';
import { longMomentText } from '../texts/formats.ts';
import { texts } from '../texts/texts.ts';

interface SignInLink {
	accountName: string;
	url: string;
}

export function signInMail( links: readonly SignInLink[] ): MailContent {
	return letter( {
		subject: texts().mails.signInSubject,
		paragraphs: [ texts().mails.signInText ],
		links: links.map( ( { accountName, url } ) => ( {
			label: texts().signIn.signInTo( { account: accountName } ),
			url,
		} ) ),
		closing: texts().mails.signInClosing,
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
		subject: texts().mails.invitationSubject( { account: accountName } ),
		paragraphs: [
			texts().mails.invitationText[ role ]( {
				invitedBy,
				account: accountName,
			} ),
			texts().mails.invitationRole[ role ],
			texts().mails.invitationUntil( {
				until: longMomentText( expiresAt ),
			} ),
		],
		links: [ { label: texts().mails.seeInvitation, url } ],
		closing: texts().mails.invitationClosing,
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
		subject: texts().mails.pausedSubject( { host } ),
		paragraphs: [
			texts().mails.pausedText( {
				at: longMomentText( notice.occurredAt ),
				store: notice.storeUrl,
				account: notice.accountName,
			} ),
			texts().mails.why( { reason } ),
			texts().mails.pausedNothingLost,
		],
		links: [ { label: texts().mails.seePausedStore, url: notice.pageUrl } ],
	} );
}

/** R28 */
export function recoveredMail( notice: NoticeMail ): MailContent {
	const host = new URL( notice.storeUrl ).host;
	return letter( {
		subject: texts().mails.recoveredSubject( { host } ),
		paragraphs: [
			texts().mails.recoveredText( {
				at: longMomentText( notice.occurredAt ),
				store: notice.storeUrl,
				account: notice.accountName,
			} ),
			texts().mails.recoveredChanges,
		],
		links: [ { label: texts().mails.seeStore, url: notice.pageUrl } ],
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
	/** The receiver asked for no more deliveries, rather than failing. */
	isGone: boolean;
} ): MailContent {
	const { host } = new URL( url );
	return letter( {
		subject: texts().mails.endpointOffSubject( { host } ),
		paragraphs: [
			texts().mails.endpointOffText( {
				at: longMomentText( occurredAt ),
				account: accountName,
				url,
			} ),
			isGone ? texts().mails.endpointGone : texts().mails.endpointFailing,
			texts().mails.endpointOffNext,
		],
		links: [ { label: texts().mails.seeWebhook, url: pageUrl } ],
	} );
}
