import { html } from 'hono/html';
import type { WrittenMail } from '../../ops/mailer.ts';
import { page, time, type Html, type Viewer } from './layout.ts';

export function errorPage(
	viewer: Viewer | null,
	title: string,
	text: string
): Html {
	return page( {
		title,
		viewer,
		body: html`<article class="narrow">
			<h1>${ title }</h1>
			<p>${ text }</p>
			<p><a href="/">Go to the start</a></p>
		</article>`,
	} );
}

export function noSuchPage(): Html {
	return errorPage( null, 'Not here', 'There is no such page.' );
}

/** For development: what would have been e-mailed. */
export function mailPage( mails: readonly WrittenMail[] ): Html {
	return page( {
		title: 'E-mails',
		viewer: null,
		refreshSeconds: 5,
		body: html`<h1>E-mails</h1>
			<p>
				No mail server is configured (SMTP_URL), so what would be sent
				is shown here, to this machine only.
			</p>
			${ mails.length === 0 ? html`<article class="empty"><p>None yet.</p></article>` : '' }
			${ mails.map(
				( mail ) =>
					html`<article class="mail">
						<h2>${ mail.subject }</h2>
						<p>
							<small
								>To ${ mail.to.join( ', ' ) },
								${ time( mail.written_at ) }</small
							>
						</p>
						<div class="text">${ linked( mail.text ) }</div>
					</article>`
			) }`,
	} );
}

function linked( text: string ): Html[] {
	return text
		.split( '\n' )
		.map( ( line ) =>
			/^https?:\/\/\S+$/.test( line )
				? html`<a href="${ line }">${ line }</a><br />`
				: html`${ line }<br />`
		);
}
