import { html } from 'hono/html';
import { linkButton } from './button.ts';
import type { Content, Html } from './html.ts';
import { texts } from '../../texts/texts.ts';

/** Shown below a list: the summary, and links to the pages before and after; null disables a link. */
export function pagination( options: {
	summary: Content;
	newer: string | null;
	older: string | null;
	labels?: { newer: string; older: string };
} ): Html {
	const {
		summary,
		newer,
		older,
		labels = { newer: texts().common.newer, older: texts().common.older },
	} = options;
	const step = ( label: string, path: string | null ) =>
		path === null
			? html`<span class="button small" aria-disabled="true"
					>${ label }</span
				>`
			: linkButton( label, path, { small: true } );
	return html`<nav class="pagination" aria-label="${ texts().common.pages }">
		<span>${ summary }</span>
		${
			newer === null && older === null
				? ''
				: html`<span class="actions"
						>${ step( labels.newer, newer ) }
						${ step( labels.older, older ) }</span
					>`
		}
	</nav>`;
}
