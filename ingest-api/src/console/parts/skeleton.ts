import { html } from 'hono/html';
import type { Html } from './html.ts';

/** A placeholder while content is loading. */
export function skeleton( label: string, lines = 3 ): Html {
	return html`<div class="skeleton" role="status">
		<span class="hidden">${ label }</span>
		${ Array.from( { length: lines }, () => html`<span aria-hidden="true"></span>` ) }
	</div>`;
}
