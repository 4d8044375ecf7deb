import { html } from 'hono/html';
import { EMAIL_VARIABLES_HELP } from '../../automations/email/variables.ts';
import type { AutomationChoices } from '../automation-choices.ts';
import { one, type FormErrors, type FormValues } from '../automation-form.ts';
import { DELAY_UNITS } from '../automation-words.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import {
	checkboxField,
	selectField,
	textArea,
	textField,
	type Choice,
	type FieldOptions,
} from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import { attributes, type Content, type Html } from '../parts/html.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

interface EditorOptions {
	/** Null: a new one. */
	automationId: string | null;
	path: string;
	back: { label: string; path: string };
	values: FormValues;
	errors: FormErrors;
	choices: AutomationChoices;
	endpoints: readonly Choice[];
	/** How many runs wait, whose owner decides whether they take the new version. */
	waiting: number;
	/** Each variable's value for the last order; null where there is none. */
	example: ReadonlyMap< string, string > | null;
}

/** Works without JavaScript; with it, the preview follows what is typed. */
export function automationEditorPage(
	viewer: Viewer,
	options: EditorOptions
): Html {
	const { automationId, path, values, errors } = options;
	const title =
		automationId === null ? 'New automation' : one( values, 'name' );
	const form = 'automation';
	return page( {
		title,
		windowTitle: automationId === null ? title : `Edit “${ title }”`,
		viewer,
		section: 'automations',
		back: options.back,
		body: html`${
			Object.keys( errors ).length === 0
				? ''
				: notice(
						'bad',
						'It is not saved yet: put right what is marked below.',
						{ alert: true }
					)
		}
		${ postForm(
			viewer,
			path,
			html`<div class="editor">
				<div class="stack">
					${ card( { title: 'When', body: whenFields( options ) } ) }
					${ card( { title: 'What is sent', body: actionFields( options ) } ) }
					${ card( { title: 'Only if', body: conditionFields( options ) } ) }
					${ card( { title: 'Safety', body: safetyFields( options ) } ) }
					${ card( {
						body: html`${ options.waiting === 0 ? '' : waitingFields( options ) }
						${ actions(
							linkButton( 'Cancel', options.back.path ),
							button( 'Save', { kind: 'primary' } )
						) }`,
					} ) }
				</div>
				<div class="beside stack">
					${ card( {
						title: 'Preview',
						actions: html`<button
							class="button small"
							formaction="${ PATHS.previewEmail }"
							formtarget="preview"
							formnovalidate
							data-preview
						>
							Update
						</button>`,
						body: html`<iframe
							class="email-preview"
							name="preview"
							title="Preview of the e-mail, with your last order"
							sandbox="allow-popups"
						></iframe>`,
					} ) }
					${ card( { title: 'Variables', body: variables( options.example ) } ) }
				</div>
			</div>`,
			{ id: form, keepEdits: true }
		) }`,
	} );
}

function text(
	{ values, errors }: EditorOptions,
	name: string,
	label: string,
	more: Partial< FieldOptions > & { type?: string } = {}
): Html {
	return textField( {
		...more,
		name,
		label,
		value: one( values, name ),
		error: errors[ name ],
	} );
}

function whenFields( options: EditorOptions ): Content[] {
	const { values, errors, choices } = options;
	const isAll =
		one( values, 'stores_all' ) === '1' || choices.stores.length === 0;
	return [
		text( options, 'name', 'Name', {
			attributes: { required: true, maxlength: 100 },
		} ),
		selectField( {
			name: 'trigger',
			label: 'When',
			error: errors.trigger,
			value: one( values, 'trigger' ),
			choices: [
				{ value: 'order_submitted', label: 'An order is placed' },
				{ value: 'payment_received', label: 'A payment is received' },
			],
		} ),
		html`<div class="field-row">
			${ text( options, 'delay', 'After', {
				type: 'number',
				attributes: { min: 0, required: true },
			} ) }
			${ selectField( {
				name: 'delay_unit',
				label: 'Unit',
				value: one( values, 'delay_unit' ),
				choices: Object.keys( DELAY_UNITS )
					.reverse()
					.map( ( unit ) => ( {
						value: unit,
						label: `${ unit }s`,
					} ) ),
			} ) }
		</div>`,
		html`<fieldset>
			<legend>Stores</legend>
			${ checkboxField( {
				name: 'stores_all',
				label: 'All stores, those that come later too',
				value: '1',
				checked: isAll,
			} ) }
			${ choices.stores.map( ( { value, label }, index ) =>
				checkboxField( {
					id: `store-${ index }`,
					name: 'stores',
					label,
					value,
					checked: ( values.get( 'stores' ) ?? [] ).includes( value ),
				} )
			) }
			${ errors.stores === undefined ? '' : html`<div class="error" role="alert">${ errors.stores }</div>` }
		</fieldset>`,
	];
}

