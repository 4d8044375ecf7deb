import { html } from 'hono/html';
import { isOwner, type Viewer } from '../viewer.ts';
import type { Content, Html } from './html.ts';

/** R40: content for owners only; a member gets `instead`. */
export function forOwners(
	viewer: Viewer,
	content: () => Content,
	instead: Content = ''
): Content {
	return isOwner( viewer ) ? content() : instead;
}

/** Shown to a member in place of the controls. */
export function ownersNote( text: string ): Html {
	return html`<p class="hint">${ text }</p>`;
}
