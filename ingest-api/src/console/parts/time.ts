import { html } from 'hono/html';
import type { Html } from './html.ts';

/**
 * A moment, in UTC; the browser's script makes it local time, or, with `relative`, "2 minutes ago". A sentence reads
 * well with either.
 */
export function time(
	at: Date | string,
	{ relative = false }: { relative?: boolean } = {}
): Html {
	const date = new Date( at );
	const words = date.toLocaleString( 'en-GB', {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: 'UTC',
	} );
	return html`<time
		datetime="${ date.toISOString() }"
		${ relative ? html`data-relative` : '' }
		>${ words } UTC</time
	>`;
}
