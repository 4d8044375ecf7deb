import { html } from 'hono/html';
import { attributes, type Content, type Html } from './html.ts';
import { icon, type IconName } from './icon.ts';

interface ButtonStyle {
	/** `primary`: one for each screen; `danger`: cannot be undone; `plain`: no border. */
	kind?: 'primary' | 'danger' | 'plain';
	icon?: IconName;
	/** Lower, for tables and bars. */
	small?: boolean;
}

function classesOf( { kind, small }: ButtonStyle ): string {
	return [ 'button', kind, small === true ? 'small' : undefined ]
		.filter( ( name ) => name !== undefined )
		.join( ' ' );
}

/** A button that submits its form. */
export function button(
	label: Content,
	options: ButtonStyle & {
		name?: string;
		value?: string;
		/** The ID of the button's form if it is outside of it. */
		form?: string;
		id?: string;
		disabled?: boolean;
	} = {}
): Html {
	const { name, value, form, id, disabled } = options;
	return html`<button
		class="${ classesOf( options ) }"
		${ attributes( { id, form, name, value, disabled } ) }
	>
		${ options.icon === undefined ? '' : icon( options.icon ) }${ label }
	</button>`;
}

/** A link that looks like a button. */
export function linkButton(
	label: Content,
	href: string,
	options: ButtonStyle & {
		/** Opens in a new tab. */
		external?: boolean;
		id?: string;
	} = {}
): Html {
	const { external = false, id } = options;
	return html`<a
		class="${ classesOf( options ) }"
		href="${ href }"
		${ attributes( {
			id,
			target: external ? '_blank' : undefined,
			rel: external ? 'noopener noreferrer' : undefined,
		} ) }
		>${ options.icon === undefined ? '' : icon( options.icon ) }${ label }${ external ? icon( 'external-link' ) : '' }</a
	>`;
}

/** Buttons in a row; the last one is the main one. */
export function actions( ...content: readonly Content[] ): Html {
	return html`<div class="actions">${ content }</div>`;
}
