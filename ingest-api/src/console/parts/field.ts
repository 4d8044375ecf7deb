import { html } from 'hono/html';
import {
	attributes,
	type Attributes,
	type Content,
	type Html,
} from './html.ts';

export interface FieldOptions {
	name: string;
	label: Content;
	hint?: Content;
	/** Why the input is wrong, and how to correct it. */
	error?: Content | undefined;
	/** Defaults to the name. */
	id?: string;
	/** Attributes of the control: `required`, `maxlength`, `autofocus`, … */
	attributes?: Attributes;
}

/** Label, control, hint and error, wired together. */
function field(
	options: FieldOptions,
	control: ( attributes: Html[] ) => Html
): Html {
	const { name, label, hint, error, id = name } = options;
	const describedBy = [
		...( error === undefined ? [] : [ `${ id }-error` ] ),
		...( hint === undefined ? [] : [ `${ id }-hint` ] ),
	].join( ' ' );
	return html`<div class="field">
		<label for="${ id }">${ label }</label>
		${ control(
			attributes( {
				id,
				name,
				'aria-describedby': describedBy || undefined,
				'aria-invalid': error === undefined ? undefined : 'true',
				...options.attributes,
			} )
		) }
		${ hint === undefined ? '' : html`<small class="hint" id="${ id }-hint">${ hint }</small>` }
		${ error === undefined ? '' : html`<div class="error" id="${ id }-error" role="alert">${ error }</div>` }
	</div>`;
}

/** One line of text; `type` is the input's. */
export function textField(
	options: FieldOptions & { value?: string; type?: string }
): Html {
	const { value = '', type = 'text' } = options;
	return field(
		options,
		( more ) =>
			html`<input type="${ type }" value="${ value }" ${ more } />`
	);
}

/** Several lines of text. */
export function textArea(
	options: FieldOptions & { value?: string; rows?: number }
): Html {
	const { value = '', rows = 6 } = options;
	// Browsers drop the first line break.
	const content = `\n${ value }`;
	return field(
		options,
		( more ) =>
			html`<textarea rows="${ rows }" ${ more }>${ content }</textarea>`
	);
}

export interface Choice {
	value: string;
	label: string;
}

/** A choice of one value. */
export function selectField(
	options: FieldOptions & {
		choices: readonly Choice[];
		value: string;
	}
): Html {
	return field(
		options,
		( more ) =>
			html`<select ${ more }>
				${ options.choices.map( ( { value, label } ) => html`<option value="${ value }" ${ value === options.value ? html` selected` : '' }>${ label }</option>` ) }
			</select>`
	);
}

/** A checkbox or a switch, with its label beside it. */
export function checkboxField(
	options: Omit< FieldOptions, 'error' > & {
		checked: boolean;
		value?: string;
		isSwitch?: boolean;
	}
): Html {
	const {
		name,
		label,
		hint,
		id = name,
		checked,
		value,
		isSwitch = false,
	} = options;
	return html`<div class="check">
		<input
			type="checkbox"
			${ attributes( {
				id,
				name,
				value,
				checked,
				role: isSwitch ? 'switch' : undefined,
				'aria-describedby':
					hint === undefined ? undefined : `${ id }-hint`,
				...options.attributes,
			} ) }
		/>
		<label for="${ id }">${ label }</label>
		${ hint === undefined ? '' : html`<small class="hint" id="${ id }-hint">${ hint }</small>` }
	</div>`;
}
