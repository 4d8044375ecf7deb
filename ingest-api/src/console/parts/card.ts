import { html } from 'hono/html';
import { attributes, type Content, type Html } from './html.ts';

/** A white box with a heading; `flush` lets a table reach its edges. */
export function card( options: {
	title?: string;
	/** The heading's ID, for links and labels. */
	id?: string;
	actions?: Content;
	body: Content | readonly Content[];
	footer?: Content;
	flush?: boolean;
} ): Html {
	const { title, id, actions, body, footer, flush = false } = options;
	return html`<section class="card${ flush ? ' flush' : '' }">
		${
			title === undefined
				? ''
				: html`<header class="card-head">
						<h2${ attributes( { id } ) }>${ title }</h2>
						${ actions ?? '' }
					</header>`
		}
		<div class="card-body">${ body }</div>
		${ footer === undefined ? '' : html`<footer class="card-foot">${ footer }</footer>` }
	</section>`;
}

/** Cards side by side, as many as fit. */
export function cards( ...content: readonly Content[] ): Html {
	return html`<div class="cards">${ content }</div>`;
}

/** A card that shows one figure. */
export function stat( options: {
	label: string;
	figure: Content;
	note?: Content;
} ): Html {
	const { label, figure, note } = options;
	return html`<div class="card stat">
		<span class="stat-label">${ label }</span>
		<strong class="stat-figure">${ figure }</strong>
		${ note === undefined ? '' : html`<small>${ note }</small>` }
	</div>`;
}
