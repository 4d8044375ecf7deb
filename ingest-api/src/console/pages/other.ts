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

/** R40: what a member may not do, and who can. */
export function ownersOnlyPage(
	viewer: Viewer,
	owners: readonly string[]
): Html {
	return page( {
		title: 'Only an owner can do this',
		viewer,
		width: 'form',
		body: card( {
			body: [
				html`<p>
					Nothing was changed. You are a member of
					${ viewer.accountName }: you see everything, edit products,
					and work on automations. Stores, people, account settings,
					webhooks, tokens and erasing a person are up to its owners.
				</p>`,
				html`<p>Ask one of them:</p>
					<ul class="bullets">
						${ owners.map( ( email ) => html`<li><a href="mailto:${ email }">${ email }</a></li>` ) }
					</ul>`,
				actions( linkButton( 'Go to Home', '/' ) ),
			],
		} ),
	} );
}
