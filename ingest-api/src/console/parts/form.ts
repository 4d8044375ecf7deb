import { html } from 'hono/html';
import type { Viewer } from '../viewer.ts';
import { attributes, type Content, type Html } from './html.ts';

/** Every form that posts needs this field. */
export function csrfField( { csrf }: Viewer ): Html {
	return html`<input type="hidden" name="_csrf" value="${ csrf }" />`;
}

/** A form that posts, with its token. */
export function postForm(
	viewer: Viewer,
	action: string,
	body: Content | readonly Content[],
	options: {
		id?: string;
		/** The button's text while the response is pending. */
		busy?: string;
		/** Live updates leave the form alone once somebody has edited it. */
		keepEdits?: boolean;
	} = {}
): Html {
	const { id, busy, keepEdits } = options;
	return html`<form
		method="post"
		action="${ action }"
		${ attributes( {
			id,
			'data-busy': busy,
			'data-keep-edits': keepEdits,
		} ) }
	>
		${ csrfField( viewer ) }${ body }
	</form>`;
}
