import { html } from 'hono/html';
import { BRAND } from './brand.ts';
import { currentLanguage } from '../texts/texts.ts';
import type { Mail } from './mailer.ts';

type Html = ReturnType< typeof html >;

export type MailContent = Omit< Mail, 'to' | 'id' >;

interface Letter {
	subject: string;
	paragraphs: string[];
	/** Buttons with their destinations. */
	links: { label: string; url: string }[];
	closing?: string;
}

/** An e-mail from Ivorey itself, to the people of an account. */
export function letter( {
	subject,
	paragraphs,
	links,
	closing,
}: Letter ): MailContent {
	const text = [
		...paragraphs,
		...links.map( ( { label, url } ) => `${ label }:\n${ url }` ),
		...( closing === undefined ? [] : [ closing ] ),
		BRAND.name,
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

/** Inline styles, since mail programs ignore style sheets. */
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

/** Looks like the console's pages: the mark, and a white card on off-white. */
function layout( subject: string, content: Html ): Html {
	return html`<!doctype html>
		<html lang="${ currentLanguage() }">
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
