import { html } from 'hono/html';
import type { Html } from './html.ts';

/** Stands where something is still being looked for. */
export function skeleton( label: string, lines = 3 ): Html {
	return html`<div class="skeleton" role="status">
		<span class="hidden">${ label }</span>
		${ Array.from( { length: lines }, () => html`<span aria-hidden="true"></span>` ) }
	</div>`;
}