function actionFields( options: EditorOptions ): Content[] {
	const { values, errors, endpoints } = options;
	return [
		selectField( {
			name: 'action',
			label: 'What is sent',
			value: one( values, 'action' ) || 'email',
			choices: [
				{ value: 'email', label: 'An e-mail to the buyer' },
				...( endpoints.length === 0
					? []
					: [ { value: 'webhook', label: 'A webhook' } ] ),
			],
		} ),
		...( endpoints.length === 0
			? []
			: [
					selectField( {
						name: 'endpoint_id',
						label: 'Webhook endpoint',
						hint: 'For a webhook.',
						error: errors.endpoint_id,
						value: one( values, 'endpoint_id' ),
						choices: [ { value: '', label: '–' }, ...endpoints ],
					} ),
				] ),
		selectField( {
			name: 'purpose',
			label: 'Purpose of the e-mail',
			hint: 'Marketing has a link to unsubscribe, and goes only to buyers who agreed to it in the store. Only what an order itself needs is transactional.',
			error: errors.purpose,
			value: one( values, 'purpose' ) || 'transactional',
			choices: [
				{ value: 'transactional', label: 'Transactional' },
				{ value: 'marketing', label: 'Marketing' },
			],
		} ),
		text( options, 'subject', 'Subject', {
			attributes: { maxlength: 500 },
		} ),
		text( options, 'preheader', 'Preview text', {
			hint: 'Inboxes show it beside the subject.',
			attributes: { maxlength: 500 },
		} ),
		textArea( {
			name: 'body',
			label: 'Text',
			hint: 'HTML with variables in Liquid, as {{ order.number }}; the list beside names them all.',
			rows: 18,
			value: one( values, 'body' ),
			error: errors.body,
			attributes: { spellcheck: 'false' },
		} ),
	];
}

function conditionFields( options: EditorOptions ): Content[] {
	const { values, choices, errors } = options;
	return [
		checkboxField( {
			name: 'unpaid',
			label: 'The order is not paid',
			value: '1',
			checked: one( values, 'unpaid' ) === '1',
		} ),
		text( options, 'statuses', 'Order status', {
			hint: 'WooCommerce’s names with commas between, as pending, on-hold. Empty: any but cancelled, failed and refunded.',
		} ),
		html`<div class="field-row">
			${ text( options, 'min_total', 'Total at least', { attributes: { inputmode: 'decimal' } } ) }
			${ text( options, 'max_total', 'Total at most', { attributes: { inputmode: 'decimal' } } ) }
			${ text( options, 'currencies', 'Currency', { hint: 'As EUR, USD.' } ) }
		</div>`,
		selectField( {
			name: 'buyer',
			label: 'Buyer',
			error: errors.buyer,
			value: one( values, 'buyer' ) || 'any',
			choices: [
				{ value: 'any', label: 'Any' },
				{ value: 'new', label: 'New: it is their first order' },
				{ value: 'returning', label: 'Returning' },
			],
		} ),
		text( options, 'payment_methods', 'Payment method', {
			hint: 'WooCommerce’s names with commas between, as bacs, cod.',
		} ),
		severalOf(
			options,
			'products',
			'One of these products',
			choices.products
		),
		severalOf(
			options,
			'collections',
			'Or a product of one of these collections',
			choices.collections
		),
	];
}

function severalOf(
	{ values, errors }: EditorOptions,
	name: string,
	label: string,
	choices: readonly Choice[]
): Html {
	const chosen = values.get( name ) ?? [];
	// What is chosen and not listed (any more) stays chosen.
	const unlisted = chosen
		.filter( ( id ) => ! choices.some( ( { value } ) => value === id ) )
		.map( ( id ) => ( { value: id, label: id } ) );
	const all = [ ...unlisted, ...choices ];
	return all.length === 0
		? html``
		: html`<div class="field">
				<label for="${ name }">${ label }</label>
				<select
					id="${ name }"
					name="${ name }"
					multiple
					size="${ Math.min( 6, all.length ) }"
				>
					${ all.map( ( choice ) => html`<option value="${ choice.value }" ${ attributes( { selected: chosen.includes( choice.value ) } ) }>${ choice.label }</option>` ) }
				</select>
				<small class="hint"
					>None chosen: any. Several with Ctrl or ⌘.</small
				>
				${ errors[ name ] === undefined ? '' : html`<div class="error" role="alert">${ errors[ name ] }</div>` }
			</div>`;
}

function safetyFields( options: EditorOptions ): Content[] {
	return [
		html`<div class="field-row">
			${ text( options, 'hourly_limit', 'At most in an hour', {
				type: 'number',
				hint: 'What is above it is held until you release or drop it.',
				attributes: { min: 1, required: true },
			} ) }
			${ text(
				options,
				'latest_age_hours',
				'At most so many hours late',
				{
					type: 'number',
					hint: 'After that it is skipped, as when a store was paused for days.',
					attributes: { min: 1, required: true },
				}
			) }
		</div>`,
		html`<div class="field-row">
			${ text( options, 'quiet_from', 'Quiet from', {
				type: 'time',
				hint: 'In your account’s time zone; what is due then waits for the end.',
			} ) }
			${ text( options, 'quiet_to', 'Quiet until', { type: 'time' } ) }
		</div>`,
	];
}

function waitingFields( { values, waiting }: EditorOptions ): Html {
	const chosen = one( values, 'waiting' ) || 'keep';
	const choice = ( value: string, label: string ) =>
		html`<div class="check">
			<input
				type="radio"
				id="waiting-${ value }"
				name="waiting"
				value="${ value }"
				${ attributes( { checked: chosen === value } ) }
			/><label for="waiting-${ value }">${ label }</label>
		</div>`;
	return html`<fieldset>
		<legend>
			${ waiting === 1 ? 'One order waits' : `${ waiting } orders wait` }
			for this automation
		</legend>
		${ choice( 'keep', 'Go on with the version they began with' ) }
		${ choice( 'take', 'Take the new version' ) }
	</fieldset>`;
}

function variables( example: EditorOptions[ 'example' ] ): Html {
	return html`<div
		class="variables"
		tabindex="0"
		role="region"
		aria-label="Variables"
	>
		<dl class="definitions">
			${ EMAIL_VARIABLES_HELP.map(
				( { name, description } ) =>
					html`<div>
						<dt><code>${ name }</code></dt>
						<dd>
							${ description }${
								example?.get( name ) === undefined
									? ''
									: html`<br /><small class="muted"
												>${ example.get( name )! }</small
											>`
							}
						</dd>
					</div>`
			) }
		</dl>
	</div>`;
}
