import { html } from 'hono/html';
import type { Content, Html } from './html.ts';

/** Names and their values in two columns; on narrow screens, one below the other. */
export function definitions(
	entries: readonly ( readonly [ term: string, content: Content ] )[]
): Html {
	return html`<dl class="definitions">
		${ entries.map(
			( [ term, content ] ) =>
				html`<div>
					<dt>${ term }</dt>
					<dd>${ content }</dd>
				</div>`
		) }
	</dl>`;
}
