import { html } from 'hono/html';
import type { WrittenMail } from '../../ops/mailer.ts';
import { actions, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import { time } from '../parts/time.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export function errorPage(
	viewer: Viewer | null,
	title: string,
	text: string
): Html {
	const content = [
		html`<p>${ text }</p>`,
		actions(
			linkButton(
				viewer === null ? 'Go to the start' : 'Go to Home',
				'/'
			)
		),
	];
	return page( {
		title,
		viewer,
		width: 'form',
		body: viewer === null ? content : card( { body: content } ),
	} );
}

export function noSuchPage( viewer: Viewer | null = null ): Html {
	return errorPage(
		viewer,
		'Page not found',
		'There is no such page. The address may be mistyped, or the page may have moved.'
	);
}

/** For development: what would have been e-mailed. */
export function mailPage( mails: readonly WrittenMail[] ): Html {
	return page( {
		title: 'E-mails',
		viewer: null,
		refreshSeconds: 5,
		body: html`<p>
				No mail server is configured (SMTP_URL), so what would be sent
				is shown here, to this machine only.
			</p>
			${ mails.length === 0 ? emptyState( { title: 'None yet', icon: 'mail' } ) : '' }
			${ mails.map( ( mail ) =>
				card( {
					title: mail.subject,
					body: html`<p>
							<small
								>To ${ mail.to.join( ', ' ) },
								${ time( mail.written_at ) }</small
							>
						</p>
						<div>${ linked( mail.text ) }</div>`,
				} )
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
