import { html } from 'hono/html';
import { isOwner, type Viewer } from '../viewer.ts';
import type { Content, Html } from './html.ts';

/** R40: what only an owner may use; a member does not see it. */
export function forOwners(
	viewer: Viewer,
	content: () => Content,
	instead: Content = ''
): Content {
	return isOwner( viewer ) ? content() : instead;
}

/** In place of what a member may see and not change. */
export function ownersNote( text: string ): Html {
	return html`<p class="hint">${ text }</p>`;
}
