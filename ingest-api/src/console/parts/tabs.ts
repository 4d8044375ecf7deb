import { html } from 'hono/html';
import { countedText } from '../../texts/numbers.ts';
import type { Html } from './html.ts';

export interface Tab {
	label: string;
	path: string;
	isCurrent: boolean;
	/** How many rows the tab lists, counted by countRows(). */
	number?: number;
}

/** Pages, or views of a list, side by side; each has its own address. */
export function tabs( label: string, entries: readonly Tab[] ): Html {
	return html`<nav class="tabs" aria-label="${ label }">
		${ entries.map(
			( tab ) =>
				html`<a
					href="${ tab.path }"
					${ tab.isCurrent ? html`aria-current="page"` : '' }
					>${ tab.label }${ tab.number === undefined ? '' : html` <span class="number">${ countedText( tab.number ) }</span>` }</a
				>`
		) }
	</nav>`;
}
