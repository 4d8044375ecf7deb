import { html } from 'hono/html';
import {
	WEBHOOK_EVENT_TYPES,
	WEBHOOK_LIMITS,
	type WebhookEventType,
} from '@ivorey/shared';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { checkboxField, textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { endpointPath, PATHS } from '../paths.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

export interface WebhookFormValues {
	url: string;
	description: string;
	types: readonly string[];
}

const SUBJECTS = [
	'order',
	'payment',
	'refund',
	'contact',
	'product',
	'connection',
	'automation',
] as const;

/** For a new endpoint, or for an existing one if it has an ID. */
export function webhookFormPage(
	viewer: Viewer,
	options: {
		endpointId: string | null;
		values: WebhookFormValues;
		/** The error of the address. */
		error?: string | undefined;
	}
): Html {
	const { endpointId, values, error } = options;
	const above =
		endpointId === null
			? { label: texts().webhooks.title, path: PATHS.webhooks }
			: { label: texts().common.back, path: endpointPath( endpointId ) };
	return page( {
		title:
			endpointId === null
				? texts().webhooks.addEndpoint
				: texts().webhooks.editEndpoint,
		viewer,
		section: 'settings',
		back: above,
		width: 'form',
		body: card( {
			body: postForm(
				viewer,
				endpointId === null
					? PATHS.newWebhook
					: `${ endpointPath( endpointId ) }/edit`,
				[
					textField( {
						name: 'url',
						label: texts().webhooks.url,
						type: 'url',
						hint: texts().webhooks.urlHint,
						value: values.url,
						error,
						attributes: {
							required: true,
							maxlength: WEBHOOK_LIMITS.url,
							autocomplete: 'off',
							autofocus: error !== undefined,
						},
					} ),
					textField( {
						name: 'description',
						label: texts().common.name,
						hint: texts().webhooks.nameHint,
						value: values.description,
						attributes: {
							maxlength: WEBHOOK_LIMITS.description,
							autocomplete: 'off',
						},
					} ),
					html`<p class="intro">
						${ texts().webhooks.chooseEvents }
					</p>`,
					html`<div class="event-types">
						${ SUBJECTS.map( ( subject ) => typeGroup( subject, values.types ) ) }
					</div>`,
					actions(
						linkButton( texts().common.cancel, above.path ),
						button(
							endpointId === null
								? texts().webhooks.add
								: texts().common.save,
							{
								kind: 'primary',
							}
						)
					),
				],
				{ busy: texts().webhooks.checkingUrl }
			),
		} ),
	} );
}

function typeGroup(
	subject: ( typeof SUBJECTS )[ number ],
	chosen: readonly string[]
): Html {
	const types = WEBHOOK_EVENT_TYPES.filter( ( type ) =>
		type.startsWith( `${ subject }.` )
	);
	return html`<fieldset>
		<legend>${ texts().webhooks.subjects[ subject ] }</legend>
		${ types.map( ( type: WebhookEventType ) =>
			checkboxField( {
				name: 'types',
				id: type,
				value: type,
				label: texts().webhooks.types[ type ],
				hint: texts().webhooks.summaries[ type ],
				checked: chosen.includes( type ),
			} )
		) }
	</fieldset>`;
}

/** Shows the secret, only this once. */
export function webhookSecretPage(
	viewer: Viewer,
	endpointId: string,
	secret: string,
	{ isNew }: { isNew: boolean }
): Html {
	return page( {
		title: isNew
			? texts().webhooks.isAdded
			: texts().webhooks.newSecretTitle,
		viewer,
		section: 'settings',
		back: {
			label: texts().webhooks.endpoint,
			path: endpointPath( endpointId ),
		},
		width: 'form',
		body: card( {
			body: [
				html`<p>${ texts().webhooks.copySecret }</p>`,
				textField( {
					name: 'secret',
					label: texts().webhooks.signingSecret,
					value: secret,
					attributes: {
						readonly: true,
						spellcheck: 'false',
						autocomplete: 'off',
					},
				} ),
				isNew ? '' : html`<p>${ texts().webhooks.secretOverlap }</p>`,
				actions(
					linkButton( texts().webhooks.howToVerify, '/docs' ),
					linkButton(
						texts().common.done,
						endpointPath( endpointId ),
						{
							kind: 'primary',
						}
					)
				),
			],
		} ),
	} );
}
