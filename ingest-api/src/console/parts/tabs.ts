import { html } from 'hono/html';
import { numberText } from './numbers.ts';
import type { Html } from './html.ts';

export interface Tab {
	label: string;
	path: string;
	isCurrent: boolean;
	/** How many there are behind it. */
	number?: number;
	/** Above it, only this is said, and that there are more. */
	mostCounted?: number;
}

/** Pages, or views of a list, beside each other; each has an address of its own. */
export function tabs( label: string, entries: readonly Tab[] ): Html {
	return html`<nav class="tabs" aria-label="${ label }">
		${ entries.map(
			( tab ) =>
				html`<a
					href="${ tab.path }"
					${ tab.isCurrent ? html`aria-current="page"` : '' }
					>${ tab.label }${ tab.number === undefined ? '' : html` <span class="number">${ numberOf( tab.number, tab.mostCounted ) }</span>` }</a
				>`
		) }
	</nav>`;
}

function numberOf( number: number, most = Infinity ): string {
	return number > most ? `${ numberText( most ) }+` : numberText( number );
}
