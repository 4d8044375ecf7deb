import { html } from 'hono/html';
import type { Content, Html } from './html.ts';
import { icon } from './icon.ts';

/** A small picture beside the name of the thing; an empty box if there is none. */
export function thumbnail( url: string | null ): Html {
	return url === null
		? html`<span class="picture">${ icon( 'package' ) }</span>`
		: html`<img
				class="picture"
				src="${ url }"
				alt=""
				loading="lazy"
				width="40"
				height="40"
			/>`;
}

/** A name beside its picture, on one line. */
export function pictured( url: string | null, name: Content ): Html {
	return html`<span class="line middle"
		>${ thumbnail( url ) }<span>${ name }</span></span
	>`;
}
