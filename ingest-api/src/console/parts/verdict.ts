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

/** One line about the state of things, the remedy, and its buttons. */
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

/** The result of a form, with its tone. */
export interface Told {
	tone: Tone;
	text: string;
}

/** Shown on the page to which a form redirects. */
export function toldNotice( told: Told | null ): Html | '' {
	return told === null ? '' : notice( told.tone, told.text );
}

/** A message about the last action or about wrong input; `alert` interrupts screen readers. */
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
