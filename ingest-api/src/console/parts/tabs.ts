import { html } from 'hono/html';
import { numberText } from './numbers.ts';
import type { Html } from './html.ts';

export interface Tab {
	label: string;
	path: string;
	isCurrent: boolean;
	/** How many there are behind it. */
	number?: number;
}

/** Pages, or views of a list, beside each other; each has an address of its own. */
export function tabs( label: string, entries: readonly Tab[] ): Html {
	return html`<nav class="tabs" aria-label="${ label }">
		${ entries.map(
			( tab ) =>
				html`<a
					href="${ tab.path }"
					${ tab.isCurrent ? html`aria-current="page"` : '' }
					>${ tab.label }${ tab.number === undefined ? '' : html` <span class="number">${ numberText( tab.number ) }</span>` }</a
				>`
		) }
	</nav>`;
}
