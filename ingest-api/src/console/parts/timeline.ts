import { html } from 'hono/html';
import type { Content, Html } from './html.ts';
import type { Tone } from './pill.ts';
import { time } from './time.ts';

export interface Moment {
	at: Date | string;
	title: Content;
	text?: Content;
	tone?: Tone;
}

/** Moments, in the given order. */
export function timeline( moments: readonly Moment[] ): Html {
	return html`<ol class="timeline">
		${ moments.map(
			( { at, title, text, tone = 'none' } ) =>
				html`<li class="${ tone }">
					<span class="timeline-title">${ title }</span>
					${ text === undefined || text === '' ? '' : html`<p>${ text }</p>` }
					<small>${ time( at ) }</small>
				</li>`
		) }
	</ol>`;
}
