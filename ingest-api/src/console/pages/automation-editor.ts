import { html } from 'hono/html';
import type { AutomationChoices } from '../automation-choices.ts';
import { one, type FormErrors, type FormValues } from '../automation-form.ts';
import { DELAY_UNITS, type DelayUnit } from '../automation-words.ts';
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
import { texts } from '../../texts/texts.ts';

interface EditorOptions {
	/** null for a new automation. */
	automationId: string | null;
	path: string;
	back: { label: string; path: string };
	values: FormValues;
	errors: FormErrors;
	choices: AutomationChoices;
	endpoints: readonly Choice[];
	/** How many runs wait. The owner decides whether they take the new version. */
	waiting: number;
	/** Each variable's value for the last order; null if there is no order. */
	example: ReadonlyMap< string, string > | null;
}

/** Works without JavaScript; with it, the preview follows the form. */
export function automationEditorPage(
	viewer: Viewer,
	options: EditorOptions
): Html {
	const { automationId, path, values, errors } = options;
	const title =
		automationId === null
			? texts().automations.newAutomation
			: one( values, 'name' );
	const form = 'automation';
	return page( {
		title,
		windowTitle:
			automationId === null
				? title
				: texts().automations.editOne( { name: title } ),
		viewer,
		section: 'automations',
		back: options.back,
		body: html`${
			Object.keys( errors ).length === 0
				? ''
				: notice( 'bad', texts().automations.notSaved, { alert: true } )
		}
		${ postForm(
			viewer,
			path,
			html`<div class="editor">
				<div class="stack">
					${ card( { title: texts().automations.when, body: whenFields( options ) } ) }
					${ card( { title: texts().automations.whatIsSent, body: actionFields( options ) } ) }
					${ card( { title: texts().automations.onlyIf, body: conditionFields( options ) } ) }
					${ card( { title: texts().automations.limits, body: safetyFields( options ) } ) }
					${ card( {
						body: html`${ options.waiting === 0 ? '' : waitingFields( options ) }
						${ actions(
							linkButton(
								texts().common.cancel,
								options.back.path
							),
							button( texts().common.save, { kind: 'primary' } )
						) }`,
					} ) }
				</div>
				<div class="beside stack">
					${ card( {
						title: texts().automations.preview,
						actions: html`<button
							class="button small"
							formaction="${ PATHS.previewEmail }"
							formtarget="preview"
							formnovalidate
							data-preview
						>
							${ texts().automations.updatePreview }
						</button>`,
						body: html`<iframe
							class="email-preview"
							name="preview"
							title="${ texts().automations.previewFrame }"
							sandbox="allow-popups"
						></iframe>`,
					} ) }
					${ card( { title: texts().automations.variables, body: variables( options.example ) } ) }
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
		text( options, 'name', texts().common.name, {
			attributes: { required: true, maxlength: 100 },
		} ),
		selectField( {
			name: 'trigger',
			label: texts().automations.when,
			error: errors.trigger,
			value: one( values, 'trigger' ),
			choices: [
				{
					value: 'order_submitted',
					label: texts().automations.orderIsPlaced,
				},
				{
					value: 'payment_received',
					label: texts().automations.paymentIsReceived,
				},
			],
		} ),
		html`<div class="field-row">
			${ text( options, 'delay', texts().automations.after, {
				type: 'number',
				attributes: { min: 0, required: true },
			} ) }
			${ selectField( {
				name: 'delay_unit',
				label: texts().automations.unit,
				value: one( values, 'delay_unit' ),
				choices: ( Object.keys( DELAY_UNITS ) as DelayUnit[] )
					.reverse()
					.map( ( unit ) => ( {
						value: unit,
						label: texts().automations.units[ unit ],
					} ) ),
			} ) }
		</div>`,
		html`<fieldset>
			<legend>${ texts().stores.title }</legend>
			${ checkboxField( {
				name: 'stores_all',
				label: texts().automations.allStores,
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
			label: texts().automations.whatIsSent,
			value: one( values, 'action' ) || 'email',
			choices: [
				{ value: 'email', label: texts().automations.emailToBuyer },
				...( endpoints.length === 0
					? []
					: [
							{
								value: 'webhook',
								label: texts().automations.aWebhook,
							},
						] ),
			],
		} ),
		...( endpoints.length === 0
			? []
			: [
					selectField( {
						name: 'endpoint_id',
						label: texts().automations.webhookEndpoint,
						hint: texts().automations.webhookEndpointHint,
						error: errors.endpoint_id,
						value: one( values, 'endpoint_id' ),
						choices: [ { value: '', label: '–' }, ...endpoints ],
					} ),
				] ),
		selectField( {
			name: 'purpose',
			label: texts().automations.purpose,
			hint: texts().automations.purposeHint,
			error: errors.purpose,
			value: one( values, 'purpose' ) || 'transactional',
			choices: [
				{
					value: 'transactional',
					label: texts().automations.transactional,
				},
				{ value: 'marketing', label: texts().automations.marketing },
			],
		} ),
		text( options, 'subject', texts().automations.subject, {
			attributes: { maxlength: 500 },
		} ),
		text( options, 'preheader', texts().automations.previewText, {
			hint: texts().automations.previewTextHint,
			attributes: { maxlength: 500 },
		} ),
		textArea( {
			name: 'body',
			label: texts().automations.text,
			hint: texts().automations.textHint,
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
			label: texts().automations.isUnpaid,
			value: '1',
			checked: one( values, 'unpaid' ) === '1',
		} ),
		text( options, 'statuses', texts().automations.orderStatus, {
			hint: texts().automations.orderStatusHint,
		} ),
		html`<div class="field-row">
			${ text( options, 'min_total', texts().automations.minTotal, { attributes: { inputmode: 'decimal' } } ) }
			${ text( options, 'max_total', texts().automations.maxTotal, { attributes: { inputmode: 'decimal' } } ) }
			${ text( options, 'currencies', texts().common.currency, { hint: texts().automations.currencyHint } ) }
		</div>`,
		selectField( {
			name: 'buyer',
			label: texts().orders.buyer,
			error: errors.buyer,
			value: one( values, 'buyer' ) || 'any',
			choices: [
				{ value: 'any', label: texts().automations.anyBuyer },
				{ value: 'new', label: texts().automations.newBuyer },
				{
					value: 'returning',
					label: texts().automations.returningBuyer,
				},
			],
		} ),
		text( options, 'payment_methods', texts().orders.paymentMethod, {
			hint: texts().automations.paymentMethodHint,
		} ),
		severalOf(
			options,
			'products',
			texts().automations.oneOfProducts,
			choices.products
		),
		severalOf(
			options,
			'collections',
			texts().automations.oneOfCollections,
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
	// A chosen value that is not listed, or no longer, stays chosen.
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
				<small class="hint">${ texts().automations.severalHint }</small>
				${ errors[ name ] === undefined ? '' : html`<div class="error" role="alert">${ errors[ name ] }</div>` }
			</div>`;
}

function safetyFields( options: EditorOptions ): Content[] {
	return [
		html`<div class="field-row">
			${ text( options, 'hourly_limit', texts().automations.hourlyLimit, {
				type: 'number',
				hint: texts().automations.hourlyLimitHint,
				attributes: { min: 1, required: true },
			} ) }
			${ text(
				options,
				'latest_age_hours',
				texts().automations.latestAge,
				{
					type: 'number',
					hint: texts().automations.latestAgeHint,
					attributes: { min: 1, required: true },
				}
			) }
		</div>`,
		html`<div class="field-row">
			${ text( options, 'quiet_from', texts().automations.quietFrom, {
				type: 'time',
				hint: texts().automations.quietHint,
			} ) }
			${ text( options, 'quiet_to', texts().automations.quietTo, { type: 'time' } ) }
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
		<legend>${ texts().automations.ordersWait( waiting ) }</legend>
		${ choice( 'keep', texts().automations.keepVersion ) }
		${ choice( 'take', texts().automations.takeVersion ) }
	</fieldset>`;
}

function variables( example: EditorOptions[ 'example' ] ): Html {
	return html`<div
		class="variables"
		tabindex="0"
		role="region"
		aria-label="${ texts().automations.variables }"
	>
		<dl class="definitions">
			${ Object.entries( texts().automations.variableHelp ).map(
				( [ name, help ] ) =>
					html`<div>
						<dt><code>${ name }</code></dt>
						<dd>
							${ help }${
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
