import { html } from 'hono/html';
import type { WrittenMail } from '../../ops/mailer.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import type { Html } from '../parts/html.ts';
import { time } from '../parts/time.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

/** For development: e-mails that were not sent, as a mail program shows them, with their text beside them. */
export function mailsPage( mails: readonly WrittenMail[] ): Html {
	return page( {
		title: texts().mails.developmentTitle,
		viewer: null,
		width: 'full',
		refreshSeconds: 5,
		intro: texts().mails.developmentIntro,
		body:
			mails.length === 0
				? card( {
						body: emptyState( {
							title: texts().mails.developmentNone,
							icon: 'mail',
						} ),
					} )
				: html`<div class="stack">${ mails.map( mailCard ) }</div>`,
	} );
}

function mailCard( {
	subject,
	to,
	written_at: at,
	html: body,
	text,
}: WrittenMail ): Html {
	return card( {
		title: subject,
		body: html`<p>
				${ texts().mails.developmentTo( { to: to.join( ', ' ), at: time( at ) } ) }
			</p>
			<div class="editor">
				<iframe
					class="email-preview"
					srcdoc="${ withPolicy( body ) }"
					title="${ texts().mails.developmentOne( { subject } ) }"
					sandbox=""
					loading="lazy"
				></iframe>
				<div class="breaks">${ linked( text ) }</div>
			</div>`,
	} );
}

/** Allows no script and nothing external, so that the e-mail's author learns nothing about its reader. */
const POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

function withPolicy( document: string ): string {
	const meta = `<meta http-equiv="content-security-policy" content="${ POLICY }">`;
	return /<head\b[^>]*>/i.test( document )
		? document.replace( /<head\b[^>]*>/i, ( head ) => head + meta )
		: meta + document;
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
