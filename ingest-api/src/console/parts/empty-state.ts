import { html } from 'hono/html';
import type { Content, Html } from './html.ts';
import { icon, type IconName } from './icon.ts';

/** Says why there is nothing yet, and how to continue. */
export function emptyState( options: {
	title: string;
	text?: Content;
	icon?: IconName;
	action?: Content;
} ): Html {
	const { title, text, action } = options;
	return html`<div class="empty">
		${ icon( options.icon ?? 'inbox' ) }
		<p class="empty-title">${ title }</p>
		${ text === undefined ? '' : html`<p>${ text }</p>` } ${ action ?? '' }
	</div>`;
}
