import { html } from 'hono/html';
import type { Html } from './html.ts';
import { icon } from './icon.ts';

/** Where a page stands; each step leads up to a page above it. */
export function breadcrumb(
	...steps: readonly ( readonly [ label: string, path: string ] )[]
): Html {
	return html`<nav class="breadcrumb" aria-label="Breadcrumb">
		<ol>
			${ steps.map( ( [ label, path ] ) => html`<li><a href="${ path }">${ label }</a></li>` ) }
		</ol>
	</nav>`;
}

/** To the page before. */
export function back( label: string, path: string ): Html {
	return html`<a class="back" href="${ path }"
		>${ icon( 'chevron-left' ) }${ label }</a
	>`;
}
