import { html } from 'hono/html';
import { momentText } from '../../texts/formats.ts';
import type { Html } from './html.ts';

/**
 * A moment in the viewer's format. With `relative`, the browser's script replaces it with "2 minutes ago". The script
 * also converts it to the browser's time zone if nobody chose one. Sentences must read well with either.
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
