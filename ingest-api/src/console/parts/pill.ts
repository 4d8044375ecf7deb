import { html } from 'hono/html';
import type { Html } from './html.ts';

/** The meaning of a state's colour. Text must always say the same. */
export type Tone = 'good' | 'warn' | 'bad' | 'none';

/** A state in a word or two, with its colour. */
export function pill( label: string, tone: Tone = 'none' ): Html {
	return html`<span class="pill ${ tone }">${ label }</span>`;
}

/** A kind or a label without a state. */
export function tag( label: string ): Html {
	return html`<span class="tag">${ label }</span>`;
}
