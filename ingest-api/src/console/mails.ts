import { html } from 'hono/html';
import type { Mail } from '../ops/mailer.ts';
import { BRAND } from './brand.ts';
import type { Html } from './parts/html.ts';

export type MailContent = Omit< Mail, 'to' | 'id' >;

interface Letter {
	subject: string;
	paragraphs: string[];
	/** What to press, and where it leads. */
	links: { label: string; url: string }[];
	closing?: string;
}

export interface SignInLink {
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

export interface NoticeMail {
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

function letter( {
	subject,
	paragraphs,
	links,
	closing,
}: Letter ): MailContent {
	const text = [
		...paragraphs,
		...links.map( ( { label, url } ) => `${ label }:\n${ url }` ),
		...( closing === undefined ? [] : [ closing ] ),
		'Ivorey',
	].join( '\n\n' );
	const body = layout(
		subject,
		html`${ paragraphs.map( ( paragraph ) => html`<p style="${ STYLES.paragraph }">${ paragraph }</p>` ) }
		${ links.map( linkOf ) }
		${ closing === undefined ? '' : html`<p style="${ STYLES.paragraph }">${ closing }</p>` }`
	);
	return { subject, text, html: String( body ) };
}

const FONT =
	'font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif';

/** Mail programs know no style sheets. */
const STYLES = {
	body: `margin:0;padding:0;background:${ BRAND.background };color:${ BRAND.text };${ FONT }`,
	brand: `font-size:16px;font-weight:700;color:${ BRAND.text };padding-left:8px;${ FONT }`,
	card: `background:${ BRAND.surface };border:1px solid ${ BRAND.line };border-radius:8px;padding:24px;font-size:15px;line-height:1.5;color:${ BRAND.text };${ FONT }`,
	title: 'font-size:19px;line-height:1.3;margin:0 0 16px;overflow-wrap:anywhere',
	paragraph: 'margin:0 0 16px;overflow-wrap:anywhere',
	button: `display:inline-block;padding:9px 16px;background:${ BRAND.accent };color:${ BRAND.onAccent };border-radius:6px;font-weight:600;text-decoration:none`,
	address: `margin:0 0 16px;font-size:13px;color:${ BRAND.muted };word-break:break-all`,
	foot: `padding:16px 24px;font-size:13px;color:${ BRAND.muted };${ FONT }`,
};

/** As the console's pages look: the mark, and a white card on off-white. */
function layout( subject: string, content: Html ): Html {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<meta name="color-scheme" content="light" />
				<title>${ subject }</title>
			</head>
			<body style="${ STYLES.body }">
				<table
					role="presentation"
					width="100%"
					cellpadding="0"
					cellspacing="0"
				>
					<tr>
						<td align="center" style="padding:32px 16px">
							<table
								role="presentation"
								width="100%"
								cellpadding="0"
								cellspacing="0"
								style="max-width:560px;text-align:left"
							>
								<tr>
									<td style="padding:0 0 16px">
										<table
											role="presentation"
											cellpadding="0"
											cellspacing="0"
										>
											<tr>
												<td
													width="24"
													height="24"
													bgcolor="${ BRAND.accent }"
													style="background:${ BRAND.accent };border-radius:6px"
												></td>
												<td style="${ STYLES.brand }">
													${ BRAND.name }
												</td>
											</tr>
										</table>
									</td>
								</tr>
								<tr>
									<td style="${ STYLES.card }">
										<h1 style="${ STYLES.title }">
											${ subject }
										</h1>
										${ content }
									</td>
								</tr>
								<tr>
									<td style="${ STYLES.foot }">
										${ BRAND.name }
									</td>
								</tr>
							</table>
						</td>
					</tr>
				</table>
			</body>
		</html>`;
}

function linkOf( { label, url }: Letter[ 'links' ][ number ] ): Html {
	return html`<p style="margin:0 0 8px">
			<a href="${ url }" style="${ STYLES.button }">${ label }</a>
		</p>
		<p style="${ STYLES.address }">${ url }</p>`;
}

function inWords( at: Date ): string {
	return `${ at.toLocaleString( 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } ) } UTC`;
}
