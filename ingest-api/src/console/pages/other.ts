import { html } from 'hono/html';
import { actions, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import type { Html } from '../parts/html.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export function errorPage(
	viewer: Viewer | null,
	title: string,
	text: string
): Html {
	const content = [
		html`<p>${ text }</p>`,
		actions(
			linkButton(
				viewer === null
					? texts().shell.goToStart
					: texts().shell.goToOverview,
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
		texts().shell.pageNotFound,
		texts().shell.pageNotFoundText
	);
}

/** R40: says that a member may not do this, and names the owners. */
export function ownersOnlyPage(
	viewer: Viewer,
	owners: readonly string[]
): Html {
	return page( {
		title: texts().shell.ownersOnly,
		viewer,
		width: 'form',
		body: card( {
			body: [
				html`<p>
					${ texts().shell.ownersOnlyText( { account: viewer.accountName } ) }
				</p>`,
				html`<p>${ texts().shell.askAnOwner }</p>
					<ul class="bullets">
						${ owners.map( ( email ) => html`<li><a href="mailto:${ email }">${ email }</a></li>` ) }
					</ul>`,
				actions( linkButton( texts().shell.goToOverview, '/' ) ),
			],
		} ),
	} );
}
