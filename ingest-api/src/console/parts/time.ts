import { html } from 'hono/html';
import { momentText } from '../../texts/formats.ts';
import type { Html } from './html.ts';

/**
 * A moment, as whoever looks reads it; the browser's script says with `relative` "2 minutes ago", and knows the time
 * zone where nobody has chosen one. A sentence reads well with either.
 */
export function time(
	at: Date | string,
	{ relative = false }: { relative?: boolean } = {}
): Html {
	const date = new Date( at );
	return html`<time
		datetime="${ date.toISOString() }"
		${ relative ? html`data-relative` : '' }
		>${ momentText( date ) }</time
	>`;
}
