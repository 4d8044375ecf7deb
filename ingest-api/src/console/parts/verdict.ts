import { html } from 'hono/html';
import type { Content, Html } from './html.ts';
import { icon, type IconName } from './icon.ts';
import type { Tone } from './pill.ts';

const ICONS: Record< Tone, IconName > = {
	good: 'circle-check',
	warn: 'triangle-alert',
	bad: 'circle-alert',
	none: 'info',
};

/** One line that says how things are, what to do about it, and the buttons that do it. */
export function verdict( options: {
	tone: Tone;
	title: Content;
	text?: Content | readonly Content[];
	actions?: Content | readonly Content[];
} ): Html {
	const { tone, title, text, actions } = options;
	return html`<section class="verdict ${ tone }">
		${ icon( ICONS[ tone ] ) }
		<div class="verdict-text">
			<p class="verdict-title" role="status">${ title }</p>
			${ text === undefined ? '' : html`<div class="verdict-more">${ text }</div>` }
		</div>
		${ actions === undefined ? '' : html`<div class="verdict-actions">${ actions }</div>` }
	</section>`;
}

/** What became of a form, and how well that is. */
export interface Told {
	tone: Tone;
	text: string;
}

/** On the page that a form leads to. */
export function toldNotice( told: Told | null ): Html | '' {
	return told === null ? '' : notice( told.tone, told.text );
}

/** What just happened, or what is wrong with what was sent; `alert` interrupts a screen reader. */
export function notice(
	tone: Tone,
	content: Content,
	{ alert = false }: { alert?: boolean } = {}
): Html {
	return html`<div
		class="notice ${ tone }"
		role="${ alert ? 'alert' : 'status' }"
	>
		${ icon( ICONS[ tone ] ) }
		<div>${ content }</div>
	</div>`;
}
