import { html } from 'hono/html';
import type { Html } from './html.ts';
import { icon } from './icon.ts';

/** A link to the page above. */
export function back( label: string, path: string ): Html {
	return html`<a class="back" href="${ path }"
		>${ icon( 'chevron-left' ) }${ label }</a
	>`;
}
