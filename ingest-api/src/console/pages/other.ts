import { html } from 'hono/html';
import { actions, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import type { Html } from '../parts/html.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

export function errorPage(
	viewer: Viewer | null,
	title: string,
	text: string
): Html {
	const content = [
		html`<p>${ text }</p>`,
		actions(
			linkButton(
				viewer === null ? 'Go to the start' : 'Go to Home',
				'/'
			)
		),
	];
	return page( {
		title,
		viewer,
		width: 'form',
		body: viewer === null ? content : card( { body: content } ),
	} );
}

export function noSuchPage( viewer: Viewer | null = null ): Html {
	return errorPage(
		viewer,
		'Page not found',
		'There is no such page. The address may be mistyped, or the page may have moved.'
	);
}
